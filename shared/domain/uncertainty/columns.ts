import { unitsOf } from '#shared/domain/compiled/index.ts';
import type { Range } from './subject.ts';
import type { Distribution } from './settings.ts';

/** One kind of value of all factors in units of the grid, whole numbers in doubles, with what drawing from it needs. */
export interface Column {
  readonly low: Float64Array;
  readonly entered: Float64Array;
  readonly high: Float64Array;
  /** Share of the range below its peak, and the two squares of the triangular quantile. */
  readonly peak: Float64Array;
  readonly rise: Float64Array;
  readonly fall: Float64Array;
}

export function columnOf(ranges: readonly Range[], places: number): Column {
  const ends = (end: keyof Range): Float64Array => Float64Array.from(ranges, (range) => unitsOf(range[end], places));
  const [low, entered, high] = [ends('low'), ends('entered'), ends('high')];
  const each = (of: (low: number, entered: number, high: number) => number): Float64Array => low.map((from, n) => of(from, entered[n] ?? 0, high[n] ?? 0));
  return {
    low, entered, high,
    peak: each((from, at, to) => (to > from ? (at - from) / (to - from) : 0)),
    rise: each((from, at, to) => (to - from) * (at - from)),
    fall: each((from, at, to) => (to - from) * (to - at)),
  };
}

/** True where factor n has a range at all. */
export function isFree({ low, high }: Column, n: number): boolean {
  return (low[n] ?? 0) < (high[n] ?? 0);
}

/** Puts the value of every factor at its quantile, strictly between 0 and 1, into `into`: whole numbers within their ranges. */
export type Draw = (column: Column, quantiles: Float64Array, into: Float64Array) => void;

/**
 * By the inverse of the distribution function, rounded to the grid: a range that lies higher gives no lower value at the same quantile. Uses
 * only arithmetic and the square root, which IEEE 754 fixes to the last bit: the same on every machine.
 */
export function drawOf(distribution: Distribution): Draw {
  switch (distribution) {
    case 'uniform':
      return ({ low, high }, quantiles, into) => {
        for (let n = 0; n < into.length; n += 1) {
          const from = low[n] ?? 0;
          // Each value of the grid as likely as any other.
          into[n] = from + Math.floor((quantiles[n] ?? 0) * ((high[n] ?? 0) - from + 1));
        }
      };
    case 'triangular':
      return ({ low, high, peak, rise, fall }, quantiles, into) => {
        for (let n = 0; n < into.length; n += 1) {
          const quantile = quantiles[n] ?? 0;
          const value = quantile < (peak[n] ?? 0) ? (low[n] ?? 0) + Math.sqrt(quantile * (rise[n] ?? 0)) : (high[n] ?? 0) - Math.sqrt((1 - quantile) * (fall[n] ?? 0));
          into[n] = Math.floor(value + 0.5);
        }
      };
  }
}
