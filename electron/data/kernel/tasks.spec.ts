import { expect, it } from 'vitest';
import type { CoreEvent, TaskId, TaskView } from '#shared/contract/index.ts';
import { TaskRunner } from './tasks.ts';

it('a task that waits is taken out of the queue at once, is never begun, and the ones behind it come up', async () => {
  const events: CoreEvent[] = [];
  let last = 0;
  const runner = new TaskRunner({ now: () => new Date('2026-01-05T08:00:00.000Z') }, { next: () => String((last += 1)) }, (event) => events.push(event));
  const begun: string[] = [];
  let release = (): void => undefined;
  const work = (subject: string, until: Promise<void> = Promise.resolve()) => runner.start({
    kind: 'quality', subject,
    run: async () => {
      begun.push(subject);
      await until;
      throw new Error('ended');
    },
  });
  const first = work('first', new Promise((resolve) => { release = resolve; }));
  const second = work('second');
  const third = work('third');
  const stateOf = (id: TaskId): TaskView['state'] | undefined => runner.list().find((view) => view.id === id)?.state;

  runner.cancel(second.id);
  expect(stateOf(second.id)).toBe('cancelled');
  expect(stateOf(first.id)).not.toBe('cancelled');
  release();
  expect(await second.finished).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
  await third.finished;
  expect(begun).toEqual(['first', 'third']);
  expect(events.filter((event) => event.type === 'task' && event.task.id === second.id && event.task.state === 'cancelled')).toHaveLength(1);
});
