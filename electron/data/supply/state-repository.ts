import { sql } from 'kysely';
import type { ReadDb } from '#data/store/index.ts';

/**
 * Names the state of a category (of all, without one) by the batches that count: the newest, and how many were taken back.
 * Batches are only added and only taken back once, so equal keys mean equal data.
 */
export async function stateKey(db: ReadDb, category?: string): Promise<string> {
  let query = db.selectFrom('batch');
  if (category !== undefined) query = query.where('category', '=', category);
  const row = await query
    .select((e) => [e.fn.max<number | null>('id').as('newest'), sql<number>`count(*) FILTER (WHERE state = 'undone')`.as('undone')])
    .executeTakeFirstOrThrow();
  return `${String(row.newest ?? 0)}.${String(row.undone)}`;
}
