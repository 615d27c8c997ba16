import { join } from 'node:path';
import type { ImportReport, WatchedFile, WatchState } from '#shared/contract/index.ts';
import { permissionsOf, ROLES } from '#shared/domain/access/index.ts';
import { AppError, toEnvelope, type ErrorEnvelope } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { importFile, openArchive, type ImportSettings } from '#data/intake/index.ts';
import type { Actor, CallContext, CoreContext } from '#data/kernel/index.ts';
import { DONE, FAILED, finished, lookAt, putAway, type Seen } from './folder.ts';
import { doneReport, failedReport } from './report.ts';
import { accountOf, keepSetting, watchSetting } from './settings-repository.ts';

const KEPT = 20;
const ZIP = /\.zip$/iu;

/** What became of one table. */
type Outcome = { readonly name: string } & ({ readonly report: ImportReport } | { readonly error: ErrorEnvelope });

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
    const context = { ...this.#context, actor, session: null };
    const outcomes = ZIP.test(name) ? await this.#takeArchive(context, join(folder, name), name) : [await this.#import(context, join(folder, name), name, {})];
    // Cancelled, or the program is closing: the file stays where it is and comes again; what is in already changes nothing then.
    if (outcomes.includes(null)) return;
    const settled = outcomes.filter((outcome) => outcome !== null);
    const at = this.#context.clock.now().toISOString();
    const failed = settled.some((outcome) => 'error' in outcome);
    putAway(folder, name, failed ? FAILED : DONE, settled.map((outcome) => ('error' in outcome ? failedReport(outcome.name, outcome.error, at) : doneReport(outcome.report, at))).join('\r\n'));
    for (const outcome of settled) {
      if ('error' in outcome) {
        await this.#enterFailure(actor, outcome.name, outcome.error.code);
        this.#note({ name: outcome.name, at, outcome: 'failed', batchId: null, read: 0, rejected: 0, code: outcome.error.code });
      } else {
        const { batchId, read, rejected } = outcome.report;
        this.#note({ name: outcome.name, at, outcome: 'done', batchId, read, rejected, code: null });
      }
    }
    this.#waiting = this.#waiting.filter((one) => one !== name);
    this.#context.emit({ type: 'changed', topics: ['watch'], subject: null });
  }

  /** Of a batch package all tables, or none where it does not hold; of any other archive the tables in it, one after the other. */
  async #takeArchive(context: CallContext, path: string, name: string): Promise<readonly (Outcome | null)[]> {
    try {
      const archive = await openArchive(context, path);
      try {
        const outcomes: (Outcome | null)[] = [];
        const sender = archive.package?.sender ?? archive.package?.system;
        for (const { path: member, name: inside, stated } of archive.members) {
          outcomes.push(await this.#import(context, member, `${name}/${inside}`, {
            ...(stated?.category === undefined ? {} : { category: stated.category }), ...(stated?.sheet == null ? {} : { sheet: stated.sheet }), ...(sender === undefined ? {} : { sender }),
          }));
        }
        return outcomes;
      } finally {
        archive.remove();
      }
    } catch (error) {
      return [{ name, error: toEnvelope(error) }];
    }
  }

  /** Null where it was cancelled. */
  async #import(context: CallContext, path: string, name: string, settings: Omit<ImportSettings, 'dryRun'>): Promise<Outcome | null> {
    const { finished: ended } = this.#context.tasks.start({
      kind: 'import',
      subject: name,
      run: async (signal, progress) => ({ kind: 'import', report: await importFile(context, path, { ...settings, dryRun: false }, { signal, report: progress }) }),
    });
    const { state, error, result } = await ended;
    if (state === 'cancelled') return null;
    if (result?.kind === 'import') return { name, report: result.report };
    return { name, error: error ?? toEnvelope(new Error('the import ended without a word')) };
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
