import { sql, type RawBuilder } from 'kysely';
import { categoryById, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Late, PeriodUnit, RowCondition, RuleSubject, Source } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { conditionSql, fieldOf } from '#data/evidence/index.ts';

/** Rows of one category over a stretch of days, as a source means them. */
export interface Reading {
  readonly category: CategoryDescriptor;
  readonly via: { readonly category: CategoryDescriptor; readonly field: string } | null;
  readonly where: readonly RowCondition[];
  /** First and last day of the rows, both included. */
  readonly from: string;
  readonly to: string;
  /** The day on which deadlines are looked at. */
  readonly asOf: string;
  /** Null: the rows that are current now. Else those that were current when this batch was the last. */
  readonly heldAt: number | null;
}

/** @throws AppError RESOURCE_INVALID when the catalogue lost the category since the rule was written */
export function readingOf(catalogue: Catalogue, source: Source, { from, to, asOf }: { readonly from: string; readonly to: string; readonly asOf: string }, heldAt: number | null = null): Reading {
  const via = source.via === undefined ? null : { category: categoryOf(catalogue, source.via.category), field: source.via.field };
  return { category: categoryOf(catalogue, source.category), via, where: source.where, from, to, asOf, heldAt };
}

function categoryOf(catalogue: Catalogue, id: string): CategoryDescriptor {
  const found = categoryById(catalogue, id);
  if (found === undefined) throw new AppError('RESOURCE_INVALID', `The catalogue has no category ${id}.`, { path: id, reason: 'a signal rule or board asks for it' });
  return found;
}

/** FROM and WHERE of a reading; rows are `t`, the rows that say where they are `via`. */
export function rowsOf(reading: Reading): RawBuilder<unknown> {
  const { category, via, from, to, heldAt } = reading;
  const table = sql`${sql.table(tableName(category))} AS t`;
  const source = via === null ? table : sql`${table} LEFT JOIN via ON via.value = ${sql.ref(`t.${fieldOf(category, via.field).id}`)}`;
  return sql`FROM ${source} WHERE ${held('t', heldAt)} AND t.n_date >= ${from} AND t.n_date <= ${to} AND ${whereSql(reading, reading.where)}`;
}

/** WITH and the common table expressions given, after the one that {@link rowsOf} needs. */
export function withSql({ via, heldAt }: Reading, further: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const parts = [...further];
  if (via !== null) {
    const field = sql.ref(`v.${fieldOf(via.category, via.field).id}`);
    parts.unshift(sql`via AS MATERIALIZED (
      SELECT ${field} AS value, max(v.n_county) AS n_county, max(v.n_town) AS n_town
      FROM ${sql.table(tableName(via.category))} AS v WHERE ${held('v', heldAt)} AND ${field} IS NOT NULL GROUP BY 1
    )`);
  }
  return parts.length === 0 ? sql`` : sql`WITH ${sql.join(parts)}`;
}

/** Rows are closed, never overwritten: what was held after any batch can be told for ever. */
function held(table: 't' | 'v', heldAt: number | null): RawBuilder<boolean> {
  const [batch, closed] = [sql.ref(`${table}.batch_id`), sql.ref(`${table}.superseded_by`)];
  return heldAt === null ? sql`${closed} IS NULL` : sql`${batch} <= ${heldAt} AND (${closed} IS NULL OR ${closed} > ${heldAt})`;
}

/** All conditions together; true of none. */
export function whereSql({ category, asOf }: Pick<Reading, 'category' | 'asOf'>, conditions: readonly RowCondition[]): RawBuilder<boolean> {
  if (conditions.length === 0) return sql`1`;
  return sql.join(conditions.map((condition) => (condition.op === 'late' ? lateSql(category, condition, asOf) : conditionSql(category, condition))), sql` AND `);
}

/** A missed deadline: done after its limit, or not done with the limit passed on the day that is looked at. */
export function lateSql(category: CategoryDescriptor, { done, limit }: Late, asOf: string): RawBuilder<boolean> {
  const column = (id: string): RawBuilder<string> => sql`${sql.ref(`t.${fieldOf(category, id).id}`)}`;
  if ('minutes' in limit) {
    const passed = sql`coalesce(unixepoch(${column(done)}), unixepoch(${`${asOf} 23:59:59`})) - unixepoch(${column(limit.since)})`;
    return sql`${passed} > ${sql.lit(limit.minutes * 60)}`;
  }
  const doneOn = sql`coalesce(substr(${column(done)}, 1, 10), ${asOf})`;
  if ('due' in limit) return sql`${doneOn} > substr(${column(limit.due)}, 1, 10)`;
  const days = 'days' in limit ? sql`${sql.lit(String(limit.days))}` : column(limit.daysField);
  return sql`${doneOn} > date(substr(${column(limit.since)}, 1, 10), '+' || ${days} || ' days')`;
}

export function townSql({ via }: Reading): RawBuilder<string | null> {
  return via === null ? sql`t.n_town` : sql`coalesce(t.n_town, via.n_town)`;
}

export function countySql({ via }: Reading): RawBuilder<string | null> {
  return via === null ? sql`t.n_county` : sql`coalesce(t.n_county, via.n_county)`;
}

/** The value that tells subjects apart: of a personal field its keyed hash. */
export function subjectSql(reading: Reading, subject: RuleSubject): RawBuilder<string | null> {
  if (!('field' in subject)) return subject.kind === 'town' ? townSql(reading) : sql`t.n_department`;
  const field = fieldOf(reading.category, subject.field);
  return sql`${sql.ref(field.personal === undefined ? `t.${field.id}` : `t.h_${field.id}`)}`;
}

/** What names a subject on screen; persons and households have no name. */
export function labelSql(reading: Reading, subject: RuleSubject): RawBuilder<string | null> {
  return 'label' in subject && subject.label !== undefined ? sql`${sql.ref(`t.${fieldOf(reading.category, subject.label).id}`)}` : sql`NULL`;
}

export function periodSql(unit: PeriodUnit): RawBuilder<string> {
  switch (unit) {
    case 'day': return sql`t.n_date`;
    case 'month': return sql`substr(t.n_date, 1, 7)`;
    case 'quarter': return sql`substr(t.n_date, 1, 4) || '-Q' || ((CAST(substr(t.n_date, 6, 2) AS INTEGER) + 2) / 3)`;
    case 'year': return sql`substr(t.n_date, 1, 4)`;
  }
}
