import { sql } from 'kysely';
import type { ReadDb } from '#data/store/index.ts';

/** Months in which any of the categories holds a row anywhere, oldest first; from the monthly aggregates. */
export async function heldMonths(db: ReadDb, categories: readonly string[]): Promise<readonly string[]> {
  const rows = await db.selectFrom('monthly').select('month').where('category', 'in', [...categories]).where('month', '!=', '').where('row_count', '>', 0).groupBy('month').orderBy('month').execute();
  return rows.map(({ month }) => month);
}

/** What of the ledger of batches a rule depends on: the newest, and how many of its categories were taken back. */
export interface BatchState {
  readonly newest: number;
  readonly undone: number;
}

export async function batchState(db: ReadDb, categories: readonly string[]): Promise<BatchState> {
  const row = await db
    .selectFrom('batch')
    .select([sql<number>`coalesce(max(id), 0)`.as('newest'), sql<number>`count(*) FILTER (WHERE state = 'undone')`.as('undone')])
    .where('category', 'in', [...categories])
    .executeTakeFirstOrThrow();
  return row;
}

/** Committed batches of some categories after one, oldest first. */
export async function batchesAfter(db: ReadDb, categories: readonly string[], seen: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('batch').select('id').where('category', 'in', [...categories]).where('id', '>', seen).where('state', '=', 'committed').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
