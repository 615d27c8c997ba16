import { sql } from 'kysely';
import type { BatchId, CategorySupply } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Rows by month of one category, oldest first; rows without a day are not among them. */
export type MonthRows = ReadonlyMap<string, number>;

/** What the ledgers say of a category. */
export interface BatchSums {
  readonly read: number;
  readonly rejected: number;
  readonly last: { readonly id: BatchId; readonly at: string; readonly fileName: string };
}

/** Rows by category and month, from the aggregates; '' where rows carry no day. */
export async function rowsByMonth(db: ReadDb, category?: string): Promise<ReadonlyMap<string, MonthRows>> {
  let query = db.selectFrom('monthly');
  if (category !== undefined) query = query.where('category', '=', category);
  const rows = await query
    .select((e) => ['category', 'month', e.fn.sum<number>('row_count').as('rows')])
    .groupBy(['category', 'month'])
    .having((e) => e(e.fn.sum<number>('row_count'), '>', 0))
    .orderBy('category')
    .orderBy('month')
    .execute();
  const found = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const months = found.get(row.category) ?? new Map<string, number>();
    months.set(row.month, row.rows);
    found.set(row.category, months);
  }
  return found;
}

/** Sums over the batches that were not taken back, and the newest of them, by category. */
export async function batchSums(db: ReadDb): Promise<ReadonlyMap<string, BatchSums>> {
  const { rows } = await sql<{ category: string; read: number; rejected: number; id: number; at: string; file: string }>`
    SELECT category, sum(read_count) AS read, sum(rejected_count) AS rejected, max(id) AS id, imported_at AS at, file_name AS file
    FROM batch WHERE state = 'committed' AND format <> 'decision' GROUP BY category
  `.execute(db);
  return new Map(rows.map(({ category, read, rejected, id, at, file }) => [category, { read, rejected, last: { id: id as BatchId, at, fileName: file } }]));
}

/**
 * The newest day of the category's current rows that is not after `latest`; null where there is none. `months` are those that
 * hold rows: only their towns are asked, each by one step into the index of places and days.
 */
export async function newestDay(db: ReadDb, category: CategoryDescriptor, months: MonthRows, latest: string): Promise<string | null> {
  const candidates = [...months.keys()].filter((month) => month !== '' && month <= latest.slice(0, 7)).slice(-2).reverse();
  for (const month of candidates) {
    const { rows } = await sql<{ day: string | null }>`
      SELECT max((
        SELECT n_date FROM ${sql.table(tableName(category))}
        WHERE superseded_by IS NULL AND n_town IS places.town AND n_date <= ${latest} ORDER BY n_date DESC LIMIT 1
      )) AS day
      FROM (SELECT DISTINCT nullif(town, '') AS town FROM monthly WHERE category = ${category.id} AND month = ${month} AND row_count > 0) AS places
    `.execute(db);
    const day = rows[0]?.day ?? null;
    if (day !== null) return day;
  }
  return null;
}

/** What the last quality run found, by category; empty before the first run. */
export async function lastFindings(db: ReadDb): Promise<{ readonly ran: boolean; readonly byCategory: ReadonlyMap<string, NonNullable<CategorySupply['findings']>> }> {
  const run = await db.selectFrom('quality_run').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  if (run === undefined) return { ran: false, byCategory: new Map() };
  const rows = await db
    .selectFrom('quality_finding')
    .select((e) => ['category', e.fn.countAll<number>().as('rules'), sql<number>`count(*) FILTER (WHERE severity = 'high')`.as('high'), e.fn.sum<number>('found').as('found')])
    .where('run_id', '=', run.id)
    .where('found', '>', 0)
    .groupBy('category')
    .execute();
  return { ran: true, byCategory: new Map(rows.map(({ category, rules, high, found }) => [category, { rules, high, found }])) };
}

/** Rows of a category by place and month within the months given, both ends counted. Places are 9-digit towns or names of departments, '' where unknown. */
export async function rowsByPlace(
  db: ReadDb,
  category: string,
  place: 'town' | 'department',
  from: string,
  to: string,
): Promise<readonly { readonly place: string; readonly month: string; readonly rows: number }[]> {
  return db
    .selectFrom('monthly')
    .select((e) => [e.ref(place).as('place'), 'month', e.fn.sum<number>('row_count').as('rows')])
    .where('category', '=', category)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy([place, 'month'])
    .execute();
}
