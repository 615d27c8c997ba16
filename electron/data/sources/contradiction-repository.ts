import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { ContradictionState } from '#shared/domain/sources/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

export interface ContradictionFilter {
  readonly state?: ContradictionState | undefined;
  readonly category?: string | undefined;
  /** Those in which a version that this batch brought, or brought again, has a part. */
  readonly batch?: { readonly id: number; readonly category: CategoryDescriptor } | undefined;
}

export interface StoredContradiction {
  readonly id: number;
  readonly category: string;
  readonly record_key: string;
  readonly state: string;
  readonly judged_by: string | null;
  readonly last_batch: number;
  readonly at: string;
}

/** The last touched first, and how many there are in each state without the filter by state. */
export async function contradictionPage(
  db: ReadDb,
  filter: ContradictionFilter & { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly StoredContradiction[]; readonly byState: ReadonlyMap<string, number> }> {
  const where = conditions(filter);
  const { rows: counted } = await sql<{ state: string; n: number }>`SELECT c.state, count(*) AS n FROM contradiction AS c WHERE ${where} GROUP BY c.state`.execute(db);
  const { rows } = await sql<StoredContradiction>`
    SELECT c.id, c.category, c.record_key, c.state, c.judged_by, c.last_batch, b.imported_at AS at FROM contradiction AS c JOIN batch AS b ON b.id = c.last_batch
    WHERE ${where} AND ${filter.state === undefined ? sql`1` : sql`c.state = ${filter.state}`} ORDER BY c.last_batch DESC, c.id DESC LIMIT ${filter.limit} OFFSET ${filter.offset}`.execute(db);
  return { rows, byState: new Map(counted.map(({ state, n }) => [state, n])) };
}

export async function contradiction(db: ReadDb, id: number): Promise<StoredContradiction | undefined> {
  const { rows } = await sql<StoredContradiction>`
    SELECT c.id, c.category, c.record_key, c.state, c.judged_by, c.last_batch, b.imported_at AS at FROM contradiction AS c JOIN batch AS b ON b.id = c.last_batch WHERE c.id = ${id}`.execute(db);
  return rows[0];
}

function conditions({ category, batch }: ContradictionFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`1`];
  if (category !== undefined) parts.push(sql`c.category = ${category}`);
  if (batch !== undefined) {
    const table = sql.table(tableName(batch.category));
    parts.push(sql`c.category = ${batch.category.id} AND c.id IN (
      SELECT r.contradiction_id FROM contradiction_row AS r JOIN ${table} AS t ON t.row_id = r.row_id AND t.batch_id = ${batch.id} WHERE r.category = ${batch.category.id}
      UNION SELECT r.contradiction_id FROM contradiction_row AS r JOIN witness AS w ON w.batch_id = ${batch.id} AND w.row_id = r.row_id WHERE r.category = ${batch.category.id})`);
  }
  return sql.join(parts, sql` AND `);
}

/** By version, one text a field: equal texts are equal values. Personal values are told apart by their keyed hash, never read. */
export async function comparedValues(db: ReadDb, category: CategoryDescriptor, rowIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
  const fields = category.fields.map(({ id, personal }) => sql`coalesce(quote(${sql.ref(personal === undefined ? id : `h_${id}`)}), '')`);
  const { rows } = await sql<{ row_id: number; compared: string }>`
    SELECT row_id, json_array(${sql.join(fields)}) AS compared FROM ${sql.table(tableName(category))} WHERE row_id IN (${sql.join(rowIds)})`.execute(db);
  return new Map(rows.map(({ row_id: row, compared }) => [row, JSON.parse(compared) as string[]]));
}

export interface StoredDecision {
  readonly at: string;
  readonly by: string;
  readonly sender: string;
  readonly reason: string;
  readonly batch: number | null;
  readonly undone: number;
}

/** Newest first. */
export async function decisionsOf(db: ReadDb, id: number): Promise<readonly StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    SELECT d.at, coalesce(a.display_name, d.by) AS "by", d.sender, d.reason, d.batch_id AS batch, coalesce(b.state = 'undone', 0) AS undone
    FROM contradiction_decision AS d LEFT JOIN account AS a ON a.id = d.by LEFT JOIN batch AS b ON b.id = d.batch_id WHERE d.contradiction_id = ${id} ORDER BY d.id DESC`.execute(db);
  return rows;
}

/** Where words were said. */
export async function batchesById(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, { readonly at: string; readonly fileName: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('batch').select(['id', 'imported_at', 'file_name']).where('id', 'in', [...ids]).execute();
  return new Map(rows.map((row) => [row.id, { at: row.imported_at, fileName: row.file_name }]));
}

export async function categoryOfBatch(db: ReadDb, id: number): Promise<string | undefined> {
  return (await db.selectFrom('batch').select('category').where('id', '=', id).executeTakeFirst())?.category;
}
