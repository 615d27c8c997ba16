import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue';
import type { Topic } from '#shared/contract/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { toAppError } from './client.ts';
import { listen } from './events.ts';

export interface Query<T> {
  /** The last answer; kept while a newer one is on its way, so that tables do not flicker. */
  readonly data: Readonly<ShallowRef<T | null>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  readonly loading: Readonly<Ref<boolean>>;
  reload(): Promise<void>;
}

export interface QueryOptions {
  /** Read again when the data process says one of these changed. */
  readonly topics?: readonly Topic[];
  /** Read again when one of these changes. */
  readonly watch?: readonly WatchSource[];
}

/** Reads something now and whenever it may have changed; an answer that was overtaken is dropped. */
export function useQuery<T>(read: () => Promise<T>, options: QueryOptions = {}): Query<T> {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<AppError | null>(null);
  const loading = ref(false);
  let turn = 0;

  const reload = async (): Promise<void> => {
    const mine = ++turn;
    loading.value = true;
    try {
      const value = await read();
      if (mine !== turn) return;
      data.value = value;
      error.value = null;
    } catch (thrown) {
      if (mine === turn) error.value = toAppError(thrown);
    } finally {
      if (mine === turn) loading.value = false;
    }
  };

  const topics = options.topics ?? [];
  if (topics.length > 0) {
    onScopeDispose(listen((event) => {
      if (event.type === 'changed' && event.topics.some((topic) => topics.includes(topic))) void reload();
    }));
  }
  if (options.watch !== undefined && options.watch.length > 0) watch([...options.watch], () => void reload());
  void reload();
  return { data, error, loading, reload };
}
