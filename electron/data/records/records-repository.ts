import { sql, type RawBuilder } from 'kysely';
import type { RecordFilter } from '#shared/contract/catalogue.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { StoredRow } from './cells.ts';

export interface RecordQuery {
  readonly filter: RecordFilter;
  readonly sort?: { readonly field: string; readonly direction: 'asc' | 'desc' } | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Columns beside the fields, under names no field can have. */
const OWN = sql`row_id AS "n_row_id", batch_id AS "n_batch_id", row_no AS "n_row_no", superseded_by AS "n_superseded_by"`;
const SEARCHED = new Set(['text', 'creditCode', 'projectCode', 'caseNumber', 'phone']);

/** Current rows, newest first unless a field is named to sort by; of one batch, all that it brought. */
export async function recordPage(db: ReadDb, category: CategoryDescriptor, query: RecordQuery): Promise<{ readonly rows: readonly StoredRow[]; readonly total: number }> {
  const table = sql.table(tableName(category));
  const where = conditions(category, query.filter);
  const { sort } = query;
  const order = sort === undefined ? sql`row_id DESC` : sql`${sql.ref(sort.field)} IS NULL, ${sql.ref(sort.field)} ${sql.raw(sort.direction === 'asc' ? 'ASC' : 'DESC')}, row_id`;
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM ${table} WHERE ${where}`.execute(db);
  const page = await sql<StoredRow>`SELECT ${OWN}, ${fieldList(category)} FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${query.limit} OFFSET ${query.offset}`.execute(db);
  return { rows: page.rows, total: counted.rows[0]?.total ?? 0 };
}

/** Versions by their numbers, current or not, in the order asked for; what is not held any more is left out. */
export async function recordRows(db: ReadDb, category: CategoryDescriptor, rowIds: readonly number[]): Promise<readonly StoredRow[]> {
  if (rowIds.length === 0) return [];
  const { rows } = await sql<StoredRow>`SELECT ${OWN}, ${fieldList(category)} FROM ${sql.table(tableName(category))} WHERE row_id IN (${sql.join(rowIds)})`.execute(db);
  const byId = new Map(rows.map((row) => [row['n_row_id'], row]));
  return rowIds.map((rowId) => byId.get(rowId)).filter((row) => row !== undefined);
}

/** One version of a record, current or not. */
export async function recordRow(db: ReadDb, category: CategoryDescriptor, rowId: number): Promise<StoredRow | undefined> {
  const { rows } = await sql<StoredRow>`SELECT ${OWN}, ${fieldList(category)} FROM ${sql.table(tableName(category))} WHERE row_id = ${rowId}`.execute(db);
  return rows[0];
}

/** All versions of the record with the key of `row`, newest first: a later version always has the higher number. */
export async function recordVersions(
  db: ReadDb,
  category: CategoryDescriptor,
  row: StoredRow,
): Promise<readonly { readonly row_id: number; readonly batch_id: number; readonly superseded_by: number | null; readonly imported_at: string }[]> {
  const table = sql.table(tableName(category));
  const key = sql.join(category.key.map((id) => sql`v.${sql.ref(id)} = ${row[id] ?? null}`), sql` AND `);
  const version = (state: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`SELECT v.row_id, v.batch_id, v.superseded_by, b.imported_at FROM ${table} v JOIN batch b ON b.id = v.batch_id WHERE v.superseded_by ${state} AND ${key}`;
  // Each half has an index of its own.
  const { rows } = await sql<{ row_id: number; batch_id: number; superseded_by: number | null; imported_at: string }>`
    ${version(sql`IS NULL`)} UNION ALL ${version(sql`IS NOT NULL`)} ORDER BY row_id DESC`.execute(db);
  return rows;
}

function fieldList(category: CategoryDescriptor): RawBuilder<unknown> {
  return sql.join(category.fields.map((field) => sql.ref(field.id)));
}

function conditions(category: CategoryDescriptor, filter: RecordFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [filter.batchId === undefined ? sql`superseded_by IS NULL` : sql`batch_id = ${filter.batchId}`];
  if (filter.towns !== undefined && filter.towns.length > 0) parts.push(placeCondition(filter.towns));
  if (filter.from !== undefined) parts.push(sql`n_date >= ${filter.from}`);
  if (filter.to !== undefined) parts.push(sql`n_date <= ${filter.to}`);
  if (filter.empty !== undefined) parts.push(sql`${sql.ref(filter.empty)} IS NULL`);
  if (filter.project !== undefined) parts.push(sql`n_project = ${filter.project}`);
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const text = filter.text.trim();
    const searched = category.fields.filter((field) => field.personal === undefined && SEARCHED.has(field.type));
    parts.push(searched.length === 0 ? sql`0` : sql`(${sql.join(searched.map((field) => sql`instr(${sql.ref(field.id)}, ${text}) > 0`), sql` OR `)})`);
  }
  return sql.join(parts, sql` AND `);
}

/** Towns by their nine digits; a county by its six stands for all that is in it. */
function placeCondition(places: readonly string[]): RawBuilder<unknown> {
  const towns = places.filter((place) => place.length > 6);
  const counties = places.filter((place) => place.length <= 6);
  const parts: RawBuilder<unknown>[] = [];
  if (towns.length > 0) parts.push(sql`n_town IN (${sql.join(towns)})`);
  if (counties.length > 0) parts.push(sql`n_county IN (${sql.join(counties)})`);
  return sql`(${sql.join(parts, sql` OR `)})`;
}
