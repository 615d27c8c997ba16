import type { Base, Denominator, IndexDefinition, Indicator } from './definition.ts';
import { ALWAYS, createCoverage, type Coverage } from './coverage.ts';
import { divide, UNIT, type Fixed } from './fixed.ts';
import { coverageQuery, queryKey, type IndexInputs } from './inputs.ts';
import type { Places } from './places.ts';
import { isCategoryQuery, type IndexQuery } from './query.ts';
import { createSeries, type Series } from './series.ts';
import { priorOf, shrunkRate, type Exposure } from './shrink.ts';

/** Why a figure is not known. `nothing`: a share of nothing; the mean of all stands for it. */
export const MISSING = ['none', 'noData', 'silent', 'noBase', 'nothing'] as const;
export type Missing = (typeof MISSING)[number];

/** One indicator at one place in one month, before it is put on a scale. */
export interface Measurement {
  readonly missing: Missing;
  /** Months of the window that the category speaks about here. */
  readonly months: number;
  /** As the store holds it: rows, or value x 10^scale; null where it is not known, and so are those below. */
  readonly numerator: bigint | null;
  readonly denominator: bigint | null;
  /** Before it is shrunk; only where it is asked for, else null. */
  readonly raw: Fixed | null;
  /** Pulled towards the mean of all, where the definition says so. */
  readonly value: Fixed | null;
}

/** An indicator in one month at every place of both kinds. */
export interface MonthMeasured {
  readonly units: readonly Measurement[];
  readonly counties: readonly Measurement[];
}

/** All series of a run, made once. */
export interface Source {
  readonly definition: IndexDefinition;
  readonly places: Places;
  readonly months: readonly string[];
  series(query: IndexQuery): Series;
  scale(query: IndexQuery): number;
  coverage(query: IndexQuery): Coverage;
  base(kind: Base, of: 'unit' | 'county', position: number, month: number): bigint | null;
}

/** Lays out the cells of the inputs over the months. */
export function createSource(definition: IndexDefinition, inputs: Pick<IndexInputs, 'queries'>, places: Places, months: readonly string[]): Source {
  const found = new Map(inputs.queries.map((one) => [queryKey(one.query), one]));
  const series = memo((query: IndexQuery) => createSeries(found.get(queryKey(query))?.cells ?? {}, months, places));
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
  return { definition, places, months, series, scale, coverage, base };
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

/**
 * Measures one indicator in one month everywhere. What is known of counties only is the figure of each of their towns too.
 * `raw`: also what a shrunk figure was before; half the work of a panel would go into figures that nobody looks at.
 */
export function measure(source: Source, indicator: Indicator, month: number, raw: boolean): MonthMeasured {
  const { places } = source;
  const byCounty = indicator.known === 'county' && places.counties.length > 0;
  const units = places.units.map((_, position) => (byCounty ? null : bare(source, indicator, 'unit', position, places.countyOf[position] ?? -1, month)));
  const counties = places.counties.map((_, position) => bare(source, indicator, 'county', position, position, month));
  const primary = (byCounty ? counties : units).flatMap((one) => (one === null ? [] : [one]));
  const finish = finisher(source, indicator, primary, raw);
  const countyFigures = counties.map((one, position) => finish(one, indicator.denominator.kind === 'none' ? Math.max(1, places.townsIn[position]?.length ?? 1) : 1));
  return {
    units: units.map((one, position) => (one === null ? (countyFigures[places.countyOf[position] ?? 0] ?? UNKNOWN) : finish(one, 1))),
    counties: countyFigures,
  };
}

/** Counted, but not yet divided. */
interface Bare {
  readonly missing: Missing;
  readonly months: number;
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}

const UNKNOWN: Measurement = { missing: 'noData', months: 0, numerator: null, denominator: null, raw: null, value: null };

function bare(source: Source, { numerator, denominator, windowMonths, silence }: Indicator, of: 'unit' | 'county', position: number, county: number, month: number): Bare {
  const asked = denominator.kind === 'share' ? [numerator, denominator.of] : [numerator];
  const coverages = asked.map((query) => source.coverage(query));
  const everywhere = Math.min(...coverages.map((coverage) => coverage.everywhere(month, windowMonths)));
  const here = county < 0 || silence === 'zero' ? everywhere : Math.min(...coverages.map((coverage) => coverage.ofCounty(county, month, windowMonths)));
  const needed = Math.min(source.definition.missing.minimumMonths, Math.ceil(windowMonths / 2));
  const counted = source.series(numerator)[of](position, month, windowMonths);
  const against = denominatorOf(source, denominator, windowMonths, of, position, month);
  const missing = everywhere < needed ? 'noData' : here < needed ? 'silent' : against === null ? 'noBase' : denominator.kind !== 'none' && against === 0n ? (denominator.kind === 'share' ? 'nothing' : 'noBase') : 'none';
  return { missing, months: here, numerator: counted, denominator: denominator.kind === 'none' ? null : against };
}

function denominatorOf(source: Source, denominator: Denominator, windowMonths: number, of: 'unit' | 'county', position: number, month: number): bigint | null {
  switch (denominator.kind) {
    case 'none': return 1n;
    case 'share': return source.series(denominator.of)[of](position, month, windowMonths);
    default: return source.base(denominator.kind, of, position, month);
  }
}

/** Divides, and shrinks by what all primary places say together. */
function finisher(source: Source, { numerator, denominator, shrink }: Indicator, primary: readonly Bare[], rawToo: boolean): (one: Bare, parts: number) => Measurement {
  const unit = 10n ** BigInt(source.scale(numerator));
  const against = 10n ** BigInt(denominator.kind === 'share' ? source.scale(denominator.of) : 0);
  // Rates are per year: twelve months over those that the category speaks about.
  const factor = denominator.kind === 'share' ? 100n : 12n * BigInt(denominator.kind === 'none' ? 1 : denominator.per);
  const exposureOf = ({ months, denominator: base }: Bare): bigint => (denominator.kind === 'share' ? (base ?? 0n) : (base ?? 1n) * BigInt(months));
  const known = primary.filter(({ missing }) => missing === 'none');
  const exposures: Exposure[] = known.map((one) => ({ events: one.numerator, exposure: exposureOf(one) }));
  // Without shrinking the mean is asked for only where something is a share of nothing.
  const prior = shrink || primary.some(({ missing }) => missing === 'nothing') ? priorOf(exposures, denominator.kind === 'share' ? 'share' : 'rate') : null;
  return (one, parts) => {
    const { missing, months, numerator: counted } = one;
    const exposure = exposureOf(one);
    const shared = { missing, months, numerator: missing === 'noData' || missing === 'silent' ? null : counted, denominator: one.denominator };
    if (missing === 'nothing' && prior !== null) return { ...shared, raw: null, value: shrunkRate({ events: 0n, exposure: 0n }, prior, factor, UNIT) };
    if (missing !== 'none' || exposure === 0n) return { ...shared, missing: missing === 'none' ? 'noBase' : missing, raw: null, value: null };
    const pulled = shrink && prior !== null ? shrunkRate({ events: counted, exposure }, prior, factor, UNIT) : null;
    const raw = rawToo || pulled === null ? divide(counted * against * factor * UNIT, exposure * unit * BigInt(parts)) : null;
    return { ...shared, raw, value: pulled ?? raw };
  };
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
