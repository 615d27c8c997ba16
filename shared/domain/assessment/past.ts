import { exact, sumOf, toDecimalString, type DecimalString } from '#shared/domain/decimal/index.ts';

const YEAR = 12;

/** The last twelve months and the twelve before, as exact sums. */
export interface YearOnYear {
  readonly last: DecimalString;
  readonly before: DecimalString;
}

/**
 * A place against its own past. Null where fewer than 24 months were asked, or one of them has no data: a missing month is not a quiet one.
 *
 * @param months of the window, oldest first; null = no data
 */
export function yearOnYear(months: readonly (string | null)[]): YearOnYear | null {
  const two = months.slice(-2 * YEAR).flatMap((value) => (value === null ? [] : [exact(value)]));
  if (two.length < 2 * YEAR) return null;
  return { before: toDecimalString(sumOf(two.slice(0, YEAR))), last: toDecimalString(sumOf(two.slice(YEAR))) };
}
