import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/index.ts';
import { storeError } from './errors.ts';
import { check } from './migrate.ts';
import { APPLICATION_ID, type Store } from './open.ts';
import { keyPath } from './secrets.ts';

/**
 * A compact, verified copy of a running store, with the key file beside it. Written under a temporary name and moved
 * into place only when its integrity holds, so that a broken backup never replaces a good one.
 *
 * @throws AppError DISK_FULL, STORE_CORRUPT, STORE_READONLY
 */
export function backupStore(store: Store, path: string): { bytes: number } {
  const temporary = `${path}.part`;
  rmSync(temporary, { force: true });
  try {
    store.raw.exec(`VACUUM INTO '${temporary.replaceAll("'", "''")}'`);
    verifyStoreFile(temporary);
    renameSync(temporary, path);
    if (existsSync(keyPath(store.path))) copyFileSync(keyPath(store.path), keyPath(path));
    return { bytes: statSync(path).size };
  } catch (error) {
    rmSync(temporary, { force: true });
    throw storeError(error, path);
  }
}

/** Puts a backup in the place of a store that does not exist (or was moved away by the caller). */
export function restoreStore(backup: string, path: string): { bytes: number } {
  if (!existsSync(backup)) throw new AppError('FILE_NOT_FOUND', `There is no file ${backup}.`, { path: backup });
  if (existsSync(path)) throw new AppError('STORE_EXISTS', `${path} exists already; move it away first, nothing was changed.`, { path });
  verifyStoreFile(backup);
  copyFileSync(backup, `${path}.part`);
  renameSync(`${path}.part`, path);
  if (existsSync(keyPath(backup))) copyFileSync(keyPath(backup), keyPath(path));
  return { bytes: statSync(path).size };
}

function verifyStoreFile(path: string): void {
  try {
    const raw = new Database(path, { readonly: true });
    try {
      if (raw.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new AppError('STORE_NOT_OURS', `${path} is not a store of this program.`, { path });
      check(raw);
    } finally {
      raw.close();
    }
  } catch (error) {
    throw storeError(error, path);
  }
}
