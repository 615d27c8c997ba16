import { randomUUID } from 'node:crypto';
import type { CoreEvent, Output, ProcedureName } from '#shared/contract/index.ts';
import type { Reply } from '#shared/errors/index.ts';
import { Sessions } from '#data/access/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { catalogueInUse } from '#data/catalogue/index.ts';
import { enterShipped, refreshInUse } from '#data/definitions/index.ts';
import { clearUnpacked, ensureCategoryTables } from '#data/intake/index.ts';
import { FileGrants, InUse, openLibraries, TaskRunner, type Actor, type CallContext, type Clock, type CoreContext, type Ids, type Log } from '#data/kernel/index.ts';
import { followBatches } from '#data/signals/index.ts';
import { openSecrets, openStore, type OpenOptions } from '#data/store/index.ts';
import { followFolder } from '#data/watch/index.ts';
import { Dispatcher } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { loadResources } from './resources.ts';

export interface CoreOptions {
  readonly storePath: string;
  readonly mode: OpenOptions['mode'];
  /** Folder with catalogue/, models/, methods/, regions/, sample/. */
  readonly resourcesDir: string;
  readonly intakeWorker: string | URL;
  readonly programVersion: string;
  readonly key?: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly log?: Log;
  readonly emit?: (event: CoreEvent) => void;
  /** Work that follows from a change is started by itself (signals after each batch). The command line and tests ask for it in so many words. */
  readonly follow?: boolean;
}

/** The data core: a plain Node library. Hosts (utility process, forked Node, command line, tests) only carry messages to it. */
export interface DataCore {
  /** For windows: untrusted name, input and session. */
  call(name: string, input: unknown, session: string | null): Promise<Reply<unknown>>;
  /** For code in this process that knows who acts. */
  invoke<Name extends ProcedureName>(name: Name, input: unknown, actor: Actor): Promise<Output<Name>>;
  /** What a handler would get, for the command line's direct use of a room's front door. */
  contextFor(actor: Actor): CallContext;
  readonly context: CoreContext;
  close(): Promise<void>;
}

/**
 * Opens the store, checks the resources and puts the rooms together.
 *
 * @throws AppError STORE_* and RESOURCE_INVALID; nothing is left open then
 */
export async function createDataCore(options: CoreOptions): Promise<DataCore> {
  const { systems, regions, shipped } = loadResources(options.resourcesDir);
  const { programVersion } = options;
  const clock = options.clock ?? { now: () => new Date() };
  const ids = options.ids ?? { next: () => randomUUID() };
  let follow: ((event: CoreEvent) => void) | null = null;
  const emit = (event: CoreEvent): void => {
    options.emit?.(event);
    follow?.(event);
  };
  const store = openStore(options.storePath, { mode: options.mode, ...(options.key === undefined ? {} : { key: options.key }) });
  try {
    const secrets = openSecrets(store);
    await recordBirth({ store, clock, programVersion });
    const brought = await enterShipped({ store, clock, programVersion }, shipped);
    const inUse = new InUse();
    await refreshInUse(inUse, store.db, brought, true);
    const context: CoreContext = {
      store, secrets, inUse, catalogue: catalogueInUse(systems, { inUse }), regions, libraries: openLibraries(inUse), clock, ids, emit,
      log: options.log ?? (() => undefined),
      tasks: new TaskRunner(clock, ids, emit),
      grants: new FileGrants(ids),
      resourcesDir: options.resourcesDir,
      intakeWorker: options.intakeWorker,
      programVersion,
    };
    clearUnpacked(store.path);
    await ensureCategoryTables(context.store, context.catalogue);
    const sessions = new Sessions(clock, ids);
    const dispatcher = new Dispatcher(context, createHandlers(sessions, brought), sessions);
    if (options.follow === true) follow = followBatches(context);
    const unwatch = options.follow === true ? followFolder(context) : null;
    return {
      call: (name, input, session) => dispatcher.call(name, input, session),
      invoke: (name, input, actor) => dispatcher.invoke(name, input, actor),
      contextFor: (actor) => ({ ...context, actor, session: null }),
      context,
      async close() {
        unwatch?.();
        await context.tasks.stop();
        clearUnpacked(store.path);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The first entry of every chain: when and by which version the store was made. */
async function recordBirth({ store, clock, programVersion }: Pick<CoreContext, 'store' | 'clock' | 'programVersion'>): Promise<void> {
  const head = await store.db.selectFrom('audit_head').select('seq').where('id', '=', 1).executeTakeFirst();
  if (head !== undefined && head.seq > 0) return;
  await store.write((tx) =>
    appendAudit(tx, { at: clock.now(), actor: 'program', action: 'store.created', subject: 'store', details: { programVersion, schema: store.schemaVersion } }),
  );
}
