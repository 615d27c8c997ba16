import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { conditionSql, fieldOf } from './condition-repository.ts';
import type { Places } from './places.ts';

/** Questions that one pass over a category answers: same category, same detour, same window, and all or none by project alone. */
export interface Pass {
  readonly category: CategoryDescriptor;
  readonly via: { readonly category: CategoryDescriptor; readonly field: string } | null;
  readonly projectOnly: boolean;
  /** ISO days, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Null: the rows that are current now. Else those that were current when this batch was the last. */
  readonly asOf: number | null;
  readonly questions: readonly EvidenceQuestion[];
}

/** What one question counts at one place in one month. `sum` is the stored whole number (value x 10^scale) as text; null where nothing was summed. */
export interface Tally {
  readonly question: string;
  readonly county: string | null;
  readonly town: string | null;
  readonly month: string;
  readonly ofProject: boolean;
  readonly count: number;
  readonly sum: string | null;
}

const cellSchema = z.union([z.string(), z.number(), z.null()]);

/** One grouped query: every question of the pass by county, town, month and whether the row belongs to the project. */
export async function tally(db: ReadDb, pass: Pass, project: string | null): Promise<readonly Tally[]> {
  const { category, questions } = pass;
  const figures = questions.flatMap((question, position) => {
    const met = where(category, question);
    const count = sql`count(*) FILTER (WHERE ${met}) AS ${sql.id(`c${String(position)}`)}`;
    if (question.measure.kind === 'count') return [count];
    // As text: a sum may have more digits than a float keeps.
    const field = sql.ref(`t.${fieldOf(category, question.measure.field).id}`);
    return [count, sql`CAST(sum(${field}) FILTER (WHERE ${met}) AS TEXT) AS ${sql.id(`s${String(position)}`)}`];
  });
  const any = sql.join(questions.map((question) => sql`(${where(category, question)})`), sql` OR `);
  const { rows } = await sql<Record<string, unknown>>`
    ${withVia(pass)}
    SELECT ${placeColumn(pass, 'n_county')} AS county, ${placeColumn(pass, 'n_town')} AS town, substr(t.n_date, 1, 7) AS month,
      ${ofProject(pass, project)} AS of_project, ${sql.join(figures)}
    FROM ${source(pass)}
    WHERE ${current(pass)} AND (${any}) ${pass.projectOnly ? sql`AND ${ofProject(pass, project)}` : sql``}
    GROUP BY 1, 2, 3, 4
  `.execute(db);
  return rows.flatMap((row) => questions.map((question, position) => readTally(row, question, position))).filter(({ count }) => count > 0);
}

/** Which rows of a question are meant, for the places of the proposal and its project. */
export interface Selection {
  readonly pass: Pass;
  readonly question: EvidenceQuestion;
  readonly places: Places;
  readonly byCounty: boolean;
  readonly project: string | null;
  readonly month?: string | undefined;
}

/** Batches that the records behind an answer came from. */
export async function batchesOf(db: ReadDb, selection: Selection): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    ${withVia(selection.pass)} SELECT DISTINCT t.batch_id AS id FROM ${source(selection.pass)} WHERE ${selected(selection)} ORDER BY 1
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Row ids of the records behind an answer, the latest first. */
export async function rowsOf(db: ReadDb, selection: Selection, paging: { readonly limit: number; readonly offset: number }): Promise<{ rowIds: readonly number[]; total: number }> {
  const { pass } = selection;
  const from = sql`FROM ${source(pass)} WHERE ${selected(selection)}`;
  const counted = await sql<{ n: number }>`${withVia(pass)} SELECT count(*) AS n ${from}`.execute(db);
  const { rows } = await sql<{ id: number }>`
    ${withVia(pass)} SELECT t.row_id AS id ${from} ORDER BY t.n_date DESC, t.row_id DESC LIMIT ${paging.limit} OFFSET ${paging.offset}
  `.execute(db);
  return { rowIds: rows.map(({ id }) => id), total: counted.rows[0]?.n ?? 0 };
}

