import { AppError } from '#shared/errors/index.ts';
import type { ErrorDetails } from '#shared/errors/index.ts';
import { Real, parseDecimal } from './exact.ts';
import type { Exact } from './exact.ts';

/** An exact fraction, not reduced; the denominator is never zero. */
export interface Ratio {
  readonly numerator: Exact;
  readonly denominator: Exact;
}

/**
 * Reads "3", "0.5" or "1/3" (parts in plain decimal notation) exactly.
 * Throws NOT_A_NUMBER with the given details; a denominator of zero is no number.
 */
export function parseRatio(text: string, details: ErrorDetails = {}): Ratio {
  const parts = text.split('/');
  const numerator = parseDecimal(parts[0] ?? '');
  const denominator = parseDecimal(parts[1] ?? '1');
  if (parts.length > 2 || numerator === null || denominator === null || denominator.isZero()) {
    throw new AppError('NOT_A_NUMBER', `"${text.slice(0, 40)}" is not a number or a fraction such as 1/3.`, { ...details, value: text.slice(0, 40) });
  }
  return { numerator, denominator };
}

/** True where the ratio is above zero. */
export function isPositive(ratio: Ratio): boolean {
  return ratio.numerator.times(ratio.denominator).gt(0);
}

/** True where a x b is exactly 1. */
export function areReciprocal(a: Ratio, b: Ratio): boolean {
  return a.numerator.times(b.numerator).eq(a.denominator.times(b.denominator));
}

/** The ratio to the precision of {@link Real}. */
export function toReal(ratio: Ratio): Real {
  return new Real(ratio.numerator).div(ratio.denominator);
}
