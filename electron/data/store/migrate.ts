import type Database from 'better-sqlite3';
import { AppError } from '#shared/errors/index.ts';
import { MIGRATIONS, newestSchema, type Migration } from './migrations/index.ts';

/**
 * Brings the schema up to date, all steps or none: foreign keys off, exclusive transaction, run, check, commit, foreign keys on.
 * A store that has rows is first copied beside itself (`<store>.before-<version>`), so that a bad step costs nothing.
 *
 * @throws AppError STORE_FROM_FUTURE when the store was made by a newer program; STORE_CORRUPT when the checks fail
 */
export function migrate(raw: Database.Database, migrations: readonly Migration[] = MIGRATIONS, copyFirst?: (from: number) => void): { from: number; to: number } {
  const from = Number(raw.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.number ?? newestSchema();
  if (from > newest) {
    throw new AppError('STORE_FROM_FUTURE', `The store has schema ${String(from)}; this program knows up to ${String(newest)}. Update the program.`, { found: from, known: newest });
  }
  const due = migrations.filter((migration) => migration.number > from);
  if (due.length === 0) return { from, to: from };
  if (from > 0) copyFirst?.(from);
  raw.pragma('foreign_keys = OFF');
  try {
    raw.exec('BEGIN EXCLUSIVE');
    try {
      for (const migration of due) raw.exec(migration.sql);
      check(raw);
      raw.pragma(`user_version = ${String(newest)}`);
      raw.exec('COMMIT');
    } catch (error) {
      if (raw.inTransaction) raw.exec('ROLLBACK');
      throw error;
    }
  } finally {
    raw.pragma('foreign_keys = ON');
  }
  raw.pragma('optimize');
  return { from, to: newest };
}

/** Integrity and foreign keys; throws with the first violations. */
export function check(raw: Database.Database): void {
  const integrity = raw.pragma('integrity_check(10)', { simple: true });
  if (integrity !== 'ok') throw new AppError('STORE_CORRUPT', `Integrity check: ${String(integrity)}`, { finding: String(integrity) });
  const orphans = raw.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw new AppError('STORE_CORRUPT', `Foreign key check: ${String(orphans.length)} violations`, { finding: JSON.stringify(orphans[0]) });
}
