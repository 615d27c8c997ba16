import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { toEnvelope } from '#shared/errors/index.ts';
import { loadRegions } from '#data/catalogue/index.ts';
import { openConnection, openSecrets } from '#data/store/index.ts';
import { intakeJob, type IntakeJob } from './load/job.ts';
import { loadBatch, type LoadHooks } from './load/load.ts';
import type { WorkerMessage } from './messages.ts';
import { undoInside } from './undo/undo.ts';

/** The thread that loads: its own connection, one job, then it ends. Only this file knows that it is a thread. */
const input = z.strictObject({ job: intakeJob, cancel: z.instanceof(SharedArrayBuffer) }).parse(workerData);

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function work(job: IntakeJob, cancel: Int32Array): Promise<void> {
  const hooks: LoadHooks = {
    cancelled: () => Atomics.load(cancel, 0) !== 0,
    progress: (progress) => tell({ type: 'progress', progress }),
  };
  const store = openConnection(job.storePath, job.storeKey);
  try {
    const done: WorkerMessage =
      job.kind === 'load'
        ? { type: 'loaded', report: await loadBatch(store, openSecrets(store), loadRegions(job.resourcesDir), job, hooks) }
        : { type: 'undone', report: await undoInside(store, job, hooks) };
    tell(done);
  } catch (error) {
    tell({ type: 'failed', error: toEnvelope(error) });
  } finally {
    await store.close();
  }
}

await work(input.job, new Int32Array(input.cancel));
