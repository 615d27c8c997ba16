import type { CoreEvent } from '#shared/contract/index.ts';
import type { Permission, Role } from '#shared/domain/access/index.ts';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import type { Clock, Ids, Log } from './ambient.ts';
import type { FileGrants } from './grants.ts';
import type { InUse } from './in-use.ts';
import type { Libraries } from './libraries.ts';
import type { TaskRunner } from './tasks.ts';

/** Everything a room may need; made once per open store. */
export interface CoreContext {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly catalogue: Catalogue;
  readonly regions: RegionIndex;
  /** What the ledger of definitions lets into use. */
  readonly inUse: InUse;
  readonly libraries: Libraries;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly tasks: TaskRunner;
  readonly grants: FileGrants;
  readonly emit: (event: CoreEvent) => void;
  readonly resourcesDir: string;
  /** Script of the intake worker: the source in tests and on the command line, the bundle in the program. */
  readonly intakeWorker: string | URL;
  readonly programVersion: string;
}

/** Who acts: an account with a session, or the command line. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role | 'cli';
  readonly permissions: ReadonlySet<Permission>;
}

/** What a handler gets beside its input. */
export interface CallContext extends CoreContext {
  readonly actor: Actor;
  /** Session token of the caller; null for public calls and the command line. */
  readonly session: string | null;
}
