import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CategoryQuery } from '#shared/domain/stability/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { whereSql } from './row-condition-repository.ts';

/** Which rows stand behind a figure: those that were current when `asOf` was the last batch. */
export interface RecordsAsked {
  readonly query: CategoryQuery;
  readonly category: CategoryDescriptor;
  readonly via: { readonly category: CategoryDescriptor; readonly field: string } | null;
  readonly level: 'town' | 'county' | 'department';
  readonly place: string;
  readonly asOf: number;
  /** Days, inclusive; null = rows of any date, or none. */
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly limit: number;
  readonly offset: number;
}

const COLUMN = { town: 'n_town', county: 'n_county', department: 'n_department' } as const;

/** Row numbers, the latest first, and how many there are in all. */
export async function recordsBehind(db: ReadDb, asked: RecordsAsked): Promise<{ readonly rowIds: readonly number[]; readonly total: number }> {
  const { category, via, query, window, limit, offset } = asked;
  const key = via === null ? null : sql.ref(`t.${fieldOf(category, via.field).id}`);
  const table = sql`${sql.table(tableName(category))} AS t`;
  const dated = window === null ? sql`1` : sql`t.n_date >= ${window.from} AND t.n_date <= ${window.to}`;
  const rows = sql`${held('t', asked.asOf)} AND ${dated} AND ${whereSql(category, query.where)} AND ${placed(asked, key)}`;
  const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM ${table} WHERE ${rows}`.execute(db);
  const found = await sql<{ id: number }>`SELECT t.row_id AS id FROM ${table} WHERE ${rows} ORDER BY t.n_date DESC, t.row_id DESC LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return { rowIds: found.rows.map(({ id }) => id), total: counted.rows[0]?.n ?? 0 };
}

/** The row's own place, or that of the rows with the same key in the category that says where. */
function placed({ via, level, place, asOf }: RecordsAsked, key: RawBuilder<unknown> | null): RawBuilder<boolean> {
  const own = sql.ref(`t.${COLUMN[level]}`);
  if (via === null || key === null) return sql`${own} = ${place}`;
  const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
  const there = sql`SELECT ${field} FROM ${sql.table(tableName(via.category))} AS v WHERE ${held('v', asOf)} GROUP BY 1 HAVING max(${sql.ref(`v.${COLUMN[level]}`)}) = ${place}`;
  return sql`(${own} = ${place} OR (${own} IS NULL AND ${key} IN (${there})))`;
}

function held(table: 't' | 'v', asOf: number): RawBuilder<boolean> {
  const [batch, closed] = [sql.ref(`${table}.batch_id`), sql.ref(`${table}.superseded_by`)];
  return sql`${batch} <= ${asOf} AND (${closed} IS NULL OR ${closed} > ${asOf})`;
}
