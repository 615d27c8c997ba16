import { Worker, type ResourceLimits } from 'node:worker_threads';
import { AppError, fromEnvelope } from '#shared/errors/index.ts';
import { threadError } from '../thread-error.ts';
import type { CheckedSource } from './checked-source.ts';
import type { CheckerMessage, CheckerRequest } from './checker-messages.ts';
import type { LoadJob } from './job.ts';
import type { PackedRows } from './packed.ts';

/**
 * The rows of a file, read and checked in a thread of their own while this one writes those before them.
 *
 * @param script what the thread runs; given the job, it answers with serveChecked()
 * @param limits the memory it may take; more ends it, and the import, with FILE_TOO_LARGE
 */
export async function openCheckedInThread(script: URL, job: LoadJob, limits: ResourceLimits): Promise<CheckedSource> {
  const thread = new CheckerThread(script, job, limits);
  try {
    return await thread.open();
  } catch (error) {
    await thread.end();
    throw error;
  }
}

class CheckerThread {
  readonly #worker: Worker;
  readonly #heard: CheckerMessage[] = [];
  #failure: Error | null = null;
  #awake: (() => void) | null = null;

  constructor(script: URL, job: LoadJob, limits: ResourceLimits) {
    this.#worker = new Worker(script, { workerData: { check: job }, resourceLimits: limits });
    const fail = (error: Error): void => {
      this.#failure ??= error;
      this.#awake?.();
    };
    this.#worker
      .on('message', (message: CheckerMessage) => {
        this.#heard.push(message);
        this.#awake?.();
      })
      .on('error', (error) => { fail(threadError(error)); })
      .on('exit', () => { fail(new AppError('DATA_PROCESS_LOST', 'The reading thread ended before it was done; nothing of the file was kept.')); });
  }

  async open(): Promise<CheckedSource> {
    const opened = await this.#next('opened');
    let end: Extract<CheckerMessage, { type: 'end' }> | null = null;
    let progress = { done: 0, total: opened.size };
    const next = this.#next.bind(this);
    const tell = this.#tell.bind(this);
    async function* packs(): AsyncGenerator<PackedRows> {
      for (;;) {
        const message = await next('rows', 'end');
        ({ progress } = message);
        if (message.type === 'end') {
          end = message;
          return;
        }
        yield message.rows;
        tell({ type: 'more' });
      }
    }
    const ended = (): Extract<CheckerMessage, { type: 'end' }> => {
      if (end === null) throw new Error('the rows have not been read to their end');
      return end;
    };
    return {
      format: opened.format,
      size: opened.size,
      sheet: opened.sheet,
      packs,
      progress: () => progress,
      headers: () => ended().headers,
      encoding: () => ended().encoding,
      sha256: () => Promise.resolve(ended().sha256),
      assertUnchanged: async () => {
        tell({ type: 'unchanged' });
        await next('unchanged');
      },
      close: () => this.end(),
    };
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(request: CheckerRequest): void {
    this.#worker.postMessage(request);
  }

  /** The next message, which must be of one of these types. */
  async #next<T extends CheckerMessage['type']>(...types: readonly T[]): Promise<Extract<CheckerMessage, { type: T }>> {
    while (this.#heard.length === 0) {
      if (this.#failure !== null) throw this.#failure;
      await new Promise<void>((resolve) => (this.#awake = resolve));
    }
    const message = this.#heard.shift();
    if (message?.type === 'failed') throw fromEnvelope(message.error);
    if (message !== undefined && isOneOf(message, types)) return message;
    throw new Error(`the reading thread said "${String(message?.type)}" instead of "${types.join('" or "')}"`);
  }
}

function isOneOf<T extends CheckerMessage['type']>(message: CheckerMessage, types: readonly T[]): message is Extract<CheckerMessage, { type: T }> {
  return types.some((type) => type === message.type);
}
