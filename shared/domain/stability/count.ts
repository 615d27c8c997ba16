import type { Denominator, Indicator } from './definition.ts';
import type { Exposure } from './shrink.ts';
import type { Source } from './source.ts';

/** Why a figure is not known. `nothing`: a share of nothing; the mean of all stands for it. */
export const MISSING = ['none', 'noData', 'silent', 'noBase', 'nothing'] as const;
export type Missing = (typeof MISSING)[number];

/** One indicator at one place in one month: counted, but not yet divided. */
export interface Counted {
  readonly missing: Missing;
  readonly months: number;
  readonly numerator: bigint;
  readonly denominator: bigint | null;
}

/** An indicator in one month at every place of both kinds. */
export interface MonthCounted {
  /** Null where only the county is known. */
  readonly units: readonly (Counted | null)[];
  readonly counties: readonly Counted[];
}

/** Counts one indicator in one month everywhere. */
export function countMonth(source: Source, indicator: Indicator, month: number): MonthCounted {
  const { places } = source;
  const byCounty = indicator.known === 'county' && places.counties.length > 0;
  return {
    units: places.units.map((_, position) => (byCounty ? null : counted(source, indicator, 'unit', position, places.countyOf[position] ?? -1, month))),
    counties: places.counties.map((_, position) => counted(source, indicator, 'county', position, position, month)),
  };
}

/** The places that a figure is known of in the first place: the units, or the counties where only these are known. */
export function primary({ units, counties }: MonthCounted): readonly Counted[] {
  const own = units.flatMap((one) => (one === null ? [] : [one]));
  return own.length > 0 ? own : counties;
}

/** What the events are counted against: cases, or people (households, ...) times the months spoken about. */
export function exposureOf({ months, denominator: base }: Counted, { kind }: Denominator): bigint {
  return kind === 'share' ? (base ?? 0n) : (base ?? 1n) * BigInt(months);
}

/** Events and exposure of the places where both are known. */
export function exposuresOf(places: readonly Counted[], denominator: Denominator): Exposure[] {
  return places.flatMap((one) => {
    const exposure = exposureOf(one, denominator);
    return one.missing === 'none' && exposure > 0n ? [{ events: one.numerator, exposure }] : [];
  });
}

function counted(source: Source, { numerator, denominator, windowMonths, silence }: Indicator, of: 'unit' | 'county', position: number, county: number, month: number): Counted {
  const asked = denominator.kind === 'share' ? [numerator, denominator.of] : [numerator];
  const coverages = asked.map((query) => source.coverage(query));
  const everywhere = Math.min(...coverages.map((coverage) => coverage.everywhere(month, windowMonths)));
  const here = county < 0 || silence === 'zero' ? everywhere : Math.min(...coverages.map((coverage) => coverage.ofCounty(county, month, windowMonths)));
  const needed = Math.min(source.definition.missing.minimumMonths, Math.ceil(windowMonths / 2));
  const events = source.series(numerator)[of](position, month, windowMonths);
  const against = denominatorOf(source, denominator, windowMonths, of, position, month);
  const missing = everywhere < needed ? 'noData' : here < needed ? 'silent' : against === null ? 'noBase' : denominator.kind !== 'none' && against === 0n ? (denominator.kind === 'share' ? 'nothing' : 'noBase') : 'none';
  return { missing, months: here, numerator: events, denominator: denominator.kind === 'none' ? null : against };
}

function denominatorOf(source: Source, denominator: Denominator, windowMonths: number, of: 'unit' | 'county', position: number, month: number): bigint | null {
  switch (denominator.kind) {
    case 'none': return 1n;
    case 'share': return source.series(denominator.of)[of](position, month, windowMonths);
    default: return source.base(denominator.kind, of, position, month);
  }
}

