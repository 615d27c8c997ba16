import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { tableName } from '#data/catalogue/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { Pass } from './pass.ts';
import { whereSql } from './row-condition-repository.ts';
import type { Contribution } from './tally.ts';

const cell = z.union([z.string(), z.number(), z.null()]);
type Via = NonNullable<Pass['via']>;
type Found = Readonly<Record<string, unknown>>;

/** Rows of a first reading, taken in pieces by row number so that others get their turn. */
export interface Piece {
  readonly after: number;
  readonly upTo: number;
}

/** Highest row number of the category; 0 where it holds none. */
export async function lastRow(db: ReadDb, pass: Pass): Promise<number> {
  const { rows } = await sql<{ n: number | null }>`SELECT max(row_id) AS n FROM ${table(pass)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The current rows of one piece. */
export function contributionsOfPiece(db: ReadDb, pass: Pass, { after, upTo }: Piece): Promise<Contribution[]> {
  return contributions(db, pass, sql`t.superseded_by IS NULL AND t.row_id > ${after} AND t.row_id <= ${upTo}`, currentRows);
}

/**
 * The difference that the batches after `seen` made, and no row beside those they touched: what came in, less what was closed as it was
 * when `seen` was the last batch; and what stayed, but moved with the category that says where.
 */
export async function contributionsSince(db: ReadDb, pass: Pass, seen: number): Promise<{ readonly gained: Contribution[]; readonly lost: Contribution[] }> {
  const came = await contributions(db, pass, sql`t.batch_id > ${seen} AND t.superseded_by IS NULL`, currentRows);
  const closed = await contributions(db, pass, sql`t.superseded_by > ${seen} AND t.batch_id <= ${seen}`, (via, keys) => rowsAsOf(via, keys, seen));
  const moved = pass.via === null ? { gained: [], lost: [] } : await movedContributions(db, pass, pass.via, seen);
  return { gained: [...came, ...moved.gained], lost: [...closed, ...moved.lost] };
}

/** @param viaRows the rows of the other category whose shared field is among the keys */
async function contributions(db: ReadDb, pass: Pass, rows: RawBuilder<unknown>, viaRows: (via: Via, keys: RawBuilder<unknown>) => RawBuilder<unknown>): Promise<Contribution[]> {
  const { via } = pass;
  const from = sql`${table(pass)} AS t`;
  const before = via === null ? sql`` : sql`WITH via AS MATERIALIZED (
    SELECT value, max(n_county) AS n_county, max(n_town) AS n_town, max(n_department) AS n_department
    FROM (${viaRows(via, sql`SELECT ${ownKey(pass, via)} FROM ${from} WHERE ${rows}`)}) GROUP BY 1)`;
  const source = via === null ? from : sql`${from} LEFT JOIN via ON via.value = ${ownKey(pass, via)}`;
  const found = await sql<Found>`${before} SELECT ${subjectOf(pass, 'n')} AS subject, ${MONTH} AS month, ${figures(pass)} FROM ${source} WHERE ${rows} GROUP BY 1, 2`.execute(db);
  return read(pass, found.rows, 'subject');
}

/**
 * The rows that stayed as they are while the row that says where came, went or changed: out of where they were, into where they are now.
 * Both are looked up in one reading, and what did not really move is left out.
 */
async function movedContributions(db: ReadDb, pass: Pass, via: Via, seen: number): Promise<{ readonly gained: Contribution[]; readonly lost: Contribution[] }> {
  const [theirs, other] = [keyOf(via), table(via)];
  const stayed = sql`t.superseded_by IS NULL AND t.batch_id <= ${seen} AND ${ownKey(pass, via)} IN (SELECT value FROM moved)`;
  const placed = (of: 'now' | 'formerly', as: 'n' | 'f'): RawBuilder<unknown> =>
    sql.join((['county', 'town', 'department'] as const).map((name) => sql`max(CASE WHEN ${sql.ref(of)} THEN ${sql.ref(`n_${name}`)} END) AS ${sql.ref(`${as}_${name}`)}`));
  const [subject, former] = [subjectOf(pass, 'n'), subjectOf(pass, 'f')];
  const { rows } = await sql<Found>`WITH
    moved AS MATERIALIZED (SELECT ${theirs} AS value FROM ${other} AS v WHERE v.batch_id > ${seen} UNION ALL SELECT ${theirs} FROM ${other} AS v WHERE v.superseded_by > ${seen}),
    touched AS MATERIALIZED (SELECT t.row_id AS id, ${ownKey(pass, via)} AS value FROM ${table(pass)} AS t WHERE ${stayed}),
    via AS MATERIALIZED (SELECT value, ${placed('now', 'n')}, ${placed('formerly', 'f')} FROM (
      ${placesBy(via, sql`, 1 AS now, v.batch_id <= ${seen} AS formerly`)} WHERE v.superseded_by IS NULL AND ${theirs} IN (SELECT value FROM touched)
      UNION ALL ${placesBy(via, sql`, 0, 1`)} WHERE v.superseded_by > ${seen} AND v.batch_id <= ${seen} AND ${theirs} IN (SELECT value FROM touched)) GROUP BY 1)
    SELECT ${subject} AS subject, ${former} AS former, ${MONTH} AS month, ${figures(pass)}
    FROM touched CROSS JOIN ${table(pass)} AS t ON t.row_id = touched.id LEFT JOIN via ON via.value = touched.value WHERE ${subject} <> ${former} GROUP BY 1, 2, 3`.execute(db);
  return { gained: read(pass, rows, 'subject'), lost: read(pass, rows, 'former') };
}

function table({ category }: Pick<Pass, 'category'>): RawBuilder<unknown> {
  return sql.table(tableName(category));
}

/** The field that a row and the row that says where have in common: of the one, and of the other. */
function ownKey({ category }: Pass, { field }: Via): RawBuilder<unknown> {
  return sql.ref(`t.${fieldOf(category, field).id}`);
}

function keyOf({ category, field }: Via): RawBuilder<unknown> {
  return sql.ref(`v.${fieldOf(category, field).id}`);
}

function placesBy(via: Via, more = sql``): RawBuilder<unknown> {
  return sql`SELECT ${keyOf(via)} AS value, v.n_county AS n_county, v.n_town AS n_town, v.n_department AS n_department${more} FROM ${table(via)} AS v`;
}

/** Rows of the other category that say where: those that are current. */
function currentRows(via: Via, keys: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${placesBy(via)} WHERE v.superseded_by IS NULL AND ${keyOf(via)} IN (${keys})`;
}

