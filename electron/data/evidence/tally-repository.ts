import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { fieldOf } from './condition-repository.ts';
import type { About, Counted, OwnTally, Pass, PlaceTally } from './pass.ts';
import { near, placeColumn, selected, source, where, withinWindow, withVia } from './selection-repository.ts';

const cellSchema = z.union([z.string(), z.number(), z.null()]);
type Row = Readonly<Record<string, unknown>>;

/** What every question of the pass counts for the proposal, by month and batch: few rows, found by the index on place or project. */
export async function ownTallies(db: ReadDb, pass: Pass, about: About): Promise<readonly OwnTally[]> {
  const figures = pass.questions.flatMap((question, position) => figuresOf(pass, question, position, selected(pass, question, about)));
  const { rows } = await sql<Row>`
    ${withVia(pass)} SELECT substr(t.n_date, 1, 7) AS month, t.batch_id AS batch, ${sql.join(figures)}
    FROM ${source(pass)} WHERE ${withinWindow(pass)} AND ${near(pass, about)} GROUP BY 1, 2
  `.execute(db);
  return rows.flatMap((row) => counted(row, pass).map((one) => ({ ...one, month: String(cell(row, 'month')), batch: Number(cell(row, 'batch')) })));
}

/**
 * What every question of the pass counts at each place there is. The whole window is read once and grouped by one whole number:
 * grouping half a million rows by their texts takes three times as long.
 */
export async function placeTallies(db: ReadDb, pass: Pass): Promise<readonly PlaceTally[]> {
  const figures = pass.questions.flatMap((question, position) => figuresOf(pass, question, position, where(pass, question)));
  const county = placeColumn(pass, 'n_county');
  const place = pass.byCounty ? sql`coalesce(${county}, 0)` : sql`coalesce(${placeColumn(pass, 'n_town')}, ${county}, 0)`;
  const { rows } = await sql<Row>`
    ${withVia(pass)} SELECT CAST(${place} AS INTEGER) AS place, ${sql.join(figures)}
    FROM ${source(pass)} WHERE ${withinWindow(pass)} GROUP BY 1
  `.execute(db);
  return rows.flatMap((row) => counted(row, pass).map((one) => ({ ...one, place: String(cell(row, 'place')) })));
}

/** Row ids of the records behind an answer, the latest first. */
export async function rowsOf(
  db: ReadDb,
  pass: Pass,
  question: EvidenceQuestion,
  about: About,
  page: { readonly month?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<{ rowIds: readonly number[]; total: number }> {
  const month = page.month === undefined ? sql`` : sql`AND substr(t.n_date, 1, 7) = ${page.month}`;
  const from = sql`FROM ${source(pass)} WHERE ${withinWindow(pass)} AND ${selected(pass, question, about)} ${month}`;
  const total = await sql<{ n: number }>`${withVia(pass)} SELECT count(*) AS n ${from}`.execute(db);
  const { rows } = await sql<{ id: number }>`
    ${withVia(pass)} SELECT t.row_id AS id ${from} ORDER BY t.n_date DESC, t.row_id DESC LIMIT ${page.limit} OFFSET ${page.offset}
  `.execute(db);
  return { rowIds: rows.map(({ id }) => id), total: total.rows[0]?.n ?? 0 };
}

function figuresOf({ category }: Pass, { measure }: EvidenceQuestion, position: number, met: RawBuilder<boolean>): RawBuilder<unknown>[] {
  const count = sql`count(*) FILTER (WHERE ${met}) AS ${sql.id(`c${String(position)}`)}`;
  if (measure.kind === 'count') return [count];
  // As text: a sum may have more digits than a float keeps.
  const field = sql.ref(`t.${fieldOf(category, measure.field).id}`);
  return [count, sql`CAST(sum(${field}) FILTER (WHERE ${met}) AS TEXT) AS ${sql.id(`s${String(position)}`)}`];
}

function counted(row: Row, { questions }: Pass): Counted[] {
  return questions
    .map((question, position) => {
      const sum = cell(row, `s${String(position)}`);
      return { question: question.id, count: Number(cell(row, `c${String(position)}`)), sum: sum === null ? null : String(sum) };
    })
    .filter(({ count }) => count > 0);
}

function cell(row: Row, name: string): string | number | null {
  return cellSchema.parse(row[name] ?? null);
}
