import { sql, type RawBuilder } from 'kysely';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { conditionSql, fieldOf } from './condition-repository.ts';
import type { About, Pass } from './pass.ts';

/** The rows of table `t` that a question means: its conditions, at the places or of the project as it is linked. */
export function selected(pass: Pass, question: EvidenceQuestion, about: About): RawBuilder<boolean> {
  const conditions = where(pass, question);
  switch (question.link) {
    case 'place': return sql`${conditions} AND ${inPlaces(pass, about)}`;
    case 'project': return sql`${conditions} AND ${ofProject(pass, about)}`;
    case 'placeOrProject': return sql`${conditions} AND (${inPlaces(pass, about)} OR ${ofProject(pass, about)})`;
  }
}

export function where({ category }: Pass, { where: conditions }: EvidenceQuestion): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1` : sql.join(conditions.map((condition) => conditionSql(category, condition)), sql` AND `);
}

/** All rows that any question of the pass may mean. Rows of the project are found beside those of the places, each by its own index. */
export function near(pass: Pass, about: About): RawBuilder<boolean> {
  const { category, via, questions } = pass;
  if (pass.projectOnly) return ofProject(pass, about);
  if (about.project === null || category.roles.project === undefined || questions.every(({ link }) => link === 'place')) return inPlaces(pass, about);
  if (via !== null) return sql`(${inPlaces(pass, about)} OR ${ofProject(pass, about)})`;
  const rows = (met: RawBuilder<boolean>): RawBuilder<unknown> => sql`SELECT t.row_id FROM ${source(pass)} WHERE ${withinWindow(pass)} AND ${met}`;
  return sql`t.row_id IN (${rows(inPlaces(pass, about))} UNION ALL ${rows(ofProject(pass, about))})`;
}

/** Rows in the towns meant; where a county is meant as a whole, those too that know no more than it. */
function inPlaces(pass: Pass, { places }: About): RawBuilder<boolean> {
  const county = placeColumn(pass, 'n_county');
  if (pass.byCounty) return among(county, places.counties);
  const town = placeColumn(pass, 'n_town');
  const inTowns = among(town, places.towns);
  // Left out where it says nothing, so that the index on the town is used.
  return places.wholeCounties.length === 0 ? inTowns : sql`(${inTowns} OR (${town} IS NULL AND ${among(county, places.wholeCounties)}))`;
}

function ofProject({ via }: Pass, { project }: About): RawBuilder<boolean> {
  if (project === null) return sql`0`;
  return via === null ? sql`(t.n_project IS NOT NULL AND t.n_project = ${project})` : sql`coalesce(t.n_project, via.n_project, '') = ${project}`;
}

/** Current versions dated within the window. */
export function withinWindow({ from, to, asOf }: Pass): RawBuilder<boolean> {
  return sql`${held('t', asOf)} AND t.n_date >= ${from} AND t.n_date <= ${to}`;
}

/** For a category that does not say where: one place per value of the shared field, from the rows of the other category. */
export function withVia({ via, asOf }: Pass): RawBuilder<unknown> {
  if (via === null) return sql``;
  const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
  return sql`WITH via AS MATERIALIZED (
    SELECT ${field} AS value, max(v.n_county) AS n_county, max(v.n_town) AS n_town, max(v.n_project) AS n_project
    FROM ${sql.table(tableName(via.category))} AS v WHERE ${held('v', asOf)} AND ${field} IS NOT NULL GROUP BY 1
  )`;
}

export function source({ category, via }: Pass): RawBuilder<unknown> {
  const table = sql`${sql.table(tableName(category))} AS t`;
  return via === null ? table : sql`${table} LEFT JOIN via ON via.value = ${sql.ref(`t.${fieldOf(category, via.field).id}`)}`;
}

export function placeColumn({ via }: Pass, column: 'n_county' | 'n_town'): RawBuilder<string | null> {
  return via === null ? sql`t.${sql.ref(column)}` : sql`coalesce(t.${sql.ref(column)}, via.${sql.ref(column)})`;
}

/** Rows are closed, never overwritten: what was held when an assessment was decided can be told for ever. */
function held(table: 't' | 'v', asOf: number | null): RawBuilder<boolean> {
  const [batch, closed] = [sql.ref(`${table}.batch_id`), sql.ref(`${table}.superseded_by`)];
  return asOf === null ? sql`${closed} IS NULL` : sql`${batch} <= ${asOf} AND (${closed} IS NULL OR ${closed} > ${asOf})`;
}

function among(column: RawBuilder<string | null>, codes: readonly string[]): RawBuilder<boolean> {
  return codes.length === 0 ? sql`0` : sql`${column} IN (${sql.join(codes)})`;
}
