import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** Follows a text after a rest, so that a search is not asked for every key; in milliseconds. */
export function useSettled(text: Readonly<Ref<string>>, rest = 250): Readonly<Ref<string>> {
  const settled = ref(text.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      settled.value = value;
    }, rest);
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
