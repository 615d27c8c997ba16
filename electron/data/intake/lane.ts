import { Worker } from 'node:worker_threads';
import { AppError, fromEnvelope } from '#shared/errors/index.ts';
import type { Progress } from '#data/kernel/index.ts';
import type { IntakeJob } from './load/job.ts';
import type { WorkerMessage } from './messages.ts';
import { STREAMING } from './thread-limits.ts';
import { threadError } from './thread-error.ts';

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: Progress) => void) | undefined;
}

export type Ending = Exclude<WorkerMessage, { type: 'progress' | 'failed' }>;

/** How long an idle thread waits for the next file: its start costs more than a small batch. */
const LINGER_MS = 5000;

/** One loading thread, started when it is needed and ended when it has had nothing to do for a while. One job at a time. */
export class Lane {
  readonly #script: string | URL;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | null = null;

  constructor(script: string | URL) {
    this.#script = script;
  }

  /** @throws AppError what the job threw; CANCELLED; DATA_PROCESS_LOST when the thread ended in the middle */
  async run(job: IntakeJob, { signal, report }: Follow): Promise<Ending> {
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'Cancelled before it began.');
    const worker = this.#wake();
    const cancel = new SharedArrayBuffer(4);
    const stop = (): void => {
      Atomics.store(new Int32Array(cancel), 0, 1);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#follow(worker, { job, cancel }, report);
    } finally {
      signal?.removeEventListener('abort', stop);
      if (this.#worker === worker) this.#rest(worker);
    }
  }

  #follow(worker: Worker, order: { readonly job: IntakeJob; readonly cancel: SharedArrayBuffer }, report: Follow['report']): Promise<Ending> {
    return new Promise<Ending>((resolve, reject) => {
      const hear = (message: WorkerMessage): void => {
        if (message.type === 'progress') {
          report?.(message.progress);
          return;
        }
        worker.off('message', hear).off('error', fail).off('exit', lose);
        if (message.type === 'failed') reject(fromEnvelope(message.error));
        else resolve(message);
      };
      const fail = (error: unknown): void => {
        reject(threadError(error));
      };
      const lose = (): void => {
        reject(new AppError('DATA_PROCESS_LOST', 'The loading thread ended before it was done; nothing of it was kept.'));
      };
      worker.on('message', hear).on('error', fail).on('exit', lose);
      worker.postMessage(order);
    });
  }

  #wake(): Worker {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = null;
    const worker = this.#worker ?? this.#start();
    worker.ref();
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { resourceLimits: STREAMING });
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = null;
    };
    // Also while nobody waits for it; an error that nobody hears would end the program.
    worker.on('error', forget).on('exit', forget);
    this.#worker = worker;
    return worker;
  }

  /** Neither the waiting thread nor its clock keeps the program alive. */
  #rest(worker: Worker): void {
    worker.unref();
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) this.#worker = null;
      void worker.terminate();
    }, LINGER_MS).unref();
  }
}
