import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Rows that one statement looks at: some hundredths of a second, so that other calls are answered in between. */
const STRETCH = 10_000;

/** Rows of one stretch that agree in month, town and what closed them; `last` is the highest row id among them. */
export interface RowGroup {
  readonly month: string;
  readonly town: string;
  readonly closedBy: number | null;
  readonly rows: number;
  readonly last: number;
}

/** Rows of one stretch that belong to one other batch. */
export interface OtherGroup {
  readonly batch: number;
  readonly rows: number;
  readonly last: number;
}

/** The rows that a batch holds, after a row id; '' where they carry no day or name no town. */
export async function ownRows(db: ReadDb, category: CategoryDescriptor, batch: number, after: number): Promise<readonly RowGroup[]> {
  const { rows } = await sql<RowGroup>`
    SELECT coalesce(substr(n_date, 1, 7), '') AS month, coalesce(n_town, '') AS town, superseded_by AS "closedBy", count(*) AS rows, max(row_id) AS last
    FROM (${stretch(sql`row_id, n_date, n_town, superseded_by`, category, sql`batch_id = ${batch}`, after)}) GROUP BY 1, 2, 3
  `.execute(db);
  return rows;
}

/** Rows that the batch closed, by the batch that had brought them. */
export async function closedRows(db: ReadDb, category: CategoryDescriptor, batch: number, after: number): Promise<readonly OtherGroup[]> {
  const { rows } = await sql<OtherGroup>`
    SELECT batch_id AS batch, count(*) AS rows, max(row_id) AS last
    FROM (${stretch(sql`row_id, batch_id`, category, sql`superseded_by = ${batch}`, after)}) GROUP BY 1
  `.execute(db);
  return rows;
}

/** Rows that the batch brought again unchanged, up to a row id, by the batch that holds them. */
export async function confirmedRows(db: ReadDb, category: CategoryDescriptor, batch: number, after: number, upTo = Number.MAX_SAFE_INTEGER): Promise<readonly OtherGroup[]> {
  const { rows } = await sql<OtherGroup>`
    SELECT c.batch_id AS batch, count(*) AS rows, max(w.row_id) AS last
    FROM (SELECT row_id FROM witness WHERE batch_id = ${batch} AND row_id > ${after} AND row_id <= ${upTo} ORDER BY row_id LIMIT ${STRETCH}) AS w
    JOIN ${sql.table(tableName(category))} AS c ON c.row_id = w.row_id GROUP BY 1
  `.execute(db);
  return rows;
}

/** Later batches of the category that brought anything again unchanged: only these can have confirmed the batch. */
export async function laterWitnesses(db: ReadDb, category: string, batch: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('batch').select('id').where('category', '=', category).where('id', '>', batch).where('state', '=', 'committed').where('unchanged_count', '>', 0).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

function stretch(columns: RawBuilder<unknown>, category: CategoryDescriptor, where: RawBuilder<unknown>, after: number): RawBuilder<unknown> {
  return sql`SELECT ${columns} FROM ${sql.table(tableName(category))} WHERE ${where} AND row_id > ${after} ORDER BY row_id LIMIT ${STRETCH}`;
}
