import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** What one stretch of rows holds, by month ('' where a row carries no day), fields in the order of the descriptor. */
export interface Slice {
  readonly month: string;
  readonly rows: number;
  readonly fields: readonly { readonly filled: number; readonly min: string | number | null; readonly max: string | number | null }[];
}

/** Row ids from `after` (not counted) to `upTo`. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

const CODED = new Set(['code', 'boolean', 'region']);
/** Identifiers have neither a size nor a length that tells anything. */
const NO_RANGE = new Set([...CODED, 'creditCode', 'citizenId', 'projectCode', 'caseNumber', 'phone']);

/** True where the most frequent values are worth telling. */
export function isCoded(field: FieldDescriptor): boolean {
  return CODED.has(field.type) && field.personal === undefined;
}

/** How the range of a field is told: by its values, by the length of its texts, or not at all. */
export function rangeOf(field: FieldDescriptor): 'value' | 'length' | null {
  if (field.personal !== undefined || NO_RANGE.has(field.type)) return null;
  return field.type === 'text' ? 'length' : 'value';
}

/** Largest row id of the category; 0 for an empty one. */
export async function lastRow(db: ReadDb, category: CategoryDescriptor): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`SELECT max(row_id) AS last FROM ${sql.table(tableName(category))}`.execute(db);
  return rows[0]?.last ?? 0;
}

/** Lowest and highest row id that the batch holds; null where it holds none. */
export async function rowSpan(db: ReadDb, category: CategoryDescriptor, batch: number): Promise<{ readonly first: number; readonly last: number } | null> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    SELECT (SELECT min(row_id) FROM ${sql.table(tableName(category))} WHERE batch_id = ${batch}) AS first, (SELECT max(row_id) FROM ${sql.table(tableName(category))} WHERE batch_id = ${batch}) AS last
  `.execute(db);
  const { first, last } = rows[0] ?? { first: null, last: null };
  return first === null || last === null ? null : { first, last };
}

export async function sliceOf(db: ReadDb, category: CategoryDescriptor, stretch: Stretch): Promise<readonly Slice[]> {
  const figures = category.fields.flatMap((field, position) => {
    const [column, n] = [sql.ref(field.id), String(position)];
    const range = rangeOf(field);
    const measured = range === 'length' ? sql`length(${column})` : column;
    const filled = sql`count(${column}) AS ${sql.id(`c${n}`)}`;
    return range === null ? [filled] : [filled, sql`min(${measured}) AS ${sql.id(`a${n}`)}`, sql`max(${measured}) AS ${sql.id(`z${n}`)}`];
  });
  const { rows } = await sql<Record<string, string | number | null>>`
    SELECT coalesce(substr(n_date, 1, 7), '') AS month, count(*) AS rows, ${sql.join(figures)} FROM ${current(category, stretch)} GROUP BY 1
  `.execute(db);
  return rows.map((row) => ({
    month: String(row['month']),
    rows: Number(row['rows']),
    fields: category.fields.map((_, n) => ({ filled: Number(row[`c${String(n)}`]), min: row[`a${String(n)}`] ?? null, max: row[`z${String(n)}`] ?? null })),
  }));
}

/** How often each value of a field occurs; empty cells left out. */
export async function valueCounts(db: ReadDb, category: CategoryDescriptor, field: string, stretch: Stretch): Promise<readonly { readonly value: string; readonly count: number }[]> {
  const { rows } = await sql<{ value: string; count: number }>`
    SELECT CAST(${sql.ref(field)} AS TEXT) AS value, count(*) AS count FROM ${current(category, stretch)} AND ${sql.ref(field)} IS NOT NULL GROUP BY 1
  `.execute(db);
  return rows;
}

/** Different values among the newest `limit` rows; of a personal field by its keyed hash. */
export async function distinctCount(db: ReadDb, category: CategoryDescriptor, field: FieldDescriptor, limit: number): Promise<number> {
  const column = sql.ref(field.personal === undefined ? field.id : `h_${field.id}`);
  const { rows } = await sql<{ n: number }>`
    SELECT count(DISTINCT value) AS n FROM (SELECT ${column} AS value FROM ${sql.table(tableName(category))} WHERE superseded_by IS NULL ORDER BY row_id DESC LIMIT ${limit})
  `.execute(db);
  return rows[0]?.n ?? 0;
}

/** The stretch is walked by row id: an index would only lead away from it. */
function current(category: CategoryDescriptor, { after, upTo }: Stretch): RawBuilder<unknown> {
  return sql`${sql.table(tableName(category))} NOT INDEXED WHERE superseded_by IS NULL AND row_id > ${after} AND row_id <= ${upTo}`;
}
