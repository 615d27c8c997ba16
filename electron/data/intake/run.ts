import { Worker } from 'node:worker_threads';
import type { ImportReport, UndoReport } from '#shared/contract/intake.ts';
import { AppError, fromEnvelope } from '#shared/errors/index.ts';
import type { CoreContext, Progress } from '#data/kernel/index.ts';
import type { LoadJob, UndoJob } from './load/job.ts';
import type { WorkerMessage } from './messages.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: Progress) => void) | undefined;
}

/** Runs an import in the loading thread while every other writer waits, and tells the windows when it changed anything. */
export async function runLoad(context: CoreContext, job: LoadJob, follow: Follow = {}): Promise<ImportReport> {
  const message = await context.store.write.exclusively(() => runWorker(context, job, follow));
  if (message.type !== 'loaded') throw new Error(`the worker answered "${message.type}" to an import`);
  if (message.report.batchId !== null) context.emit({ type: 'changed', topics: ['batches', 'catalogue', 'audit'], subject: job.category.id });
  return message.report;
}

/** Takes a batch back, in the same way. */
export async function runUndo(context: CoreContext, job: UndoJob, follow: Follow = {}): Promise<UndoReport> {
  const message = await context.store.write.exclusively(() => runWorker(context, job, follow));
  if (message.type !== 'undone') throw new Error(`the worker answered "${message.type}" to an undo`);
  context.emit({ type: 'changed', topics: ['batches', 'catalogue', 'audit'], subject: job.category.id });
  return message.report;
}

type Ending = Exclude<WorkerMessage, { type: 'progress' | 'failed' }>;

function runWorker(context: CoreContext, job: LoadJob | UndoJob, { signal, report }: Follow): Promise<Ending> {
  if (signal?.aborted === true) return Promise.reject(new AppError('CANCELLED', 'Cancelled before it began.'));
  const cancel = new SharedArrayBuffer(4);
  const worker = new Worker(context.intakeWorker, { workerData: { job, cancel } });
  const stop = (): void => {
    Atomics.store(new Int32Array(cancel), 0, 1);
  };
  signal?.addEventListener('abort', stop, { once: true });
  return new Promise<Ending>((resolve, reject) => {
    let ending: Ending | null = null;
    let failure: unknown = new AppError('DATA_PROCESS_LOST', 'The loading thread ended before it was done; nothing of it was kept.');
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') report?.(message.progress);
      else if (message.type === 'failed') failure = fromEnvelope(message.error);
      else ending = message;
    });
    worker.on('error', (error) => {
      failure = outOfMemory(error) ? new AppError('FILE_TOO_LARGE', 'The file needs more memory than there is; split it.', {}, { cause: error }) : error;
    });
    // Only when the thread is gone its connection is closed too, and the next writer may start.
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      if (ending === null) reject(failure instanceof Error ? failure : new Error(String(failure)));
      else resolve(ending);
    });
  });
}

function outOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
