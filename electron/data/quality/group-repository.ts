import { sql, type RawBuilder } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RuleOf } from '#shared/domain/quality/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { all, conditionSql } from './rule-repository.ts';

/** A part of the rows in which duplicates are looked for; null for rows without a town or a day, undefined where any will do. */
export interface Part {
  readonly town?: string | null;
  readonly month?: string | null;
}

/**
 * The parts that a rule looks into one after the other. Where the time of the row is among the texts compared, equal rows are
 * of one month, and a town can be looked at month by month without missing any.
 */
export async function partsOf(db: ReadDb, category: CategoryDescriptor, rule: RuleOf<'duplicate'>): Promise<readonly Part[]> {
  if (rule.within === 'all') return [{}];
  const byMonth = category.roles.time !== undefined && rule.fields.includes(category.roles.time);
  const held = db.selectFrom('monthly').distinct().where('category', '=', category.id).where('row_count', '>', 0).orderBy('town');
  if (!byMonth) return (await held.select('town').execute()).map(({ town }) => ({ town: known(town) }));
  return (await held.select(['town', 'month']).orderBy('month').execute()).map(({ town, month }) => ({ town: known(town), month: known(month) }));
}

/** The aggregates write '' where rows name none. */
function known(text: string): string | null {
  return text === '' ? null : text;
}

/** One look for the same text under several keys. */
export interface DuplicateLook {
  readonly category: CategoryDescriptor;
  readonly rule: RuleOf<'duplicate'>;
  readonly part: Part;
  /** Only rows of this batch are counted and named; they are compared with all. */
  readonly batch?: number | undefined;
}

/** Rows that are compared, and those that share their text with another key. */
export async function countDuplicates(db: ReadDb, look: DuplicateLook): Promise<{ readonly checked: number; readonly found: number }> {
  const { rows } = await sql<{ checked: number | null; found: number | null }>`
    SELECT sum(own) AS checked, sum(own) FILTER (WHERE n > 1) AS found FROM (SELECT count(*) AS n, count(*) FILTER (WHERE ${owned(look)}) AS own ${compared(look)} GROUP BY ${fields(look)})
  `.execute(db);
  return { checked: rows[0]?.checked ?? 0, found: rows[0]?.found ?? 0 };
}

/** The first of those rows, equal ones one after the other. */
export async function duplicateRows(db: ReadDb, look: DuplicateLook, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM (SELECT t.row_id AS id, ${owned(look)} AS own, count(*) OVER same AS n, first_value(t.row_id) OVER same AS first ${compared(look)} WINDOW same AS (PARTITION BY ${fields(look)}))
    WHERE n > 1 AND own ORDER BY first, id LIMIT ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}

function owned({ batch }: DuplicateLook): RawBuilder<boolean> {
  return batch === undefined ? sql`1` : sql`t.batch_id = ${batch}`;
}

function compared({ category, rule, part: { town, month } }: DuplicateLook): RawBuilder<unknown> {
  const length = sql.join(rule.fields.map((id) => sql`length(${sql.ref(`t.${id}`)})`), sql` + `);
  return sql`FROM ${sql.table(tableName(category))} AS t
    WHERE t.superseded_by IS NULL ${town === undefined ? sql`` : sql`AND t.n_town IS ${town}`} ${within(month)}
      AND ${length} >= ${rule.leastLength} AND ${all(rule.when.map((condition) => conditionSql(category, 't', condition)))}`;
}

/** Days of the month as a range, so that the index of places and days leads to them. */
function within(month: string | null | undefined): RawBuilder<unknown> {
  if (month === undefined) return sql``;
  return month === null ? sql`AND t.n_date IS NULL` : sql`AND t.n_date >= ${`${month}-01`} AND t.n_date <= ${`${month}-31`}`;
}

function fields({ rule }: DuplicateLook): RawBuilder<unknown> {
  return sql.join(rule.fields.map((id) => sql.ref(`t.${id}`)));
}

/** Per town, the sum of a field over all current rows beside the newest figure of another category; whole numbers as stored, as text. */
export async function townTotals(
  db: ReadDb,
  own: { readonly category: CategoryDescriptor; readonly field: string },
  other: { readonly category: CategoryDescriptor; readonly field: string },
): Promise<readonly { readonly town: string; readonly sum: string; readonly expected: string }[]> {
  const [field, figure] = [sql.ref(own.field), sql.ref(other.field)];
  const { rows } = await sql<{ town: string; sum: string; expected: string }>`
    SELECT mine.town, CAST(mine.total AS TEXT) AS sum, CAST(theirs.value AS TEXT) AS expected
    FROM (SELECT n_town AS town, sum(${field}) AS total FROM ${sql.table(tableName(own.category))} WHERE superseded_by IS NULL AND n_town IS NOT NULL AND ${field} IS NOT NULL GROUP BY n_town) AS mine
    JOIN (
      SELECT n_town AS town, ${figure} AS value, max(n_date) AS newest FROM ${sql.table(tableName(other.category))}
      WHERE superseded_by IS NULL AND n_town IS NOT NULL AND ${figure} > 0 GROUP BY n_town
    ) AS theirs ON theirs.town = mine.town
    ORDER BY mine.town
  `.execute(db);
  return rows;
}
