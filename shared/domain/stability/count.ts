import type { Denominator, Indicator } from './definition.ts';
import type { Exposure } from './shrink.ts';
import type { Source } from './source.ts';

/** Why a figure is not known. `nothing`: a share of nothing; the mean of all stands for it. */
export const MISSING = ['none', 'noData', 'silent', 'noBase', 'nothing'] as const;
export type Missing = (typeof MISSING)[number];

/** One indicator in one month at every place of a kind, counted but not yet divided: columns by place, since a panel has half a million. */
export interface Counts {
  readonly missing: readonly Missing[];
  /** Months of the window that the category speaks about there. */
  readonly months: readonly number[];
  readonly numerator: readonly bigint[];
  readonly denominator: readonly (bigint | null)[];
}

/** An indicator in one month at every place of both kinds. */
export interface MonthCounted {
  /** Null where only the county is known. */
  readonly units: Counts | null;
  readonly counties: Counts;
}

/** Counts one indicator in one month everywhere. */
export function countMonth(source: Source, indicator: Indicator, month: number): MonthCounted {
  const { places } = source;
  const reported = reporting(source, indicator, month);
  const byCounty = indicator.known === 'county' && places.counties.length > 0;
  return {
    units: byCounty ? null : count(source, indicator, month, 'unit', places.countyOf, reported),
    counties: count(source, indicator, month, 'county', places.counties.map((_, position) => position), reported),
  };
}

/** The places that a figure is known of in the first place: the units, or the counties where only these are known. */
export function primary({ units, counties }: MonthCounted): Counts {
  return units !== null && units.missing.length > 0 ? units : counties;
}

/** What the events are counted against: cases, or people (households, ...) times the months spoken about. */
export function exposureOf({ months, denominator }: Counts, position: number, { kind }: Denominator): bigint {
  const base = denominator[position] ?? null;
  return kind === 'share' ? (base ?? 0n) : (base ?? 1n) * BigInt(months[position] ?? 0);
}

/** Events and exposure of the places where both are known. */
export function exposuresOf(counts: Counts, denominator: Denominator): Exposure[] {
  const found: Exposure[] = [];
  counts.missing.forEach((missing, position) => {
    if (missing !== 'none') return;
    const exposure = exposureOf(counts, position, denominator);
    if (exposure > 0n) found.push({ events: counts.numerator[position] ?? 0n, exposure });
  });
  return found;
}

/** Over how many months of the window the categories of an indicator speak, anywhere and in every county. */
interface Reporting {
  readonly everywhere: number;
  readonly counties: readonly number[];
}

function reporting(source: Source, { numerator, denominator, windowMonths, silence }: Indicator, month: number): Reporting {
  const asked = denominator.kind === 'share' ? [numerator, denominator.of] : [numerator];
  const coverages = asked.map((query) => source.coverage(query));
  const everywhere = Math.min(...coverages.map((coverage) => coverage.everywhere(month, windowMonths)));
  const here = (county: number): number => (silence === 'zero' ? everywhere : Math.min(...coverages.map((coverage) => coverage.ofCounty(county, month, windowMonths))));
  return { everywhere, counties: source.places.counties.map((_, county) => here(county)) };
}

/** @param countyOf county position of every place of the kind; -1 where no county stands above it */
function count(source: Source, { numerator, denominator, windowMonths }: Indicator, month: number, of: 'unit' | 'county', countyOf: readonly number[], { everywhere, counties }: Reporting): Counts {
  const needed = Math.min(source.definition.missing.minimumMonths, Math.ceil(windowMonths / 2));
  const events = source.series(numerator);
  const against = denominatorOf(source, denominator, windowMonths, of, month);
  const counts = { missing: new Array<Missing>(countyOf.length), months: new Array<number>(countyOf.length), numerator: new Array<bigint>(countyOf.length), denominator: new Array<bigint | null>(countyOf.length) };
  countyOf.forEach((county, position) => {
    const here = county < 0 ? everywhere : (counties[county] ?? everywhere);
    const base = against(position);
    counts.missing[position] = everywhere < needed ? 'noData' : here < needed ? 'silent' : base === null ? 'noBase' : denominator.kind !== 'none' && base === 0n ? (denominator.kind === 'share' ? 'nothing' : 'noBase') : 'none';
    counts.months[position] = here;
    counts.numerator[position] = events[of](position, month, windowMonths);
    counts.denominator[position] = denominator.kind === 'none' ? null : base;
  });
  return counts;
}

function denominatorOf(source: Source, denominator: Denominator, windowMonths: number, of: 'unit' | 'county', month: number): (position: number) => bigint | null {
  switch (denominator.kind) {
    case 'none': return () => 1n;
    case 'share': {
      const against = source.series(denominator.of);
      return (position) => against[of](position, month, windowMonths);
    }
    default: {
      const { kind } = denominator;
      return (position) => source.base(kind, of, position, month);
    }
  }
}
