import type { AppError } from '#shared/errors/index.ts';
import { mergeEdits, type Edit } from './edits.ts';

export interface QueueState {
  /** Edits that are not stored yet, oldest first; the first may be on its way. */
  readonly pending: readonly Edit[];
  readonly sending: boolean;
  /** Why the first of them could not be stored; it is kept until it is tried again or given up. */
  readonly error: AppError | null;
}

export interface QueueParts {
  /** Stores one edit; what it returns is taken care of by the caller. */
  readonly send: (edit: Edit) => Promise<void>;
  readonly toError: (thrown: unknown) => AppError;
  /** Runs something later; returns what calls it off. */
  readonly schedule: (run: () => void, milliseconds: number) => () => void;
  readonly changed: (state: QueueState) => void;
}

export interface SaveQueue {
  /** Takes an edit in and sends it after a pause, together with edits of the same fields that follow before. */
  push(edit: Edit, pause: number): void;
  /** Sends all there is; false where something could not be stored. */
  flush(): Promise<boolean>;
  /** Tries again after a failure. */
  retry(): Promise<boolean>;
  /** Gives up the edit that could not be stored, and sends the rest. */
  discard(): Promise<boolean>;
}

/** Sends edits one after the other in the order in which they were made. A failure stops the line and loses nothing. */
export function createSaveQueue(parts: QueueParts): SaveQueue {
  let pending: Edit[] = [];
  let sending = false;
  let error: AppError | null = null;
  let callOff: (() => void) | null = null;
  let running: Promise<boolean> | null = null;

  const tell = (): void => parts.changed({ pending: [...pending], sending, error });

  function stopClock(): void {
    callOff?.();
    callOff = null;
  }

  async function run(): Promise<boolean> {
    for (let edit = pending[0]; edit !== undefined; edit = pending[0]) {
      sending = true;
      error = null;
      tell();
      try {
        await parts.send(edit);
        pending = pending.slice(1);
      } catch (thrown) {
        error = parts.toError(thrown);
        return false;
      } finally {
        sending = false;
        tell();
      }
    }
    return true;
  }

  function flush(): Promise<boolean> {
    stopClock();
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    push(edit, pause) {
      // The first edit may be on its way already: it is never changed under way.
      const last = pending.length > (sending ? 1 : 0) ? pending.at(-1) : undefined;
      const merged = last === undefined ? null : mergeEdits(last, edit);
      pending = merged === null ? [...pending, edit] : [...pending.slice(0, -1), merged];
      // A changed edit deserves another try; the error it had is about what it was.
      if (merged !== null && pending.length === 1) error = null;
      stopClock();
      callOff = parts.schedule(() => void flush(), pause);
      tell();
    },
    flush,
    retry: flush,
    discard() {
      if (!sending) pending = pending.slice(1);
      error = null;
      tell();
      return flush();
    },
  };
}
