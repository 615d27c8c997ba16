import type { CoreEvent, TaskId, TaskKind, TaskResult, TaskView } from '#shared/contract/index.ts';
import { AppError, toEnvelope } from '#shared/errors/index.ts';
import type { Clock, Ids } from './ambient.ts';

/** Progress as the work reports it; the runner adds rate, time left and the 10 Hz limit. */
export interface Progress {
  readonly phase: TaskView['phase'];
  readonly done: number;
  readonly total: number | null;
  readonly unit: TaskView['unit'];
  readonly rows: number;
}

export interface TaskWork {
  readonly kind: TaskKind;
  readonly subject: string;
  run(signal: AbortSignal, report: (progress: Progress) => void): Promise<TaskResult>;
}

const EVENT_GAP_MS = 100;
const KEPT = 50;

/** Runs long work one after the other and tells of it; the one place that knows what a task is. */
export class TaskRunner {
  readonly #tasks = new Map<TaskId, { view: TaskView; readonly abort: AbortController; lastEvent: number }>();
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #emit: (event: CoreEvent) => void;
  #tail: Promise<void> = Promise.resolve();

  constructor(clock: Clock, ids: Ids, emit: (event: CoreEvent) => void) {
    this.#clock = clock;
    this.#ids = ids;
    this.#emit = emit;
  }

  /** Queues the work and returns at once. `finished` settles with the outcome, never rejects. */
  start(work: TaskWork): { readonly id: TaskId; readonly finished: Promise<TaskView> } {
    const id = this.#ids.next() as TaskId;
    const abort = new AbortController();
    const view: TaskView = {
      id, kind: work.kind, subject: work.subject, phase: 'queued', state: 'queued', done: 0, total: null, unit: 'rows', rows: 0, rate: 0,
      secondsLeft: null, startedAt: this.#clock.now().toISOString(), error: null, result: null,
    };
    const task = { view, abort, lastEvent: 0 };
    this.#tasks.set(id, task);
    this.#forgetOld();
    this.#update(id, {}, true);
    const finished = this.#tail.then(() => (task.view.state === 'cancelled' ? task.view : this.#run(id, work, abort.signal)));
    this.#tail = finished.then(() => undefined);
    return { id, finished };
  }

  list(): readonly TaskView[] {
    return [...this.#tasks.values()].map((task) => task.view);
  }

  cancel(id: TaskId): void {
    const task = this.#tasks.get(id);
    if (task === undefined) throw new AppError('NOT_FOUND', 'That task is not known any more.');
    task.abort.abort();
    // What waits is out of the queue at once, not when its turn comes.
    if (task.view.state === 'queued') this.#update(id, { state: 'cancelled', error: toEnvelope(neverBegun()) }, true);
  }

  /** Ends everything; used when the store closes. */
  async stop(): Promise<void> {
    for (const task of this.#tasks.values()) task.abort.abort();
    await this.#tail;
  }

  async #run(id: TaskId, work: TaskWork, signal: AbortSignal): Promise<TaskView> {
    const begun = this.#clock.now().getTime();
    try {
      if (signal.aborted) throw neverBegun();
      this.#update(id, { state: 'running', phase: 'reading' }, true);
      const result = await work.run(signal, (progress) => {
        this.#update(id, { ...progress, ...pace(progress, this.#clock.now().getTime() - begun) }, false);
      });
      return this.#update(id, { state: 'done', result, secondsLeft: 0 }, true);
    } catch (error) {
      const envelope = toEnvelope(error);
      return this.#update(id, { state: envelope.code === 'CANCELLED' ? 'cancelled' : 'failed', error: envelope, secondsLeft: null }, true);
    }
  }

  #update(id: TaskId, patch: Partial<TaskView>, always: boolean): TaskView {
    const task = this.#tasks.get(id);
    if (task === undefined) throw new Error(`unknown task ${id}`);
    task.view = { ...task.view, ...patch };
    const now = this.#clock.now().getTime();
    if (always || now - task.lastEvent >= EVENT_GAP_MS) {
      task.lastEvent = now;
      this.#emit({ type: 'task', task: task.view });
    }
    return task.view;
  }

  #forgetOld(): void {
    for (const [id, task] of this.#tasks) {
      if (this.#tasks.size <= KEPT) return;
      if (task.view.state !== 'running' && task.view.state !== 'queued') this.#tasks.delete(id);
    }
  }
}

function neverBegun(): AppError {
  return new AppError('CANCELLED', 'Cancelled before it began.');
}

/** Rows a second so far, and seconds left by the share done; null while nothing is known. */
function pace(progress: Progress, elapsedMs: number): { rate: number; secondsLeft: number | null } {
  const seconds = elapsedMs / 1000;
  const rate = seconds > 0 ? Math.round(progress.rows / seconds) : 0;
  if (progress.total === null || progress.done <= 0 || seconds < 0.5) return { rate, secondsLeft: null };
  return { rate, secondsLeft: Math.max(0, Math.round((seconds * (progress.total - progress.done)) / progress.done)) };
}
