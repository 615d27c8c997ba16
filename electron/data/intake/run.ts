import type { ImportReport, UndoReport } from '#shared/contract/intake.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import { Lane, type Ending, type Follow } from './lane.ts';
import type { IntakeJob, LoadJob, UndoJob } from './load/job.ts';

/** Runs an import in the loading thread while every other writer waits, and tells the windows when it changed anything. */
export async function runLoad(context: CoreContext, job: LoadJob, follow: Follow = {}): Promise<ImportReport> {
  const ending = await run(context, job, follow);
  if (ending.type !== 'loaded') throw new Error(`the thread answered "${ending.type}" to an import`);
  if (ending.report.batchId !== null) tell(context, job);
  return ending.report;
}

/** Takes a batch back, in the same way. */
export async function runUndo(context: CoreContext, job: UndoJob, follow: Follow = {}): Promise<UndoReport> {
  const ending = await run(context, job, follow);
  if (ending.type !== 'undone') throw new Error(`the thread answered "${ending.type}" to an undo`);
  tell(context, job);
  return ending.report;
}

/** One loading thread a store; the queue of writers sees to it that it has one job at a time. */
const lanes = new WeakMap<Store, Lane>();

function run({ store, intakeWorker }: CoreContext, job: IntakeJob, follow: Follow): Promise<Ending> {
  const lane = lanes.get(store) ?? new Lane(intakeWorker);
  lanes.set(store, lane);
  return store.write.exclusively(() => lane.run(job, follow));
}

function tell({ emit }: CoreContext, { category }: IntakeJob): void {
  emit({ type: 'changed', topics: ['batches', 'contradictions', 'catalogue', 'audit'], subject: category.id });
}
