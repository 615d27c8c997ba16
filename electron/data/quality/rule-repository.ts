import { sql, type RawBuilder } from 'kysely';
import { categoryById, fieldById, type Catalogue, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { exact, type Exact } from '#shared/domain/decimal/index.ts';
import type { QualityCondition, RowRule, RuleOf } from '#shared/domain/quality/index.ts';
import { addDays } from '#shared/domain/supply/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** A rule as SQL over the table `t` of its category, and `j`, the row that it looks up. `applies` and `broken` are conditions. */
export interface CompiledRule {
  readonly category: CategoryDescriptor;
  readonly source: RawBuilder<unknown>;
  readonly applies: RawBuilder<boolean>;
  readonly broken: RawBuilder<boolean>;
}

/** Row ids from `after` (not counted) to `upTo`; with a batch only those that it brought. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
  readonly batch?: number | undefined;
}

/** The kinds that can be told row by row; duplicates need the rows of a whole place. */
export type SingleRule = Exclude<RowRule, RuleOf<'duplicate'>>;

/** @param today the day in China on which open cases are judged */
export function compileRule(catalogue: Catalogue, rule: SingleRule, today: string): CompiledRule {
  const category = known(catalogue, rule.category);
  const via = 'via' in rule ? rule.via : undefined;
  const other = via === undefined ? null : { category: known(catalogue, via.category), on: via.on };
  const { met, broken } = figures(catalogue, rule, category, other?.category ?? category, today);
  const table = sql`${sql.table(tableName(category))} AS t NOT INDEXED`;
  return {
    category,
    source: other === null ? table : sql`${table} JOIN ${sql.table(tableName(other.category))} AS j ON j.superseded_by IS NULL AND ${sql.ref(`j.${other.category.key[0] ?? ''}`)} = ${sql.ref(`t.${other.on}`)}`,
    applies: all([...rule.when.map((condition) => conditionSql(category, 't', condition)), ...met]),
    broken,
  };
}

/** Counts of one stretch: rows that the rule applies to, and those of them that break it. */
export async function countStretch(db: ReadDb, rule: CompiledRule, stretch: Stretch): Promise<{ readonly checked: number; readonly found: number }> {
  const { rows } = await sql<{ checked: number; found: number }>`
    SELECT count(*) AS checked, count(*) FILTER (WHERE ${rule.broken}) AS found FROM ${rule.source} WHERE ${within(stretch)} AND ${rule.applies}
  `.execute(db);
  return rows[0] ?? { checked: 0, found: 0 };
}

/** The first rows of the stretch that break the rule. */
export async function brokenRows(db: ReadDb, rule: CompiledRule, stretch: Stretch, limit: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT t.row_id AS id FROM ${rule.source} WHERE ${within(stretch)} AND ${rule.applies} AND ${rule.broken} ORDER BY t.row_id LIMIT ${limit}
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** True where the category holds any current row. */
export async function holdsRows(db: ReadDb, catalogue: Catalogue, id: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql.table(tableName(known(catalogue, id)))} WHERE superseded_by IS NULL LIMIT 1)`.execute(db);
  return rows[0]?.n === 1;
}

interface Figures {
  /** What must hold for the rule to apply, beside its `when`. */
  readonly met: readonly RawBuilder<boolean>[];
  readonly broken: RawBuilder<boolean>;
}

function figures(catalogue: Catalogue, rule: SingleRule, category: CategoryDescriptor, other: CategoryDescriptor, today: string): Figures {
  const t = (id: string): RawBuilder<unknown> => sql.ref(`t.${id}`);
  const j = (id: string): RawBuilder<unknown> => sql.ref(`j.${id}`);
  const notNull = (column: RawBuilder<unknown>): RawBuilder<boolean> => sql`${column} IS NOT NULL`;
  switch (rule.kind) {
    case 'reference': {
      const target = known(catalogue, rule.to);
      const found = sql`SELECT 1 FROM ${sql.table(tableName(target))} AS r WHERE r.superseded_by IS NULL AND ${sql.ref(`r.${target.key[0] ?? ''}`)} = ${t(rule.field)}`;
      return { met: [notNull(t(rule.field))], broken: sql`NOT EXISTS (${found})` };
    }
    case 'order': {
      const earlier = rule.via === undefined ? t(rule.earlier) : j(rule.earlier);
      // A day and a moment of it are in no order: only their days are compared.
      const days = [field(other, rule.earlier), field(category, rule.later)].some(({ type }) => type === 'date');
      const broken: RawBuilder<boolean> = days ? sql`substr(${earlier}, 1, 10) > substr(${t(rule.later)}, 1, 10)` : sql`${earlier} > ${t(rule.later)}`;
      return { met: [notNull(earlier), notNull(t(rule.later))], broken };
    }
    case 'balance': {
      const sum = sql.join(rule.parts.map(t), sql` + `);
      const met = [...rule.parts, rule.total].map((id) => notNull(t(id)));
      return { met, broken: rule.relation === 'equal' ? sql`${sum} <> ${t(rule.total)}` : sql`${sum} > ${t(rule.total)}` };
    }
    case 'bounds': {
      const descriptor = field(category, rule.field);
      const limits = [
        ...(rule.min === undefined ? [] : [sql<boolean>`${t(rule.field)} < ${whole(scaled(descriptor, rule.min).ceil())}`]),
        ...(rule.max === undefined ? [] : [sql<boolean>`${t(rule.field)} > ${whole(scaled(descriptor, rule.max).floor())}`]),
      ];
      return { met: [notNull(t(rule.field))], broken: sql`(${sql.join(limits, sql` OR `)})` };
    }
    case 'ratio': {
      const [value, base] = [t(rule.field), j(rule.other)];
      return { met: [notNull(value), sql`${base} > 0`], broken: sql`(${below(value, rule.low, base)} OR ${below(base, '1', value, rule.high)})` };
    }
    case 'implies':
      // An empty cell makes a condition unknown, and unknown is not met.
      return { met: [], broken: sql`(${all(rule.then.map((condition) => conditionSql(other, rule.via === undefined ? 't' : 'j', condition)))}) IS NOT TRUE` };
    case 'stuck':
      return { met: [notNull(t(rule.since))], broken: sql`${t(rule.since)} < ${addDays(today, -rule.days)}` };
  }
}

/** value < factor x base, or value x times < factor x base, without a division: both sides multiplied until they are whole. */
function below(value: RawBuilder<unknown>, factor: string, base: RawBuilder<unknown>, times = '1'): RawBuilder<boolean> {
  const places = Math.max(exact(factor).decimalPlaces(), exact(times).decimalPlaces());
  const raise = (text: string): RawBuilder<number> => whole(exact(text).times(exact('10').pow(places)));
  return sql`${value} * ${raise(times)} < ${base} * ${raise(factor)}`;
}

export function conditionSql(category: CategoryDescriptor, table: 't' | 'j', condition: QualityCondition): RawBuilder<boolean> {
  const descriptor = field(category, condition.field);
  const column = sql.ref(`${table}.${descriptor.id}`);
  switch (condition.op) {
    case 'eq': return sql`${column} = ${stored(condition.value)}`;
    case 'in': return sql`${column} IN (${sql.join(condition.value.map(stored))})`;
    case 'gte': return sql`${column} >= ${whole(scaled(descriptor, condition.value).ceil())}`;
    case 'isNull': return sql`${column} IS NULL`;
    case 'notNull': return sql`${column} IS NOT NULL`;
  }
}

/** Current rows of the stretch. */
function within({ after, upTo, batch }: Stretch): RawBuilder<boolean> {
  return sql`t.superseded_by IS NULL AND t.row_id > ${after} AND t.row_id <= ${upTo} ${batch === undefined ? sql`` : sql`AND t.batch_id = ${batch}`}`;
}

export function all(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql`1` : sql.join(conditions, sql` AND `);
}

function stored(value: string | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

function scaled(descriptor: FieldDescriptor, value: string): Exact {
  return exact(value).times(exact('10').pow(descriptor.scale ?? 0));
}

/** Every digit as a literal, which a bound float would not keep. */
function whole(value: Exact): RawBuilder<number> {
  return sql.raw(value.toFixed(0));
}

/** Rules were held against the catalogue when they were read: what is missing here is a fault of ours. */
function known(catalogue: Catalogue, id: string): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new Error(`rule over unknown category ${id}`);
  return category;
}

function field(category: CategoryDescriptor, id: string): FieldDescriptor {
  const descriptor = fieldById(category, id);
  if (descriptor === undefined) throw new Error(`rule over unknown field ${category.id}.${id}`);
  return descriptor;
}
