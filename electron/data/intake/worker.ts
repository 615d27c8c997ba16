import { statSync } from 'node:fs';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { z } from 'zod';
import { toEnvelope } from '#shared/errors/index.ts';
import { loadRegions } from '#data/catalogue/index.ts';
import { openConnection, openSecrets } from '#data/store/index.ts';
import { openChecked, type CheckedSource } from './load/checked-source.ts';
import { checkerOrder } from './load/checker-messages.ts';
import { openCheckedInThread } from './load/checker-thread.ts';
import { intakeJob, type IntakeJob, type LoadJob } from './load/job.ts';
import { loadBatch, type LoadHooks } from './load/load.ts';
import { serveChecked } from './load/serve-checked.ts';
import type { WorkerMessage } from './messages.ts';
import { fileKind } from './readers/index.ts';
import { HOLDING, STREAMING } from './thread-limits.ts';
import { undoInside } from './undo/undo.ts';

/**
 * The thread that loads. It takes one job at a time, each over a connection of its own, so that between two jobs it holds
 * nothing open. For a file that takes more than a moment it starts the same script once more as the thread that reads and
 * checks, while this one writes. Only this file knows which of the two it is.
 */
const order = z.strictObject({ job: intakeJob, cancel: z.instanceof(SharedArrayBuffer) });
const SCRIPT = new URL(import.meta.url);
/** Below this, starting a thread takes longer than it saves. */
const LARGE_TEXT_BYTES = 4 * 1024 * 1024;
/** A packed file of this size may need more memory than this thread is given. */
const LARGE_BOOK_BYTES = 512 * 1024;

async function work(job: IntakeJob, cancel: Int32Array, tell: (message: WorkerMessage) => void): Promise<WorkerMessage> {
  const hooks: LoadHooks = {
    cancelled: () => Atomics.load(cancel, 0) !== 0,
    progress: (progress) => {
      tell({ type: 'progress', progress });
    },
  };
  const store = openConnection(job.storePath, job.storeKey);
  try {
    return job.kind === 'load'
      ? { type: 'loaded', report: await loadBatch(store, () => openRows(job), job, hooks) }
      : { type: 'undone', report: await undoInside(store, job, hooks) };
  } finally {
    await store.close();
  }
}

async function openRows(job: LoadJob): Promise<CheckedSource> {
  const size = statSync(job.path, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LARGE_BOOK_BYTES) return await openHere(job);
  switch (await fileKind(job.path)) {
    case 'text':
    case 'json':
      return size < LARGE_TEXT_BYTES ? await openHere(job) : await openCheckedInThread(SCRIPT, job, STREAMING);
    case 'zip':
    case 'xls':
      return await openCheckedInThread(SCRIPT, job, HOLDING);
  }
}

async function openHere(job: LoadJob): Promise<CheckedSource> {
  const store = openConnection(job.storePath, job.storeKey);
  try {
    return await openChecked(openSecrets(store), loadRegions(job.resourcesDir), job);
  } finally {
    await store.close();
  }
}

async function take(port: MessagePort, message: unknown): Promise<void> {
  const tell = (said: WorkerMessage): void => {
    port.postMessage(said);
  };
  try {
    const { job, cancel } = order.parse(message);
    tell(await work(job, new Int32Array(cancel), tell));
  } catch (error) {
    tell({ type: 'failed', error: toEnvelope(error) });
  }
}

const asChecker = checkerOrder.safeParse(workerData);
if (parentPort !== null) {
  const port = parentPort;
  if (asChecker.success) void serveChecked(port, () => openHere(asChecker.data.check));
  else port.on('message', (message) => void take(port, message));
}
