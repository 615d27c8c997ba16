import { sql, type RawBuilder } from 'kysely';
import type { Condition } from '#shared/domain/assessment/index.ts';
import type { Catalogue, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { ObligationRules } from '#shared/domain/obligations/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { conditionSql, fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** An imported project that meets at least one rule. */
export interface ObligedProject {
  readonly code: string;
  readonly title: string;
  readonly place: string | null;
  readonly startOn: string;
  /** Positions of the rules it meets, in order; never empty. */
  readonly rules: readonly number[];
  readonly unit: string;
  readonly approval: { readonly documentNo: string; readonly issuedOn: string } | null;
}

/**
 * Projects that must be assessed, the latest planned first; of one code, or all. Empty where the catalogue has no such category.
 *
 * @throws AppError RESOURCE_INVALID when a rule names a field that its category does not have
 */
export async function readObligedProjects(db: ReadDb, catalogue: Catalogue, { projects }: ObligationRules, code: string | null = null): Promise<ObligedProject[]> {
  const category = catalogue.categories.find(({ id }) => id === projects.category);
  if (category === undefined) return [];
  const met = projects.rules.map(({ where }) => all(category, where));
  const { rows } = await sql<{ code: string; title: string; place: string | null; startOn: string; rules: string }>`
    SELECT * FROM (
      SELECT n_project AS code, ${sql.ref(fieldOf(category, projects.title).id)} AS title, coalesce(n_town, n_county) AS place, n_date AS "startOn",
        ${sql.join(met.map((condition) => sql`coalesce(${condition}, 0)`), sql` || `)} AS rules
      FROM ${sql.table(tableName(category))} AS t
      WHERE superseded_by IS NULL AND n_project IS NOT NULL AND n_date >= ${projects.since} ${code === null ? sql`` : sql`AND n_project = ${code}`}
        ${projects.except.length === 0 ? sql`` : sql`AND NOT coalesce(${sql.join(projects.except.map((condition) => conditionSql(category, condition)), sql` OR `)}, 0)`}
    ) WHERE instr(rules, '1') > 0 ORDER BY "startOn" DESC, code
  `.execute(db);
  const units = await readRows(db, catalogue, projects.unit, code);
  const approvals = await readRows(db, catalogue, projects.approval, code);
  return rows.map(({ rules, ...project }) => {
    const approval = approvals.get(project.code);
    return {
      ...project,
      rules: [...rules].flatMap((digit, position) => (digit === '1' ? [position] : [])),
      unit: units.get(project.code)?.value ?? '',
      approval: approval === undefined ? null : { documentNo: approval.value, issuedOn: approval.day },
    };
  });
}

/** Changes with every batch of these categories that comes or is taken back. */
export async function batchesOf(db: ReadDb, categories: readonly string[]): Promise<string> {
  const { rows } = await sql<{ last: number | null; undone: number | null }>`SELECT max(id) AS last, sum(state <> 'committed') AS undone FROM batch WHERE category IN (${sql.join([...categories])})`.execute(db);
  return `${String(rows[0]?.last ?? 0)} ${String(rows[0]?.undone ?? 0)}`;
}

/** The earliest row of each project that meets the conditions. */
async function readRows(db: ReadDb, catalogue: Catalogue, { category: id, field, where }: ObligationRules['projects']['unit'], code: string | null): Promise<ReadonlyMap<string, { value: string; day: string }>> {
  const category = catalogue.categories.find((one) => one.id === id);
  if (category === undefined) return new Map();
  // With min(), SQLite takes the other columns from the row of the minimum.
  const { rows } = await sql<{ code: string; value: string; day: string }>`
    SELECT n_project AS code, ${sql.ref(fieldOf(category, field).id)} AS value, min(coalesce(n_date, '')) AS day
    FROM ${sql.table(tableName(category))} AS t
    WHERE superseded_by IS NULL AND n_project IS NOT NULL AND ${all(category, where)} ${code === null ? sql`` : sql`AND n_project = ${code}`}
    GROUP BY n_project
  `.execute(db);
  return new Map(rows.map((row) => [row.code, row]));
}

function all(category: CategoryDescriptor, where: readonly Condition[]): RawBuilder<boolean> {
  return where.length === 0 ? sql`1` : sql`(${sql.join(where.map((condition) => conditionSql(category, condition)), sql` AND `)})`;
}
