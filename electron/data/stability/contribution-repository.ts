import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { tableName } from '#data/catalogue/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { Pass } from './pass.ts';
import { whereSql } from './row-condition-repository.ts';
import type { Contribution } from './tally.ts';

const cell = z.union([z.string(), z.number(), z.null()]);

/** Rows of a first reading, taken in pieces by row number so that others get their turn. */
export interface Piece {
  readonly after: number;
  readonly upTo: number;
}

/** The current rows of one piece. */
export function contributionsOfPiece(db: ReadDb, pass: Pass, { after, upTo }: Piece): Promise<Contribution[]> {
  const rows = sql`t.superseded_by IS NULL AND t.row_id > ${after} AND t.row_id <= ${upTo}`;
  const keys = (field: RawBuilder<unknown>): RawBuilder<unknown> => sql`SELECT ${field} FROM ${table(pass)} AS t WHERE ${rows}`;
  return contributions(db, pass, rows, (field) => now(pass, keys(field)));
}

/** Highest row number of the category; 0 where it holds none. */
export async function lastRow(db: ReadDb, pass: Pass): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`SELECT max(row_id) AS n FROM ${table(pass)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/**
 * The difference that the batches after `seen` made, and no row beside those they touched: what came in and what moved with the category
 * that says where, less what these rows were when `seen` was the last batch.
 */
export async function contributionsSince(db: ReadDb, pass: Pass, seen: number): Promise<{ readonly gained: Contribution[]; readonly lost: Contribution[] }> {
  const all = table(pass);
  const moved = movedKeys(pass, seen);
  const key = pass.via === null ? null : sql.ref(`t.${fieldOf(pass.category, pass.via.field).id}`);
  const alsoMoved = key === null || moved === null ? sql`` : sql`UNION SELECT t.row_id FROM ${all} AS t WHERE t.superseded_by IS NULL AND t.batch_id <= ${seen} AND ${key} IN (${moved})`;
  const gainedRows = sql`t.row_id IN (SELECT t.row_id FROM ${all} AS t WHERE t.batch_id > ${seen} AND t.superseded_by IS NULL ${alsoMoved})`;
  const lostRows = sql`t.row_id IN (SELECT t.row_id FROM ${all} AS t WHERE t.superseded_by > ${seen} AND t.batch_id <= ${seen} ${alsoMoved})`;
  const keysOf = (rows: RawBuilder<unknown>) => (field: RawBuilder<unknown>): RawBuilder<unknown> => sql`SELECT ${field} FROM ${all} AS t WHERE ${rows}`;
  return {
    gained: await contributions(db, pass, gainedRows, (field) => now(pass, keysOf(gainedRows)(field))),
    lost: await contributions(db, pass, lostRows, (field) => asOf(pass, keysOf(lostRows)(field), seen)),
  };
}

function table(pass: Pass): RawBuilder<unknown> {
  return sql.table(tableName(pass.category));
}

/** Values of the shared field whose rows in the other category came, went or changed since. */
function movedKeys({ via }: Pass, seen: number): RawBuilder<unknown> | null {
  if (via === null) return null;
  const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
  const other = sql.table(tableName(via.category));
  return sql`SELECT ${field} FROM ${other} AS v WHERE v.batch_id > ${seen} UNION SELECT ${field} FROM ${other} AS v WHERE v.superseded_by > ${seen}`;
}

/** Rows of the other category that say where: those that are current. */
function now({ via }: Pass, keys: RawBuilder<unknown>): RawBuilder<unknown> {
  if (via === null) return sql``;
  const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
  return sql`SELECT v.* FROM ${sql.table(tableName(via.category))} AS v WHERE v.superseded_by IS NULL AND ${field} IN (${keys})`;
}

/** Those that were current when `seen` was the last batch: still current ones by the key, closed ones by what closed them. */
function asOf({ via }: Pass, keys: RawBuilder<unknown>, seen: number): RawBuilder<unknown> {
  if (via === null) return sql``;
  const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
  const other = sql.table(tableName(via.category));
  return sql`SELECT v.* FROM ${other} AS v WHERE v.superseded_by IS NULL AND v.batch_id <= ${seen} AND ${field} IN (${keys})
    UNION ALL SELECT v.* FROM ${other} AS v WHERE v.superseded_by > ${seen} AND v.batch_id <= ${seen} AND ${field} IN (${keys})`;
}

async function contributions(db: ReadDb, pass: Pass, rows: RawBuilder<unknown>, viaRows: (key: RawBuilder<unknown>) => RawBuilder<unknown>): Promise<Contribution[]> {
  const { category, via, queries } = pass;
  const key = via === null ? sql`` : sql.ref(`t.${fieldOf(category, via.field).id}`);
  const withVia = via === null ? sql`` : sql`WITH via AS MATERIALIZED (
    SELECT ${sql.ref(`r.${fieldOf(via.category, via.field).id}`)} AS value, max(r.n_county) AS n_county, max(r.n_town) AS n_town, max(r.n_department) AS n_department
    FROM (${viaRows(key)}) AS r GROUP BY 1
  )`;
  const source = via === null ? sql`${table(pass)} AS t` : sql`${table(pass)} AS t LEFT JOIN via ON via.value = ${key}`;
  const figures = queries.map(({ query }, position) => {
    const met = whereSql(category, query.where);
    const name = sql.id(`q${String(position)}`);
    if (query.measure.kind === 'count') return sql`count(*) FILTER (WHERE ${met}) AS ${name}`;
    // As text: a sum may have more digits than a float keeps.
    return sql`CAST(sum(${sql.ref(`t.${fieldOf(category, query.measure.field).id}`)}) FILTER (WHERE ${met}) AS TEXT) AS ${name}`;
  });
  const found = await sql<Record<string, unknown>>`${withVia} SELECT ${subjectOf(pass)} AS subject, ${MONTH} AS month, ${sql.join(figures)} FROM ${source} WHERE ${rows} GROUP BY 1, 2`.execute(db);
  return found.rows.flatMap((row) => {
    const [subject, month] = [cell.parse(row['subject'] ?? null), monthText(Number(cell.parse(row['month'] ?? null) ?? 0))];
    return queries.flatMap((query, position) => {
      const value = BigInt(cell.parse(row[`q${String(position)}`] ?? null) ?? 0);
      return value === 0n ? [] : [{ query, month, subject: subject === null || subject === 0 ? '' : String(subject), value }];
    });
  });
}

/** As whole numbers: grouping by texts takes three times as long. */
const MONTH = sql`CAST(substr(t.n_date, 1, 4) AS INTEGER) * 100 + CAST(substr(t.n_date, 6, 2) AS INTEGER)`;

function monthText(number: number): string {
  return number === 0 ? '' : `${String(Math.floor(number / 100)).padStart(4, '0')}-${String(number % 100).padStart(2, '0')}`;
}

/** The town, else the county, else nothing; or the department as the data call it. */
function subjectOf({ by, via }: Pass): RawBuilder<unknown> {
  const column = (name: 'n_town' | 'n_county' | 'n_department'): RawBuilder<unknown> => (via === null ? sql.ref(`t.${name}`) : sql`coalesce(${sql.ref(`t.${name}`)}, ${sql.ref(`via.${name}`)})`);
  if (by === 'department') return sql`coalesce(${column('n_department')}, '')`;
  return sql`CAST(coalesce(${column('n_town')}, ${column('n_county')}, 0) AS INTEGER)`;
}
