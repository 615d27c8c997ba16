import { sql } from 'kysely';
import type { BatchId } from '#shared/contract/common.ts';
import type { CategorySummary } from '#shared/contract/catalogue.ts';
import type { ReadDb } from '#data/store/index.ts';

/** What the store holds of a category; everything from ledgers and monthly figures, so that no table is counted. */
export type Holding = Pick<CategorySummary, 'rows' | 'rejects' | 'lastBatch' | 'firstMonth' | 'lastMonth'>;

const NOTHING: Holding = { rows: 0, rejects: 0, lastBatch: null, firstMonth: null, lastMonth: null };

/** Holdings by category id; a category without any batch is not among them. */
export async function holdings(db: ReadDb): Promise<(category: string) => Holding> {
  const months = await db
    .selectFrom('monthly')
    .select((e) => [
      'category',
      e.fn.sum<number>('row_count').as('rows'),
      e.fn.min(sql<string | null>`nullif(month, '')`).as('first'),
      e.fn.max(sql<string | null>`nullif(month, '')`).as('last'),
    ])
    .groupBy('category')
    .execute();
  const ledgers = await db
    .selectFrom('batch')
    .select((e) => ['category', e.fn.sum<number>('rejected_count').as('rejects'), e.fn.max('id').as('newest')])
    .where('state', '=', 'committed')
    .groupBy('category')
    .execute();
  const newest = ledgers.length === 0 ? [] : await db.selectFrom('batch').select(['id', 'imported_at', 'file_name']).where('id', 'in', ledgers.map((ledger) => ledger.newest)).execute();

  const found = new Map<string, Holding>();
  for (const ledger of ledgers) {
    const batch = newest.find((candidate) => candidate.id === ledger.newest);
    const lastBatch = batch === undefined ? null : { id: batch.id as BatchId, at: batch.imported_at, fileName: batch.file_name };
    found.set(ledger.category, { ...NOTHING, rejects: ledger.rejects, lastBatch });
  }
  for (const month of months) {
    found.set(month.category, { ...(found.get(month.category) ?? NOTHING), rows: month.rows, firstMonth: month.first, lastMonth: month.last });
  }
  return (category) => found.get(category) ?? NOTHING;
}

/** Rows per month, the newest `limit` months that hold any, oldest first. */
export async function rowsByMonth(db: ReadDb, category: string, limit: number): Promise<readonly { readonly month: string; readonly rows: number }[]> {
  const rows = await db
    .selectFrom('monthly')
    .select((e) => ['month', e.fn.sum<number>('row_count').as('rows')])
    .where('category', '=', category)
    .where('month', '<>', '')
    .groupBy('month')
    .orderBy('month', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}
