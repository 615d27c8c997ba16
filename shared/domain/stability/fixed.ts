import { exact, type DecimalString } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';

/**
 * Numbers of the index are whole multiples of 10^-18, held as big integers: sums and comparisons are exact, divisions are rounded
 * half away from zero, and no result depends on the machine. Decimals as objects would be exact too, but ten times slower over the
 * hundreds of thousands of figures of a panel.
 */
export type Fixed = bigint;

export const FIXED_PLACES = 18;
export const UNIT: Fixed = 10n ** BigInt(FIXED_PLACES);
export const HUNDRED: Fixed = 100n * UNIT;
/** Decimal places that published figures carry. */
export const SHOWN_PLACES = 10;

/** Texts read before: a definition's few numbers are asked for again and again. */
const read = new Map<string, Fixed>();
const MOST_READ = 1000;

/** The exact value of a decimal text; throws NOT_A_NUMBER where it has more than 18 decimal places. */
export function fixed(text: string): Fixed {
  const known = read.get(text);
  if (known !== undefined) return known;
  const value = parse(text);
  if (read.size < MOST_READ) read.set(text, value);
  return value;
}

function parse(text: string): Fixed {
  const value = exact(text);
  if (value.decimalPlaces() > FIXED_PLACES) throw new AppError('NOT_A_NUMBER', `${text} has more than ${String(FIXED_PLACES)} decimal places.`, { value: text });
  return BigInt(value.times(exact(UNIT.toString())).toFixed(0));
}

/** Quotient of two whole numbers, rounded half away from zero. The divisor must not be zero. */
export function divide(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const [a, b] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const quotient = (a + b / 2n) / b;
  return negative ? -quotient : quotient;
}

/** Product of two fixed numbers, rounded. */
export function times(a: Fixed, b: Fixed): Fixed {
  return divide(a * b, UNIT);
}

/** As decimal text, rounded half away from zero, without trailing zeros. */
export function shown(value: Fixed, places = SHOWN_PLACES): DecimalString {
  const rounded = divide(value * 10n ** BigInt(places), UNIT);
  if (rounded === 0n) return '0' as DecimalString;
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(places + 1, '0');
  let end = digits.length;
  const point = end - places;
  while (end > point && digits[end - 1] === '0') end -= 1;
  return `${rounded < 0n ? '-' : ''}${digits.slice(0, point)}${end === point ? '' : `.${digits.slice(point, end)}`}` as DecimalString;
}

/** The same, or null. */
export function shownOrNull(value: Fixed | null, places = SHOWN_PLACES): DecimalString | null {
  return value === null ? null : shown(value, places);
}

export function smaller(a: Fixed, b: Fixed): Fixed {
  return a < b ? a : b;
}

export function larger(a: Fixed, b: Fixed): Fixed {
  return a > b ? a : b;
}

/** For sorting, lowest first. */
export function ascending(a: Fixed, b: Fixed): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The whole part of the root of the given degree of a whole number: exact, whatever `near` is. A `near` close to the root saves steps:
 * from any start the first step lands at or above the root, and from there the steps fall until they reach it.
 */
export function wholeRoot(value: bigint, degree: number, near?: bigint): bigint {
  if (value < 0n || !Number.isSafeInteger(degree) || degree < 1) throw new AppError('BUG', `no root of degree ${String(degree)} of ${value.toString()}`);
  if (value === 0n || degree === 1) return value;
  const n = BigInt(degree);
  const step = (x: bigint): bigint => ((n - 1n) * x + value / x ** (n - 1n)) / n;
  const start = near !== undefined && near > 0n ? near : 1n << BigInt(Math.ceil((value.toString(16).length * 4) / degree));
  let root = step(start);
  for (;;) {
    const next = step(root);
    if (next >= root) return root;
    root = next;
  }
}