function selected({ pass, question, places, byCounty, project, month }: Selection): RawBuilder<boolean> {
  const parts = [current(pass), where(pass.category, question)];
  const inPlace = byCounty
    ? among(placeColumn(pass, 'n_county'), places.counties)
    : sql<boolean>`(${among(placeColumn(pass, 'n_town'), places.towns)} OR (${placeColumn(pass, 'n_town')} IS NULL AND ${among(placeColumn(pass, 'n_county'), places.wholeCounties)}))`;
  switch (question.link) {
    case 'place': parts.push(inPlace); break;
    case 'project': parts.push(sql`${ofProject(pass, project)}`); break;
    case 'placeOrProject': parts.push(sql`(${inPlace} OR ${ofProject(pass, project)})`);
  }
  if (month !== undefined) parts.push(sql`substr(t.n_date, 1, 7) = ${month}`);
  return sql.join(parts, sql` AND `);
}

/** For a category that does not say where: one place per value of the shared field, from the current rows of the other category. */
function withVia({ via, asOf }: Pass): RawBuilder<unknown> {
  if (via === null) return sql``;
  const field = sql.ref(via.field);
  return sql`WITH via AS MATERIALIZED (
    SELECT ${field} AS value, max(n_county) AS n_county, max(n_town) AS n_town, max(n_project) AS n_project
    FROM ${sql.table(tableName(via.category))} AS v WHERE ${held('v', asOf)} AND ${field} IS NOT NULL GROUP BY ${field}
  )`;
}

function source({ category, via }: Pass): RawBuilder<unknown> {
  const table = sql`${sql.table(tableName(category))} AS t`;
  return via === null ? table : sql`${table} LEFT JOIN via ON via.value = ${sql.ref(`t.${fieldOf(category, via.field).id}`)}`;
}

function placeColumn({ via }: Pass, column: 'n_county' | 'n_town'): RawBuilder<string | null> {
  return via === null ? sql`t.${sql.ref(column)}` : sql`coalesce(t.${sql.ref(column)}, via.${sql.ref(column)})`;
}

function ofProject({ via }: Pass, project: string | null): RawBuilder<boolean> {
  if (project === null) return sql`0`;
  return via === null ? sql`(t.n_project IS NOT NULL AND t.n_project = ${project})` : sql`coalesce(t.n_project, via.n_project, '') = ${project}`;
}

/** Current versions dated within the window. */
function current({ from, to, asOf }: Pass): RawBuilder<boolean> {
  return sql`${held('t', asOf)} AND t.n_date >= ${from} AND t.n_date <= ${to}`;
}

/** Rows are closed, never overwritten: what was held when an assessment was decided can be told for ever. */
function held(table: 't' | 'v', asOf: number | null): RawBuilder<boolean> {
  const [batch, closed] = [sql.ref(`${table}.batch_id`), sql.ref(`${table}.superseded_by`)];
  return asOf === null ? sql`${closed} IS NULL` : sql`${batch} <= ${asOf} AND (${closed} IS NULL OR ${closed} > ${asOf})`;
}

function where(category: CategoryDescriptor, { where: conditions }: EvidenceQuestion): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1` : sql.join(conditions.map((condition) => conditionSql(category, condition)), sql` AND `);
}

function among(column: RawBuilder<string | null>, codes: readonly string[]): RawBuilder<boolean> {
  return codes.length === 0 ? sql`0` : sql`${column} IN (${sql.join(codes)})`;
}

function readTally(row: Record<string, unknown>, question: EvidenceQuestion, position: number): Tally {
  const cell = (name: string): string | number | null => cellSchema.parse(row[name] ?? null);
  const word = (name: string): string | null => {
    const value = cell(name);
    return value === null ? null : String(value);
  };
  return {
    question: question.id,
    county: word('county'),
    town: word('town'),
    month: word('month') ?? '',
    ofProject: cell('of_project') === 1,
    count: Number(cell(`c${String(position)}`)),
    sum: word(`s${String(position)}`),
  };
}
