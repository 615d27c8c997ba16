import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/index.ts';
import type { Edit } from './edits.ts';
import { createSaveQueue, type QueueState } from './save-queue.ts';

const note = (factorId: string, text: string): Edit => ({ kind: 'factor', factorIds: [factorId], patch: { note: text } });

/** A queue whose clock and far end the test holds in its hands. */
function setUp() {
  const sent: Edit[] = [];
  const clock: (() => void)[] = [];
  let state: QueueState = { pending: [], sending: false, error: null };
  let failWith: AppError | null = null;
  let gate: Promise<void> = Promise.resolve();
  const queue = createSaveQueue({
    send: async (edit) => {
      await gate;
      if (failWith !== null) throw failWith;
      sent.push(edit);
    },
    toError: (thrown) => (thrown instanceof AppError ? thrown : new AppError('BUG', String(thrown))),
    schedule: (run) => {
      clock.push(run);
      return () => clock.splice(clock.indexOf(run), 1);
    },
    changed: (next) => {
      state = next;
    },
  });
  return {
    queue,
    sent,
    clock,
    state: () => state,
    fail: (error: AppError | null) => {
      failWith = error;
    },
    hold: () => {
      let open = (): void => undefined;
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
  };
}

describe('save queue', () => {
  it('sends what was typed into one field as one call, after the pause', async () => {
    const { queue, sent, clock } = setUp();
    for (const text of ['a', 'ab', 'abc']) queue.push(note('A1', text), 500);
    expect(sent).toEqual([]);
    expect(clock).toHaveLength(1);
    clock[0]?.();
    await queue.flush();
    expect(sent).toEqual([note('A1', 'abc')]);
  });

  it('never changes an edit that is on its way, and keeps the order', async () => {
    const { queue, sent, hold } = setUp();
    const open = hold();
    queue.push(note('A1', 'a'), 500);
    const done = queue.flush();
    queue.push(note('A1', 'ab'), 500);
    queue.push(note('A2', 'x'), 500);
    open();
    expect(await done).toBe(true);
    expect(sent).toEqual([note('A1', 'a'), note('A1', 'ab'), note('A2', 'x')]);
  });

  it('keeps the input when it cannot be stored, and stores it on the next try', async () => {
    const { queue, sent, fail, state } = setUp();
    fail(new AppError('DISK_FULL', 'The disk is full.'));
    queue.push(note('A1', 'a'), 500);
    expect(await queue.flush()).toBe(false);
    expect(state()).toMatchObject({ pending: [note('A1', 'a')], sending: false, error: { code: 'DISK_FULL' } });
    fail(null);
    expect(await queue.retry()).toBe(true);
    expect(sent).toEqual([note('A1', 'a')]);
    expect(state()).toEqual({ pending: [], sending: false, error: null });
  });

  it('gives up one edit and sends the rest', async () => {
    const { queue, sent, fail } = setUp();
    fail(new AppError('BAD_INPUT', 'No.'));
    queue.push(note('A1', 'bad'), 500);
    await queue.flush();
    queue.push(note('A2', 'good'), 500);
    fail(null);
    expect(await queue.discard()).toBe(true);
    expect(sent).toEqual([note('A2', 'good')]);
  });
});
