import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { AppError } from '#shared/errors/index.ts';
import { storeError } from './errors.ts';
import { migrate } from './migrate.ts';
import { newestSchema } from './migrations/index.ts';
import type { StoreSchema } from './schema.ts';
import { createWriter, type Write } from './write.ts';

/** "FQWS" in ASCII: tells our files from other SQLite files. */
export const APPLICATION_ID = 0x46515753;

export interface OpenOptions {
  /** Passphrase of the driver's encryption at rest; omitted = the file is not encrypted. */
  readonly key?: string;
  /** `create` refuses an existing file, `existing` refuses a missing one. */
  readonly mode: 'create' | 'existing' | 'createOrExisting';
}

/** An open store. `raw` is for store/ and intake/ only: pragmas, bulk load, generated tables. */
export interface Store {
  readonly path: string;
  /** What it was opened with, for a second connection in another thread. */
  readonly key: string | undefined;
  readonly raw: Database.Database;
  readonly db: Kysely<StoreSchema>;
  /** One transaction of the caller's; rolled back when it throws. Writers queue, readers do not wait for a queued writer. */
  readonly write: Write;
  readonly schemaVersion: number;
  close(): Promise<void>;
}

/**
 * Opens or makes a store: the only place in the program that opens a SQLite file for the product's data.
 *
 * @throws AppError STORE_NOT_FOUND, STORE_EXISTS, STORE_NOT_OURS, STORE_FROM_FUTURE, STORE_CORRUPT, STORE_READONLY, DISK_FULL, STORE_BUSY
 */
export function openStore(path: string, options: OpenOptions): Store {
  const exists = existsSync(path);
  if (options.mode === 'existing' && !exists) throw new AppError('STORE_NOT_FOUND', `There is no store at ${path}.`, { path });
  if (options.mode === 'create' && exists) throw new AppError('STORE_EXISTS', `${path} exists already; nothing was changed.`, { path });
  try {
    const raw = connect(path, options.key);
    try {
      claim(raw, path);
      const copy = (from: number): void => {
        raw.exec(`VACUUM INTO '${`${path}.before-${String(from)}`.replaceAll("'", "''")}'`);
      };
      migrate(raw, undefined, copy);
      raw.prepare('INSERT OR IGNORE INTO audit_head (id, seq, hash) VALUES (1, 0, ?)').run('0'.repeat(64));
      return wrap(path, raw, options.key);
    } catch (error) {
      raw.close();
      throw error;
    }
  } catch (error) {
    throw storeError(error, path);
  }
}

/** A second connection to an open store for bulk work in a worker thread; never migrates. */
export function openConnection(path: string, key?: string): Store {
  try {
    return wrap(path, connect(path, key), key);
  } catch (error) {
    throw storeError(error, path);
  }
}

function connect(path: string, key: string | undefined): Database.Database {
  const raw = new Database(path, { timeout: 5000 });
  if (key !== undefined) {
    raw.pragma("cipher = 'chacha20'");
    raw.pragma(`key = '${key.replaceAll("'", "''")}'`);
  }
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = NORMAL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('temp_store = MEMORY');
  raw.pragma('cache_size = -65536');
  return raw;
}

function claim(raw: Database.Database, path: string): void {
  const id = Number(raw.pragma('application_id', { simple: true }));
  if (id === APPLICATION_ID) return;
  const tables = raw.prepare('SELECT count(*) AS n FROM sqlite_master').get() as { n: number };
  if (id !== 0 || tables.n > 0) throw new AppError('STORE_NOT_OURS', `${path} is a SQLite file of another program.`, { path });
  raw.pragma(`application_id = ${String(APPLICATION_ID)}`);
}

function wrap(path: string, raw: Database.Database, key: string | undefined): Store {
  const db = new Kysely<StoreSchema>({ dialect: new SqliteDialect({ database: raw }) });
  return {
    path,
    key,
    raw,
    db,
    write: createWriter(raw, db, path),
    schemaVersion: newestSchema(),
    async close() {
      await db.destroy();
      if (raw.open) raw.close();
    },
  };
}
