import { join } from 'node:path';
import type { WatchedFile, WatchState } from '#shared/contract/index.ts';
import { permissionsOf, ROLES } from '#shared/domain/access/index.ts';
import { AppError, toEnvelope } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { importFile } from '#data/intake/index.ts';
import type { Actor, CallContext, CoreContext } from '#data/kernel/index.ts';
import { DONE, FAILED, finished, lookAt, putAway, type Seen } from './folder.ts';
import { doneReport, failedReport } from './report.ts';
import { accountOf, keepSetting, watchSetting } from './settings-repository.ts';

const KEPT = 20;

/** Looks at one folder when it is told to; whoever holds it decides how often. */
export class Watcher {
  readonly #context: CoreContext;
  #before: readonly Seen[] = [];
  #waiting: readonly string[] = [];
  #last: readonly WatchedFile[] = [];
  #trouble: WatchState['trouble'] = null;
  #busy: Promise<void> | null = null;

  constructor(context: CoreContext) {
    this.#context = context;
  }

  async state(): Promise<WatchState> {
    const { db } = this.#context.store;
    const setting = await watchSetting(db);
    if (setting === null) return { folder: null, since: null, by: null, trouble: null, waiting: [], last: this.#last };
    const account = await accountOf(db, setting.by);
    return { folder: setting.folder, since: setting.since, by: account?.display_name ?? setting.by, trouble: this.#trouble, waiting: this.#waiting, last: this.#last };
  }

  /** @throws AppError FILE_NOT_FOUND where the folder cannot be read */
  async start(folder: string, { store, actor, clock }: CallContext): Promise<void> {
    try {
      lookAt(folder);
    } catch (error) {
      throw new AppError('FILE_NOT_FOUND', `The folder ${folder} cannot be read.`, { path: folder }, { cause: error });
    }
    const at = clock.now();
    await store.write(async (tx) => {
      await keepSetting(tx, { folder, since: at.toISOString(), by: actor.id });
      await appendAudit(tx, { at, actor: actor.id, action: 'watch.started', subject: 'store', details: { folder } });
    });
    this.#forget();
  }

  async stop({ store, actor, clock }: CallContext): Promise<void> {
    const setting = await watchSetting(store.db);
    if (setting === null) return;
    await store.write(async (tx) => {
      await keepSetting(tx, null);
      await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'watch.stopped', subject: 'store', details: { folder: setting.folder } });
    });
    this.#forget();
  }

  /** One look: what is finished since the last one is imported, oldest first. A look that is asked for meanwhile is the same one. */
  look(): Promise<void> {
    this.#busy ??= this.#lookOnce().finally(() => {
      this.#busy = null;
    });
    return this.#busy;
  }

  async #lookOnce(): Promise<void> {
    const setting = await watchSetting(this.#context.store.db);
    if (setting === null) return;
    const actor = await this.#actorOf(setting.by);
    const now = this.#see(setting.folder);
    if (actor === null || now === null) {
      this.#trouble = actor === null ? 'account' : 'folder';
      return;
    }
    this.#trouble = null;
    const ready = finished(this.#before, now);
    this.#before = now;
    this.#waiting = now.map(({ name }) => name);
    for (const { name } of ready) {
      // Switched off, or to another folder, while the files before were read.
      if ((await watchSetting(this.#context.store.db))?.folder !== setting.folder) return;
      await this.#take(setting.folder, name, actor);
    }
  }

  #see(folder: string): Seen[] | null {
    try {
      return lookAt(folder);
    } catch {
      return null;
    }
  }

  /** Whoever switched it on must still be allowed to import. */
  async #actorOf(id: string): Promise<Actor | null> {
    const account = await accountOf(this.#context.store.db, id);
    const role = ROLES.find((one) => one === account?.role);
    if (account === undefined || role === undefined || account.state !== 'active') return null;
    const permissions = new Set(permissionsOf(role));
    return permissions.has('intake.run') ? { id, name: account.display_name, role, permissions } : null;
  }

  async #take(folder: string, name: string, actor: Actor): Promise<void> {
    const { tasks, clock, emit } = this.#context;
    const { finished: ended } = tasks.start({
      kind: 'import',
      subject: name,
      run: async (signal, progress) => {
        const report = await importFile({ ...this.#context, actor, session: null }, join(folder, name), { dryRun: false }, { signal, report: progress });
        return { kind: 'import', report };
      },
    });
    const { state, error, result } = await ended;
    // Cancelled, or the program is closing: the file stays where it is and comes again.
    if (state === 'cancelled') return;
    const at = clock.now().toISOString();
    if (result?.kind === 'import') {
      putAway(folder, name, DONE, doneReport(result.report, at));
      this.#note({ name, at, outcome: 'done', batchId: result.report.batchId, read: result.report.read, rejected: result.report.rejected, code: null });
    } else {
      const envelope = error ?? toEnvelope(new Error('the import ended without a word'));
      putAway(folder, name, FAILED, failedReport(name, envelope, at));
      await this.#enterFailure(actor, name, envelope.code);
      this.#note({ name, at, outcome: 'failed', batchId: null, read: 0, rejected: 0, code: envelope.code });
    }
    this.#waiting = this.#waiting.filter((one) => one !== name);
    emit({ type: 'changed', topics: ['watch'], subject: null });
  }

  async #enterFailure(actor: Actor, fileName: string, code: string): Promise<void> {
    const { store, clock } = this.#context;
    await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'watch.failed', subject: 'store', details: { fileName, code } }));
  }

  #note(file: WatchedFile): void {
    this.#last = [file, ...this.#last].slice(0, KEPT);
  }

  #forget(): void {
    this.#before = [];
    this.#waiting = [];
    this.#trouble = null;
    this.#context.emit({ type: 'changed', topics: ['watch', 'audit'], subject: null });
  }
}
