import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Settings, ValueSpec } from './plan.ts';
import type { Weighted } from './random.ts';
import type { Town, Towns } from './towns.ts';

/** What the store would hold: ISO dates, codes, '1' / '0', plain decimals in the field's unit; null = blank. */
export type Value = string | null;
export type Maker = (row: Row) => Value;

/** One row, computed field by field when asked. */
export interface Row {
  readonly source: Source;
  readonly index: number;
  /** The number of the subject of a grid, of the parent of a child; the row's own otherwise. */
  readonly subject: number;
  /** The place among the subject's or parent's rows, 0 = the first (of a grid, the oldest). */
  readonly period: number;
  readonly town: Town;
  /** Seconds, before the cut. */
  readonly time: number;
  /** A fraction in [0, 1) of this row's own for a purpose. */
  draw(salt: number): number;
  /** A fraction that all rows of the same subject share. */
  subjectDraw(salt: number): number;
  /** The row an alias leads to: a relation of the profile, `parent` or `prev`. */
  related(alias: string): Row | null;
  value(position: number): Value;
}

/** One category as rows are made from it. */
export interface Source {
  readonly world: World;
  readonly category: CategoryDescriptor;
  /** Rows that differ from each other. */
  readonly distinct: number;
  /** @throws AppError RESOURCE_INVALID for a field the category does not have */
  position(field: string): number;
  field(position: number): FieldDescriptor;
  maker(position: number): Maker;
  /** @throws AppError RESOURCE_INVALID for an alias the profile does not state */
  target(alias: string): Source;
  row(index: number): Row;
  /** The numbers of the rows in a town that are no later than a moment, oldest first. */
  rowsOf(town: Town, until: number): Uint32Array;
  /** Whether a town is among the most tense of the category's theme. */
  restive(town: Town): boolean;
}

/** What all categories share. */
export interface World {
  readonly settings: Settings;
  readonly towns: Towns;
  /** The last month's number, and the first second after it: nothing is known beyond. */
  readonly endMonth: number;
  readonly cut: number;
  /** Distinct rows wanted of each category. */
  readonly distinct: number;
  source(id: string): Source;
  anchors(shape: { theme: string; season: string; trend: number; months: number }): Weighted;
  /** What makes a field: by the profile's words for it, or else by its type. */
  compile(source: Source, field: FieldDescriptor, spec: ValueSpec | undefined): Maker;
}
