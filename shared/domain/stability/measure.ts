import { exposureOf, type Counts, type Missing, type MonthCounted } from './count.ts';
import type { Denominator, Indicator } from './definition.ts';
import { divide, UNIT, type Fixed } from './fixed.ts';
import type { Places } from './places.ts';
import { shrinker, shrunkRate, type Prior } from './shrink.ts';
import type { Source } from './source.ts';

/** One indicator in one month at every place of a kind, before it is put on a scale: columns by place. */
export interface Figures {
  /** Pulled towards the mean of all, where the definition says so; null where it is not known. */
  readonly values: readonly (Fixed | null)[];
  readonly missing: readonly Missing[];
}

export interface MonthMeasured {
  readonly units: Figures;
  readonly counties: Figures;
}

/** One figure with all that it was made from. */
export interface Measurement {
  readonly missing: Missing;
  /** Months of the window that the category speaks about here. */
  readonly months: number;
  /** As the store holds it: rows, or value x 10^scale; null where it is not known, and so are those below. */
  readonly numerator: bigint | null;
  readonly denominator: bigint | null;
  /** Before it is shrunk. */
  readonly raw: Fixed | null;
  readonly value: Fixed | null;
}

/** A month as it is looked into: every figure of both kinds with its parts. */
export interface MonthDetail {
  readonly units: readonly Measurement[];
  readonly counties: readonly Measurement[];
}

/**
 * Divides one counted month everywhere, and shrinks it by the prior. What is known of counties only is the figure of each of their towns too.
 */
export function measure(source: Source, indicator: Indicator, month: MonthCounted, prior: Prior | null): MonthMeasured {
  const divider = dividerOf(source, indicator, prior);
  const counties = figuresOf(month.counties, indicator.denominator, divider, (position) => partsOf(source.places, indicator, position));
  if (month.units !== null) return { units: figuresOf(month.units, indicator.denominator, divider, () => 1), counties };
  const { countyOf } = source.places;
  return { units: { values: countyOf.map((county) => counties.values[county] ?? null), missing: countyOf.map((county) => counties.missing[county] ?? 'noData') }, counties };
}

/** The parts of every figure of a measured month: asked for of one month only, as nobody looks at those of a whole panel. */
export function detailOf(source: Source, indicator: Indicator, { units, counties }: MonthCounted, measured: MonthMeasured, prior: Prior | null): MonthDetail {
  const { raw } = dividerOf(source, indicator, prior);
  const all = (counts: Counts, of: Figures, parts: (position: number) => number): Measurement[] =>
    of.missing.map((missing, position) => {
      const hidden = counts.missing[position] === 'noData' || counts.missing[position] === 'silent';
      return {
        missing,
        months: counts.months[position] ?? 0,
        numerator: hidden ? null : (counts.numerator[position] ?? null),
        denominator: counts.denominator[position] ?? null,
        raw: missing === 'none' ? raw(counts.numerator[position] ?? 0n, exposureOf(counts, position, indicator.denominator), parts(position)) : null,
        value: of.values[position] ?? null,
      };
    });
  const ofCounties = all(counties, measured.counties, (position) => partsOf(source.places, indicator, position));
  return { units: units === null ? source.places.countyOf.map((county) => ofCounties[county] ?? UNKNOWN) : all(units, measured.units, () => 1), counties: ofCounties };
}

const UNKNOWN: Measurement = { missing: 'noData', months: 0, numerator: null, denominator: null, raw: null, value: null };

/** The mean of all places as the indicator shows it: the value of a place of which nothing is known. */
export function meanOf(prior: Prior, denominator: Denominator): Fixed {
  return shrunkRate({ events: 0n, exposure: 0n }, prior, factorOf(denominator), UNIT);
}

/** What is counted as it is, a county's sum is divided by the number of its towns. */
function partsOf({ townsIn }: Places, { denominator }: Indicator, county: number): number {
  return denominator.kind === 'none' ? Math.max(1, townsIn[county]?.length ?? 1) : 1;
}

interface Divider {
  /** As it is counted. */
  readonly raw: (events: bigint, exposure: bigint, parts: number) => Fixed;
  /** Pulled towards the mean, where the definition says so. */
  readonly value: (events: bigint, exposure: bigint, parts: number) => Fixed;
  /** Of a share of nothing; null where no place says anything. */
  readonly mean: Fixed | null;
}

function dividerOf(source: Source, { numerator, denominator, shrink }: Indicator, prior: Prior | null): Divider {
  const factor = factorOf(denominator);
  const above = 10n ** BigInt(denominator.kind === 'share' ? source.scale(denominator.of) : 0) * factor * UNIT;
  const unit = 10n ** BigInt(source.scale(numerator));
  const raw: Divider['raw'] = (events, exposure, parts) => divide(events * above, exposure * unit * BigInt(parts));
  const pulled = shrink && prior !== null ? shrinker(prior, factor, UNIT) : null;
  return { raw, value: pulled === null ? raw : (events, exposure) => pulled(events, exposure), mean: prior === null ? null : meanOf(prior, denominator) };
}

function figuresOf(counts: Counts, denominator: Denominator, { value, mean }: Divider, parts: (position: number) => number): Figures {
  const missing = [...counts.missing];
  const values = counts.missing.map((why, position): Fixed | null => {
    if (why === 'nothing') return mean;
    if (why !== 'none') return null;
    const exposure = exposureOf(counts, position, denominator);
    if (exposure !== 0n) return value(counts.numerator[position] ?? 0n, exposure, parts(position));
    missing[position] = 'noBase';
    return null;
  });
  return { values, missing };
}

/** Shares in per cent. Rates are per year: twelve months over those that the category speaks about. */
function factorOf(denominator: Denominator): bigint {
  return denominator.kind === 'share' ? 100n : 12n * BigInt(denominator.kind === 'none' ? 1 : denominator.per);
}
