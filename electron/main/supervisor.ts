import type { CoreEvent } from '#shared/contract/index.ts';
import type { ErrorEnvelope, Reply } from '#shared/errors/index.ts';
import type { FromData, ToData } from '../data/hosts/protocol.ts';
import { needsFork, startDataProcess, type DataLink } from './data-process.ts';
import { builtFile } from './paths.ts';

const LOST: Reply<never> = { ok: false, error: { code: 'DATA_PROCESS_LOST', message: 'The data process ended; what was committed is safe.', details: {} } };
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

export interface SupervisorOptions {
  readonly storePath: string;
  readonly resourcesDir: string;
  readonly programVersion: string;
  readonly onEvent: (event: CoreEvent) => void;
}

/**
 * Keeps one data process running: relays calls, answers those in flight when it dies (a write is never repeated),
 * and starts it again at most three times a minute.
 */
export class DataSupervisor {
  readonly #options: SupervisorOptions;
  readonly #pending = new Map<number, (reply: Reply<unknown>) => void>();
  #link: DataLink | null = null;
  #opened: Promise<ErrorEnvelope | null> = Promise.resolve(null);
  #nextId = 1;
  #starts: number[] = [];
  #closing = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts the process and opens the store; resolves with the reason when it could not. */
  start(): Promise<ErrorEnvelope | null> {
    this.#starts = [...this.#starts.filter((at) => Date.now() - at < RESTART_WINDOW_MS), Date.now()];
    const link = startDataProcess();
    this.#link = link;
    this.#opened = new Promise((resolve) => {
      link.onMessage((message) => { this.#receive(message, resolve); });
      link.onExit(() => {
        resolve(LOST.ok ? null : LOST.error);
        if (this.#link === link) this.#exited();
      });
    });
    const { storePath, resourcesDir, programVersion } = this.#options;
    link.send({ kind: 'open', storePath, resourcesDir, programVersion, intakeWorker: builtFile('intake-worker.js', needsFork()) });
    return this.#opened;
  }

  async call(name: string, input: unknown, session: string | null): Promise<Reply<unknown>> {
    const failure = await this.#opened;
    if (failure !== null) return { ok: false, error: failure };
    if (this.#link === null) return LOST;
    const id = this.#nextId++;
    const reply = new Promise<Reply<unknown>>((resolve) => { this.#pending.set(id, resolve); });
    this.#link.send({ kind: 'call', id, name, input, session });
    return reply;
  }

  async grant(token: string, path: string, mode: 'read' | 'write'): Promise<void> {
    await this.#opened;
    this.#send({ kind: 'grant', token, path, mode });
  }

  /** Lets running work roll back and the store close; kills after ten seconds. */
  async stop(): Promise<void> {
    const link = this.#link;
    this.#closing = true;
    if (link === null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => { link.kill(); resolve(); }, 10_000);
      link.onExit(() => { clearTimeout(timer); resolve(); });
      link.send({ kind: 'close' });
    });
    this.#link = null;
  }

  #send(message: ToData): void {
    this.#link?.send(message);
  }

  #receive(message: FromData, resolveOpened: (failure: ErrorEnvelope | null) => void): void {
    switch (message.kind) {
      case 'opened': {
        resolveOpened(null);
        this.#options.onEvent({ type: 'dataProcess', state: 'ready' });
        return;
      }
      case 'openFailed': resolveOpened(message.error); return;
      case 'event': this.#options.onEvent(message.event); return;
      case 'reply': {
        this.#pending.get(message.id)?.(message.reply);
        this.#pending.delete(message.id);
        return;
      }
      case 'closed': return;
    }
  }

  #exited(): void {
    this.#link = null;
    for (const settle of this.#pending.values()) settle(LOST);
    this.#pending.clear();
    if (this.#closing) return;
    const recent = this.#starts.filter((at) => Date.now() - at < RESTART_WINDOW_MS).length;
    const again = recent <= MAX_RESTARTS;
    this.#options.onEvent({ type: 'dataProcess', state: again ? 'lost' : 'failed' });
    if (again) void this.start();
  }
}
