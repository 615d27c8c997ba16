import { sql, type RawBuilder } from 'kysely';
import type { Catalogue, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { EventCount, Outcomes } from '#shared/domain/follow-up/index.ts';
import { addDays, daysBetween } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { conditionSql, fieldOf, type Places } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Whose events, and the days looked at, both included. */
export interface OutcomeScope {
  readonly projectCode: string | null;
  readonly places: Places;
  readonly from: string;
  readonly to: string;
}

/**
 * What the current rows of one category show: since the decision, and over as many days before it. A category without a row dated
 * since the decision has not told anything yet: null, not zero.
 *
 * @throws AppError RESOURCE_INVALID when the event names a category or field that there is not
 */
export async function countEvent(db: ReadDb, catalogue: Catalogue, event: Outcomes['events'][number], { projectCode, places, from, to }: OutcomeScope): Promise<EventCount> {
  const category = catalogue.categories.find(({ id }) => id === event.category);
  if (category === undefined) throw new AppError('RESOURCE_INVALID', `There is no category ${event.category}.`, { path: event.id, reason: `follow-up/outcomes.json names ${event.category}` });
  const held = await sql<{ until: string | null }>`SELECT max(n_date) AS until FROM ${table(category)} WHERE superseded_by IS NULL AND n_date <= ${to}`.execute(db);
  const heldUntil = held.rows[0]?.until ?? null;
  const facts = { eventId: event.id, link: event.link, heldUntil };
  const linked = event.link === 'place' ? inPlaces(places) : projectCode === null ? null : sql<boolean>`t.n_project = ${projectCode}`;
  if (linked === null || heldUntil === null || heldUntil < from) return { ...facts, after: null, before: null, mostPeople: null };
  const first = addDays(from, -(daysBetween(from, to) + 1));
  const people = event.people === null ? sql`NULL` : sql.ref(`t.${fieldOf(category, event.people).id}`);
  const conditions = [linked, ...event.where.map((condition) => conditionSql(category, condition))];
  const { rows } = await sql<{ after: number; before: number; people: number | null }>`
    SELECT count(CASE WHEN t.n_date >= ${from} THEN 1 END) AS after, count(CASE WHEN t.n_date < ${from} THEN 1 END) AS before, max(CASE WHEN t.n_date >= ${from} THEN ${people} END) AS people
    FROM ${table(category)} WHERE t.superseded_by IS NULL AND t.n_date >= ${first} AND t.n_date <= ${to} AND ${sql.join(conditions, sql` AND `)}
  `.execute(db);
  const [row] = rows;
  return { ...facts, after: row?.after ?? 0, before: row?.before ?? 0, mostPeople: row?.people ?? null };
}

function table(category: CategoryDescriptor): RawBuilder<unknown> {
  return sql`${sql.table(tableName(category))} AS t`;
}

/** Rows of the towns meant, and where a county is meant as a whole, those that know no more than it; null where no place is named. */
function inPlaces({ towns, wholeCounties }: Places): RawBuilder<boolean> | null {
  if (towns.length === 0) return null;
  const inTowns = sql<boolean>`t.n_town IN (${sql.join(towns)})`;
  return wholeCounties.length === 0 ? inTowns : sql<boolean>`(${inTowns} OR (t.n_town IS NULL AND t.n_county IN (${sql.join(wholeCounties)})))`;
}
