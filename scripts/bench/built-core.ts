import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileInspection, SessionView, TaskId, TaskView } from '#shared/contract/index.ts';
import type { FromData, ToData } from '#data/hosts/protocol.ts';
import { RESOURCES } from './core.ts';

const OUT = join(import.meta.dirname, '../../out/main');
const PASSWORD = 'Synthetic-Bench-2026';
const CLOCK_TICKS = 100;

/** What the kernel tells of a process; NaN where it tells nothing. */
export interface ProcessReading {
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** The data process of the built program, driven through its own messages as the window drives it. */
export class BuiltCore {
  readonly #child: ChildProcess;
  readonly #heard: FromData[] = [];
  #session: string | null = null;
  #calls = 0;

  private constructor() {
    this.#child = fork(join(OUT, 'data-process.js'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
    this.#child.on('message', (message) => this.#heard.push(message as FromData));
  }

  /** Opens the store, made when it is missing, and signs in as somebody who may import. */
  static async open(storePath: string): Promise<BuiltCore> {
    const fresh = !existsSync(storePath);
    const core = new BuiltCore();
    core.#send({ kind: 'open', storePath, resourcesDir: RESOURCES, intakeWorker: join(OUT, 'intake-worker.js'), programVersion: 'bench' });
    await core.#hear((message) => message.kind === 'opened' || message.kind === 'openFailed');
    if (fresh) await core.#makeAccounts();
    await core.#signIn('bench-it', PASSWORD);
    return core;
  }

  /** Imports one file as the window does; seconds from the order to the end of its task. */
  async importFile(path: string, category: string): Promise<{ readonly seconds: number; readonly accepted: number }> {
    const file = `bench-${String(this.#calls)}`;
    this.#send({ kind: 'grant', token: file, path, mode: 'read' });
    const inspection = await this.#call<FileInspection>('intake.inspect', { file, category });
    const mapping = inspection.mapping.map(({ index, header, field, unit }) => ({ index, header, field, unit }));
    const begun = performance.now();
    const { taskId } = await this.#call<{ taskId: TaskId }>('intake.run', { file, category, mapping });
    const task = await this.#ended(taskId);
    const seconds = (performance.now() - begun) / 1000;
    if (task.result?.kind !== 'import') throw new Error(`the import ended as ${task.state}: ${JSON.stringify(task.error)}`);
    return { seconds, accepted: task.result.report.accepted };
  }

  reading(): ProcessReading {
    if (process.platform !== 'linux') return { cpuSeconds: Number.NaN, peakMb: Number.NaN };
    const of = (name: string): string => readFileSync(`/proc/${String(this.#child.pid)}/${name}`, 'utf8');
    const [user = 0, system = 0] = of('stat').replace(/^.*\) /u, '').split(' ').slice(11, 13).map(Number);
    return { cpuSeconds: (user + system) / CLOCK_TICKS, peakMb: (Number(/VmHWM:\s+(\d+) kB/u.exec(of('status'))?.[1]) * 1024) / 1e6 };
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#send({ kind: 'close' });
    await ended;
  }

  async #makeAccounts(): Promise<void> {
    this.#session = (await this.#call<{ session: SessionView }>('session.setup', { password: PASSWORD })).session.token;
    await this.#call('accounts.create', { username: 'bench-it', displayName: 'bench', role: 'it', password: `${PASSWORD}-1` });
    await this.#signIn('bench-it', `${PASSWORD}-1`);
    await this.#call('session.changePassword', { current: `${PASSWORD}-1`, next: PASSWORD });
  }

  async #signIn(username: string, password: string): Promise<void> {
    this.#session = (await this.#call<SessionView>('session.signIn', { username, password })).token;
  }

  async #call<T>(name: string, input: unknown): Promise<T> {
    const id = (this.#calls += 1);
    this.#send({ kind: 'call', id, name, input, session: this.#session });
    const message = await this.#hear((candidate) => candidate.kind === 'reply' && candidate.id === id);
    if (message.kind !== 'reply' || !message.reply.ok) throw new Error(`${name} failed: ${JSON.stringify(message)}`);
    return message.reply.value as T; // both ends are built from one contract
  }

  async #ended(id: TaskId): Promise<TaskView> {
    const message = await this.#hear(
      (candidate) => candidate.kind === 'event' && candidate.event.type === 'task' && candidate.event.task.id === id && !['queued', 'running'].includes(candidate.event.task.state),
    );
    if (message.kind !== 'event' || message.event.type !== 'task') throw new Error('no task');
    return message.event.task;
  }

  async #hear(wanted: (message: FromData) => boolean): Promise<FromData> {
    for (;;) {
      const found = this.#heard.findIndex(wanted);
      const message = this.#heard[found];
      if (message !== undefined) {
        this.#heard.splice(0, found + 1);
        return message;
      }
      await once(this.#child, 'message');
    }
  }

  #send(message: ToData): void {
    this.#child.send(message);
  }
}
