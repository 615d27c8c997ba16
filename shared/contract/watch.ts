import { z } from 'zod';
import { empty, fileToken, type BatchId } from './common.ts';
import { procedure } from './procedure.ts';

/** A file that the watched folder brought, and what became of it. */
export interface WatchedFile {
  readonly name: string;
  readonly at: string;
  readonly outcome: 'done' | 'failed';
  readonly batchId: BatchId | null;
  readonly read: number;
  readonly rejected: number;
  /** Code of the error where it failed. */
  readonly code: string | null;
}

export interface WatchState {
  /** Null while no folder is watched. */
  readonly folder: string | null;
  readonly since: string | null;
  readonly by: string | null;
  /** Why the folder cannot be looked at now; null while it can. */
  readonly trouble: 'folder' | 'account' | null;
  /** Files seen that are not finished, or wait for their turn. */
  readonly waiting: readonly string[];
  /** Of this session, newest first, at most 20. */
  readonly last: readonly WatchedFile[];
}

export const watchContract = {
  'watch.state': procedure<WatchState>()({ input: empty, access: 'intake.read' }),
  /** Files that are finished in the folder are imported in the name of the one who switched it on. */
  'watch.start': procedure<WatchState>()({ input: z.strictObject({ folder: fileToken }), access: 'intake.run' }),
  'watch.stop': procedure<WatchState>()({ input: empty, access: 'intake.run' }),
};
