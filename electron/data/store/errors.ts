import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/index.ts';

/**
 * Turns what SQLite reports into what a user can act on. Anything unknown is passed through as it is (a bug).
 * Classified here, next to the driver, so that no other room needs to know its codes.
 */
export function storeError(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const family = error.code.split('_').slice(0, 2).join('_');
  const wrap = (code: 'DISK_FULL' | 'STORE_BUSY' | 'STORE_CORRUPT' | 'STORE_NOT_OURS' | 'STORE_READONLY', sentence: string): AppError =>
    new AppError(code, sentence, { path }, { cause: error });
  switch (family) {
    case 'SQLITE_FULL': return wrap('DISK_FULL', `The disk that holds ${path} is full; nothing of this step was kept.`);
    case 'SQLITE_BUSY': return wrap('STORE_BUSY', `Another program is writing to ${path}; try again when it is done.`);
    case 'SQLITE_CORRUPT': return wrap('STORE_CORRUPT', `${path} is damaged; restore a backup.`);
    case 'SQLITE_NOTADB': return wrap('STORE_NOT_OURS', `${path} is not a store, or it is encrypted with another key.`);
    case 'SQLITE_READONLY': return wrap('STORE_READONLY', `${path} cannot be written.`);
    case 'SQLITE_CANTOPEN': return wrap('STORE_READONLY', `${path} cannot be opened; check the folder and its rights.`);
    default: return error;
  }
}
