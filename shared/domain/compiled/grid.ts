import { exact, type Exact } from '#shared/domain/decimal/index.ts';
import type { Threshold, WpqMethod } from '#shared/domain/grading/index.ts';

/** Decimals of a p or q, and of a weight, where nothing that was entered has more. */
const SHARE_PLACES = 4;
const WEIGHT_PLACES = 6;

/**
 * In which units a case is counted: p and q in 10^-share, weights in 10^-weight. Every value is then a whole number, and so are R (in
 * 10^-2share) and the sum of weight x R. All of them stay below 2^53, where doubles hold whole numbers exactly: what is counted so is
 * judged at the cut-offs as exactly as a case in decimals is.
 */
export interface Grid {
  readonly share: number;
  readonly weight: number;
}

/** Whole numbers of so many digits stay below 2^53. */
const SAFE_DIGITS = 15;

/** The grid that holds values of so many decimals and every cut-off of the method, and is no finer than it need be. */
export function gridOf({ grades, index }: WpqMethod, { shares, weights }: { readonly shares: readonly number[]; readonly weights: readonly number[] }): Grid {
  const lines = [...grades.flatMap(({ from }) => from ?? []), index.medium, index.high].map(({ at }) => Math.ceil(exact(at).decimalPlaces() / 2));
  const share = Math.max(SHARE_PLACES, ...lines, ...shares);
  return { share, weight: Math.max(Math.min(WEIGHT_PLACES, SAFE_DIGITS - 2 * share), ...weights) };
}

/**
 * True where no sum of weight x R can pass 2^53. R is at most 1, so no sum passes that of the weights.
 *
 * @param weights the greatest that their sum can become
 */
export function holds({ share, weight }: Grid, weights: Exact): boolean {
  return weights.times(10 ** weight).times(10 ** (2 * share)).lte(Number.MAX_SAFE_INTEGER);
}

/** A value in units of 10^-places; it must have no more decimals than that. */
export function unitsOf(value: Exact, places: number): number {
  return value.times(10 ** places).toNumber();
}

/** The least whole number of 10^-places that reaches the threshold. */
export function lineOf({ at, inclusive }: Threshold, places: number): number {
  const scaled = exact(at).times(10 ** places);
  return inclusive ? scaled.ceil().toNumber() : scaled.floor().toNumber() + 1;
}
