import { ALWAYS, createCoverage, type Coverage } from './coverage.ts';
import type { Base, IndexDefinition } from './definition.ts';
import { coverageQuery, queryKey, type Cells, type IndexInputs } from './inputs.ts';
import type { Places } from './places.ts';
import { isCategoryQuery, type IndexQuery } from './query.ts';
import { createSeries, type Series } from './series.ts';

/** All series of a run, made once. */
export interface Source {
  readonly definition: IndexDefinition;
  readonly places: Places;
  readonly months: readonly string[];
  /** As they were handed in; none for what nobody asked. */
  cells(query: IndexQuery): Cells;
  series(query: IndexQuery): Series;
  scale(query: IndexQuery): number;
  coverage(query: IndexQuery): Coverage;
  base(kind: Base, of: 'unit' | 'county', position: number, month: number): bigint | null;
}

const NO_CELLS: Cells = {};

/** Gives the series that was made from the very same cells before, or makes it. */
export type SeriesMemo = (cells: Cells, make: () => Series) => Series;

/** Lays out the cells of the inputs over the months. */
export function createSource(definition: IndexDefinition, inputs: Pick<IndexInputs, 'queries'>, places: Places, months: readonly string[], remembered: SeriesMemo): Source {
  const found = new Map(inputs.queries.map((one) => [queryKey(one.query), one]));
  const cells = memo((query: IndexQuery) => found.get(queryKey(query))?.cells ?? NO_CELLS);
  const series = memo((query: IndexQuery) => remembered(cells(query), () => createSeries(cells(query), months, places)));
  const coverage = memo((query: IndexQuery) => (isCategoryQuery(query) ? createCoverage(series(coverageQuery(query)), places, months.length) : ALWAYS));
  const tables = new Map<Base, readonly (readonly (bigint | null)[])[]>();
  const unitBase = (kind: Base, position: number, month: number): bigint | null => {
    const table = tables.get(kind) ?? baseTable(kind);
    tables.set(kind, table);
    return table[position]?.[month] ?? null;
  };
  const baseTable = (kind: Base): (bigint | null)[][] => {
    const rule = definition.bases[kind];
    return places.units.map((_, position) => months.map((_month, month) => (rule === undefined ? null : stock(series(rule.query), rule.at, position, month, months.length))));
  };
  const base: Source['base'] = (kind, of, position, month) => {
    if (of === 'unit') return unitBase(kind, position, month);
    // A county is the sum of its towns: with one of them unknown, so is the county.
    let sum = 0n;
    for (const town of places.townsIn[position] ?? []) {
      const value = unitBase(kind, town, month);
      if (value === null) return null;
      sum += value;
    }
    return sum;
  };
  const scale = memo((query: IndexQuery) => found.get(queryKey(query))?.scale ?? 0);
  return { definition, places, months, cells, series, scale, coverage, base };
}

/** A stock of the newest month not after the one asked for; of the first known one, where there is none. */
function stock(series: Series, at: 'month' | 'now', position: number, month: number, months: number): bigint | null {
  if (at === 'now') return series.standing(position);
  for (let back = month; back >= 0; back--) {
    const value = series.at(position, back);
    if (value !== null) return value;
  }
  for (let ahead = month + 1; ahead < months; ahead++) {
    const value = series.at(position, ahead);
    if (value !== null) return value;
  }
  return null;
}

/** Keeps what was made for a query; equal queries are one. */
function memo<T>(make: (query: IndexQuery) => T): (query: IndexQuery) => T {
  const byObject = new Map<IndexQuery, T>();
  const byKey = new Map<string, T>();
  return (query) => {
    const held = byObject.get(query);
    if (held !== undefined) return held;
    // Equal queries of one definition stand in it as several objects.
    const key = queryKey(query);
    const value = byKey.get(key) ?? make(query);
    byKey.set(key, value);
    byObject.set(query, value);
    return value;
  };
}
