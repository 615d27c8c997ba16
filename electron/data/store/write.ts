import type Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Brand } from '#shared/util/brand.ts';
import { storeError } from './errors.ts';
import type { StoreSchema } from './schema.ts';

/** What a repository that only reads may use. A WriteTx can stand in for it, never the other way round. */
export type ReadDb = Pick<Kysely<StoreSchema>, 'selectFrom' | 'with' | 'fn' | 'dynamic' | 'getExecutor'>;

/** A handle inside a write transaction; only {@link Write} makes one, so a write outside a transaction does not compile. */
export type WriteTx = Brand<Kysely<StoreSchema>, 'WriteTx'>;

export interface Write {
  <T>(work: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Runs `work` while no other write can start: for a worker that writes over its own connection. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** Marks a connection that is already inside a transaction (bulk load) as a write handle. */
export function insideTransaction(db: Kysely<StoreSchema>): WriteTx {
  return db as WriteTx;
}

/** Writers queue one behind the other, so that two of this process never meet in SQLITE_BUSY. */
export function createWriter(raw: Database.Database, db: Kysely<StoreSchema>, path: string): Write {
  let tail: Promise<unknown> = Promise.resolve();
  const exclusively = <T>(work: () => Promise<T>): Promise<T> => {
    const run = tail.then(work, work);
    tail = run.catch(() => undefined);
    return run;
  };
  const write = <T>(work: (tx: WriteTx) => Promise<T>): Promise<T> =>
    exclusively(() =>
      db.connection().execute(async (connection) => {
        try {
          raw.exec('BEGIN IMMEDIATE');
          try {
            const value = await work(connection as WriteTx);
            raw.exec('COMMIT');
            return value;
          } catch (error) {
            if (raw.inTransaction) raw.exec('ROLLBACK');
            throw error;
          }
        } catch (error) {
          throw storeError(error, path);
        }
      }),
    );
  return Object.assign(write, { exclusively });
}
