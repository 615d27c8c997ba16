import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { AppError } from '#shared/errors/index.ts';
import { toAppError } from './client.ts';

export interface Action {
  readonly busy: Readonly<Ref<boolean>>;
  readonly error: ShallowRef<AppError | null>;
  /** Runs one at a time; true when it succeeded. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** A thing a button does: busy while it runs, its failure kept for the screen. */
export function useAction(): Action {
  const busy = ref(false);
  const error = shallowRef<AppError | null>(null);
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    error.value = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      error.value = toAppError(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}
