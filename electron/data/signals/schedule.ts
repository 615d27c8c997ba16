import type { CoreEvent, TaskId } from '#shared/contract/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import { dueRules, evaluateDue } from './evaluate.ts';

/** Evaluations that wait for their turn: one is enough, it takes in whatever comes before it begins. */
const waiting = new WeakMap<Store, TaskId>();

/** Queues an evaluation as a task; where one waits already, that one. */
export function startEvaluation(context: CoreContext, all: boolean): { readonly id: TaskId } {
  const { store, tasks } = context;
  const known = waiting.get(store);
  if (known !== undefined && !all) return { id: known };
  const { id } = tasks.start({
    kind: 'signals',
    subject: '',
    run: async (signal, report) => {
      if (waiting.get(store) === id) waiting.delete(store);
      return { kind: 'signals', ...(await evaluateDue(context, all, signal, report)) };
    },
  });
  if (!all) waiting.set(store, id);
  return { id };
}

/**
 * Looks for signals whenever batches came or went or a rule was released, and once at the start for what came while the program was closed. The core hands
 * on its events here; nobody who loads a batch knows of it. Where nothing is due no task is started.
 */
export function followBatches(context: CoreContext): (event: CoreEvent) => void {
  const look = (): void => {
    if (waiting.has(context.store)) return;
    dueRules(context)
      .then((due) => { if (due.length > 0) startEvaluation(context, false); })
      .catch((error: unknown) => { context.log('error', 'signals: what is due could not be read', { error: error instanceof Error ? error.message : String(error) }); });
  };
  look();
  return (event) => {
    if (event.type === 'changed' && (event.topics.includes('batches') || event.topics.includes('definitions'))) look();
  };
}
