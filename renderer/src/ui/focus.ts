import type { ObjectDirective } from 'vue';

/** Puts the caret into the first field of an element when it appears; `v-focus="false"` does not. */
export const vFocus: ObjectDirective<HTMLElement, boolean | undefined> = {
  mounted(element, { value }) {
    if (value === false) return;
    const field = element.matches('input, textarea') ? element : element.querySelector<HTMLElement>('input, textarea');
    field?.focus();
  },
};