/** Those that were current when `seen` was the last batch: still current ones by the key, closed ones by what closed them. */
function rowsAsOf(via: Via, keys: RawBuilder<unknown>, seen: number): RawBuilder<unknown> {
  return sql`${placesBy(via)} WHERE v.superseded_by IS NULL AND v.batch_id <= ${seen} AND ${keyOf(via)} IN (${keys})
    UNION ALL ${placesBy(via)} WHERE v.superseded_by > ${seen} AND v.batch_id <= ${seen} AND ${keyOf(via)} IN (${keys})`;
}

/** Columns q0, q1, ...: what each query counts or adds up. */
function figures({ category, queries }: Pass): RawBuilder<unknown> {
  return sql.join(queries.map(({ query }, position) => {
    const met = whereSql(category, query.where);
    const name = sql.id(`q${String(position)}`);
    if (query.measure.kind === 'count') return sql`count(*) FILTER (WHERE ${met}) AS ${name}`;
    // As text: a sum may have more digits than a float keeps.
    return sql`CAST(sum(${sql.ref(`t.${fieldOf(category, query.measure.field).id}`)}) FILTER (WHERE ${met}) AS TEXT) AS ${name}`;
  }));
}

function read({ queries }: Pass, rows: readonly Found[], column: 'subject' | 'former'): Contribution[] {
  return rows.flatMap((row) => {
    const [subject, month] = [cell.parse(row[column] ?? null), monthText(Number(cell.parse(row['month'] ?? null) ?? 0))];
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

/** The town, else the county, else nothing; or the department as the data call it. By the row itself, else by the other row: as it is (n) or was (f). */
function subjectOf({ by, via }: Pass, as: 'n' | 'f'): RawBuilder<unknown> {
  const column = (name: 'town' | 'county' | 'department'): RawBuilder<unknown> => (via === null ? sql.ref(`t.n_${name}`) : sql`coalesce(${sql.ref(`t.n_${name}`)}, ${sql.ref(`via.${as}_${name}`)})`);
  if (by === 'department') return sql`coalesce(${column('department')}, '')`;
  return sql`CAST(coalesce(${column('town')}, ${column('county')}, 0) AS INTEGER)`;
}
