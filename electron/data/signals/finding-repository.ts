import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Condition } from '#shared/domain/assessment/index.ts';
import type { PeriodUnit, RowCondition, RuleSubject } from '#shared/domain/signals/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { countySql, labelSql, periodSql, rowsOf, subjectSql, townSql, whereSql, withSql, type Reading } from './reading-repository.ts';

/** What is known of a subject beside its value. */
export interface SubjectFacts {
  readonly town: string | null;
  readonly county: string | null;
  readonly label: string | null;
}

export interface ReadTally extends SubjectFacts {
  readonly subject: string;
  readonly period: string;
  readonly rows: number;
  /** Rows that also meet the further conditions of a share; as many as there are where it has none. */
  readonly met: number;
  /** Different values, or the sum as the store holds it (value x 10^scale); null where rows are counted. */
  readonly amount: string | null;
  /** Rows of which the data says that it was done. */
  readonly done: number;
}

export interface ReadOccurrence extends SubjectFacts {
  readonly subject: string;
  readonly day: string;
  readonly row: number;
  readonly done: boolean;
}

/** Who is looked for. `batches`: only subjects that these brought a row of, or closed one of. */
export interface Wanted {
  readonly subject: RuleSubject;
  readonly batches: readonly number[] | null;
  readonly done: readonly Condition[] | undefined;
}

export interface TallyQuestion {
  readonly period: PeriodUnit;
  readonly of: readonly RowCondition[];
  readonly amount: { readonly kind: 'distinct' | 'sum'; readonly field: string } | null;
}

const text = z.string().nullable();
const factsSchema = { town: text, county: text, label: text };
const tallySchema = z.object({ subject: z.string(), period: z.string(), n: z.number(), met: z.number(), amount: z.union([z.string(), z.number(), z.null()]), done: z.number(), ...factsSchema });
const occurrenceSchema = z.object({ subject: z.string(), day: z.string(), row: z.number(), done: z.number(), ...factsSchema });

/** Rows of every subject by period: one grouped query. */
export async function readTallies(db: ReadDb, reading: Reading, wanted: Wanted, { period, of, amount }: TallyQuestion): Promise<readonly ReadTally[]> {
  const { rows } = await sql`
    ${withSql(reading, touchedOf(reading, wanted))}
    SELECT ${subjectSql(reading, wanted.subject)} AS subject, ${periodSql(period)} AS period, count(*) AS n, count(*) FILTER (WHERE ${whereSql(reading, of)}) AS met,
      ${amountSql(reading, amount)} AS amount, ${doneSql(reading, wanted)} AS done, ${facts(reading, wanted)}
    ${rowsOf(reading)} AND ${among(reading, wanted)} GROUP BY 1, 2
  `.execute(db);
  return z.array(tallySchema).parse(rows).map(({ n, amount: found, ...rest }) => ({ ...rest, rows: n, amount: found === null ? null : String(found) }));
}

/** Rows one by one, of subjects with at least so many of them. */
export async function readOccurrences(db: ReadDb, reading: Reading, wanted: Wanted, atLeast: number): Promise<readonly ReadOccurrence[]> {
  const subject = subjectSql(reading, wanted.subject);
  const many = sql`many AS MATERIALIZED (SELECT ${subject} AS subject ${rowsOf(reading)} AND ${among(reading, wanted)} GROUP BY 1 HAVING count(*) >= ${atLeast})`;
  const { rows } = await sql`
    ${withSql(reading, [...touchedOf(reading, wanted), many])}
    SELECT ${subject} AS subject, t.n_date AS day, t.row_id AS row, ${whereSql(reading, wanted.done ?? [])} AS done,
      ${townSql(reading)} AS town, ${countySql(reading)} AS county, ${labelSql(reading, wanted.subject)} AS label
    ${rowsOf(reading)} AND ${subject} IN (SELECT subject FROM many)
    ORDER BY t.n_date, t.row_id
  `.execute(db);
  return z.array(occurrenceSchema).parse(rows).map(({ done, ...rest }) => ({ ...rest, done: wanted.done !== undefined && done === 1 }));
}

/** The subjects that some batches touched. */
export async function touchedSubjects(db: ReadDb, reading: Reading, wanted: Wanted): Promise<readonly string[]> {
  if (wanted.batches === null) return [];
  const { rows } = await sql<{ subject: string }>`${withSql(reading, touchedOf(reading, wanted))} SELECT subject FROM touched`.execute(db);
  return rows.map(({ subject }) => subject);
}

function touchedOf(reading: Reading, { subject, batches }: Wanted): RawBuilder<unknown>[] {
  if (batches === null) return [];
  const of = subjectSql(reading, subject);
  const table = sql`${sql.table(tableName(reading.category))} AS t`;
  const joined = reading.via === null ? table : sql`${table} LEFT JOIN via ON via.value = ${sql.ref(`t.${fieldOf(reading.category, reading.via.field).id}`)}`;
  const half = (column: 'batch_id' | 'superseded_by'): RawBuilder<unknown> => sql`SELECT ${of} AS subject FROM ${joined} WHERE t.${sql.ref(column)} IN (${sql.join(batches)})`;
  return [sql`touched AS MATERIALIZED (SELECT DISTINCT subject FROM (${half('batch_id')} UNION ALL ${half('superseded_by')}) WHERE subject IS NOT NULL)`];
}

function among(reading: Reading, { subject, batches }: Wanted): RawBuilder<boolean> {
  const of = subjectSql(reading, subject);
  return batches === null ? sql`${of} IS NOT NULL` : sql`${of} IN (SELECT subject FROM touched)`;
}

function facts(reading: Reading, { subject }: Wanted): RawBuilder<unknown> {
  return sql`max(${townSql(reading)}) AS town, max(${countySql(reading)}) AS county, max(${labelSql(reading, subject)}) AS label`;
}

function doneSql(reading: Reading, { done }: Wanted): RawBuilder<number> {
  return done === undefined ? sql`0` : sql`count(*) FILTER (WHERE ${whereSql(reading, done)})`;
}

function amountSql({ category }: Reading, amount: TallyQuestion['amount']): RawBuilder<unknown> {
  if (amount === null) return sql`NULL`;
  const field = fieldOf(category, amount.field);
  const column = sql.ref(field.personal === undefined ? `t.${field.id}` : `t.h_${field.id}`);
  // A sum as text: it may have more digits than a float keeps.
  return amount.kind === 'distinct' ? sql`count(DISTINCT ${column})` : sql`CAST(sum(${column}) AS TEXT)`;
}
