import { exposureOf, type Counted, type Missing, type MonthCounted } from './count.ts';
import type { Denominator, Indicator } from './definition.ts';
import { divide, UNIT, type Fixed } from './fixed.ts';
import { shrunkRate, type Prior } from './shrink.ts';
import type { Source } from './source.ts';

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

/**
 * Divides one counted month everywhere, and shrinks it by the prior. What is known of counties only is the figure of each of their towns too.
 * `raw`: also what a shrunk figure was before; half the work of a panel would go into figures that nobody looks at.
 */
export function measure(source: Source, indicator: Indicator, month: MonthCounted, prior: Prior | null, raw: boolean): MonthMeasured {
  const { places } = source;
  const finish = finisher(source, indicator, prior, raw);
  const counties = month.counties.map((one, position) => finish(one, indicator.denominator.kind === 'none' ? Math.max(1, places.townsIn[position]?.length ?? 1) : 1));
  return {
    units: month.units.map((one, position) => (one === null ? (counties[places.countyOf[position] ?? 0] ?? UNKNOWN) : finish(one, 1))),
    counties,
  };
}

const UNKNOWN: Measurement = { missing: 'noData', months: 0, numerator: null, denominator: null, raw: null, value: null };

/** Divides, and shrinks where the definition says so. */
function finisher(source: Source, { numerator, denominator, shrink }: Indicator, prior: Prior | null, rawToo: boolean): (one: Counted, parts: number) => Measurement {
  const unit = 10n ** BigInt(source.scale(numerator));
  const against = 10n ** BigInt(denominator.kind === 'share' ? source.scale(denominator.of) : 0);
  const factor = factorOf(denominator);
  return (one, parts) => {
    const { missing, months, numerator: counted } = one;
    const exposure = exposureOf(one, denominator);
    const shared = { missing, months, numerator: missing === 'noData' || missing === 'silent' ? null : counted, denominator: one.denominator };
    if (missing === 'nothing' && prior !== null) return { ...shared, raw: null, value: meanOf(prior, denominator) };
    if (missing !== 'none' || exposure === 0n) return { ...shared, missing: missing === 'none' ? 'noBase' : missing, raw: null, value: null };
    const pulled = shrink && prior !== null ? shrunkRate({ events: counted, exposure }, prior, factor, UNIT) : null;
    const raw = rawToo || pulled === null ? divide(counted * against * factor * UNIT, exposure * unit * BigInt(parts)) : null;
    return { ...shared, raw, value: pulled ?? raw };
  };
}

/** The mean of all places as the indicator shows it: the value of a place of which nothing is known. */
export function meanOf(prior: Prior, denominator: Denominator): Fixed {
  return shrunkRate({ events: 0n, exposure: 0n }, prior, factorOf(denominator), UNIT);
}

/** Shares in per cent. Rates are per year: twelve months over those that the category speaks about. */
function factorOf(denominator: Denominator): bigint {
  return denominator.kind === 'share' ? 100n : 12n * BigInt(denominator.kind === 'none' ? 1 : denominator.per);
}
