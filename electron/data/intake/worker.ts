import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { toEnvelope } from '#shared/errors/index.ts';
import { loadRegions } from '#data/catalogue/index.ts';
import { openConnection, openSecrets } from '#data/store/index.ts';
import { intakeJob, type IntakeJob } from './load/job.ts';
import { loadBatch, type LoadHooks } from './load/load.ts';
import type { WorkerMessage } from './messages.ts';
import { undoInside } from './undo/undo.ts';

/**
 * The thread that loads. It takes one job at a time, each over a connection of its own, so that between two jobs it holds
 * nothing open. Only this file knows that it is a thread.
 */
const order = z.strictObject({ job: intakeJob, cancel: z.instanceof(SharedArrayBuffer) });

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function work(job: IntakeJob, cancel: Int32Array): Promise<WorkerMessage> {
  const hooks: LoadHooks = {
    cancelled: () => Atomics.load(cancel, 0) !== 0,
    progress: (progress) => tell({ type: 'progress', progress }),
  };
  const store = openConnection(job.storePath, job.storeKey);
  try {
    return job.kind === 'load'
      ? { type: 'loaded', report: await loadBatch(store, openSecrets(store), loadRegions(job.resourcesDir), job, hooks) }
      : { type: 'undone', report: await undoInside(store, job, hooks) };
  } finally {
    await store.close();
  }
}

async function take(message: unknown): Promise<void> {
  try {
    const { job, cancel } = order.parse(message);
    tell(await work(job, new Int32Array(cancel)));
  } catch (error) {
    tell({ type: 'failed', error: toEnvelope(error) });
  }
}

parentPort?.on('message', (message) => void take(message));
