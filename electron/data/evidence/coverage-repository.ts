import { sql } from 'kysely';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** What a category holds at all, from the monthly aggregates. */
export interface Coverage {
  /** Months with any row anywhere, "YYYY-MM". */
  readonly months: ReadonlySet<string>;
  /** Newest month that is not after the given one; null where there is none. */
  readonly newest: string | null;
  /** True where most rows know their town; courts and agencies often know only the county. */
  readonly knowsTowns: boolean;
}

/** The category of 实有人口统计 and its field of 常住 residents. */
const POPULATION = { category: '4.6', field: 'resident' };

export async function coverageOf(db: ReadDb, category: string, currentMonth: string): Promise<Coverage> {
  const rows = await db
    .selectFrom('monthly')
    .select((e) => ['month', e.fn.sum<number>('row_count').as('n'), sql<number>`sum(CASE WHEN town = '' THEN 0 ELSE row_count END)`.as('placed')])
    .where('category', '=', category)
    .groupBy('month')
    .orderBy('month')
    .execute();
  const held = rows.filter(({ month, n }) => /^\d{4}-\d{2}$/.test(month) && n > 0);
  const [all, placed] = [rows.reduce((sum, { n }) => sum + n, 0), rows.reduce((sum, row) => sum + row.placed, 0)];
  return {
    months: new Set(held.map(({ month }) => month)),
    newest: held.map(({ month }) => month).filter((month) => month <= currentMonth).at(-1) ?? null,
    knowsTowns: all === 0 || placed * 2 >= all,
  };
}

/** Residents of every town in its latest month on record; empty where the population statistics were never imported. */
export async function residentsByTown(db: ReadDb, catalogue: Catalogue): Promise<ReadonlyMap<string, number>> {
  const category = catalogue.categories.find(({ id }) => id === POPULATION.category);
  if (category === undefined || category.fields.every(({ id }) => id !== POPULATION.field)) return new Map();
  const { rows } = await sql<{ town: string; residents: number }>`
    SELECT n_town AS town, ${sql.ref(POPULATION.field)} AS residents, max(n_date) AS newest
    FROM ${sql.table(tableName(category))}
    WHERE superseded_by IS NULL AND n_town IS NOT NULL AND n_date IS NOT NULL AND ${sql.ref(POPULATION.field)} IS NOT NULL
    GROUP BY n_town
  `.execute(db);
  return new Map(rows.map(({ town, residents }) => [town, residents]));
}
