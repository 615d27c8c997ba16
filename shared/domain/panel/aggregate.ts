import { Real, sumOf, toDecimalString, toFixedString, exact, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { Aggregation } from './settings.ts';

/** Decimals of an aggregated score. A third has no last digit; what is adopted is this text, and everything later is exact from it. */
export const SCORE_PLACES = 4;

/**
 * One score from those of the experts, four decimals, half up.
 *
 * @param values at least one; three for the trimmed mean, which leaves out one highest and one lowest
 */
export function aggregate(aggregation: Aggregation, values: readonly Exact[]): DecimalString {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  switch (aggregation) {
    case 'mean': return meanOf(sorted);
    case 'trimmedMean': return meanOf(sorted.slice(1, -1));
    case 'median': return meanOf(sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1));
  }
}

function meanOf(values: readonly Exact[]): DecimalString {
  return toDecimalString(exact(toFixedString(new Real(sumOf(values)).div(values.length), SCORE_PLACES)));
}

/** Least, quartiles (linear between neighbours) and most: exact, for a quarter of the way between two decimals is one. */
export interface Spread {
  readonly least: DecimalString;
  readonly lower: DecimalString;
  readonly middle: DecimalString;
  readonly upper: DecimalString;
  readonly most: DecimalString;
}

/** @param values at least one */
export function spreadOf(values: readonly Exact[]): Spread {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  const at = (quarters: number): DecimalString => {
    const place = (sorted.length - 1) * quarters;
    const low = sorted[Math.floor(place / 4)];
    const high = sorted[Math.ceil(place / 4)];
    if (low === undefined || high === undefined) throw new Error('A spread needs at least one value.');
    return toDecimalString(low.plus(high.minus(low).times((place % 4) / 4)));
  };
  return { least: at(0), lower: at(1), middle: at(2), upper: at(3), most: at(4) };
}
