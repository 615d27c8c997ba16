import { wholeRoot, type Fixed } from './fixed.ts';

/** Bits that the numbers on the way are cut to; each cut makes one smaller by less than 2^-127 of itself. */
const BITS = 128;
const ONE = 1n << BigInt(BITS);
const HALF = ONE >> 1n;
/** With weights that add up to more the cuts could add up to what matters. */
const LARGEST_DEGREE = 4096;
/** How far the start may be off, as 2^-38 of the product, for what one step leaves to be less than 2^-10. */
const FAR = 1n << BigInt(BITS - 38);
/** Bits behind the point of the root that is found; nearer than 2^-8 to a whole number it is not trusted. */
const BEHIND = 32n;
const NEAR = 1n << (BEHIND - 8n);

export interface Part {
  readonly value: Fixed;
  /** A whole number from 1. */
  readonly weight: bigint;
}

/**
 * The whole part of the W-th root of the product of value^weight, W the sum of the weights, values above 0: exact. One step of Newton on
 * numbers cut to 128 bits, from a start in doubles, finds the root to less than 2^-9; where this does not tell its whole part for certain,
 * the root is taken from the whole product, which has some thousand digits. A panel has thousands of roots, and of these one in a hundred
 * goes the long way.
 */
export function rootOfProduct(parts: readonly Part[]): Fixed {
  const degree = parts.reduce((sum, { weight }) => sum + Number(weight), 0);
  const near = Math.exp(parts.reduce((sum, { value, weight }) => sum + Number(weight) * Math.log(Number(value)), 0) / degree);
  const start = Number.isFinite(near) && near >= 1 ? BigInt(Math.round(near)) : null;
  const short = start === null || degree > LARGEST_DEGREE ? null : shortRoot(parts, degree, start);
  return short ?? wholeRoot(parts.reduce((product, { value, weight }) => product * value ** weight, 1n), degree, start ?? undefined);
}

/** Null where it is not certain. */
function shortRoot(parts: readonly Part[], degree: number, start: bigint): bigint | null {
  const wanted = parts.map(({ value, weight }) => power(value, Number(weight))).reduce(product);
  const reached = power(start, degree);
  const apart = wanted.twos - reached.twos;
  if (Math.abs(apart) > 2) return null;
  const quotient = (wanted.digits << BigInt(BITS)) / reached.digits;
  const off = (apart >= 0 ? quotient << BigInt(apart) : quotient >> BigInt(-apart)) - ONE;
  if (off > FAR || off < -FAR) return null;
  const root = (start << BEHIND) + ((start * off) / BigInt(degree) >> (BigInt(BITS) - BEHIND));
  const behind = root & ((1n << BEHIND) - 1n);
  return behind < NEAR || behind > (1n << BEHIND) - NEAR ? null : root >> BEHIND;
}

/** digits x 2^twos, digits from 2^127 to below 2^128. */
interface Cut {
  readonly digits: bigint;
  readonly twos: number;
}

function cut(value: bigint): Cut {
  let shift = BITS - 1 - Math.floor(Math.log2(Number(value)));
  const shifted = (): bigint => (shift >= 0 ? value << BigInt(shift) : value >> BigInt(-shift));
  // The logarithm may fall on the wrong side of a power of two.
  while (shifted() >= ONE) shift -= 1;
  while (shifted() < HALF) shift += 1;
  return { digits: shifted(), twos: -shift };
}

function product(a: Cut, b: Cut): Cut {
  const digits = (a.digits * b.digits) >> BigInt(BITS);
  const twos = a.twos + b.twos + BITS;
  return digits < HALF ? { digits: digits << 1n, twos: twos - 1 } : { digits, twos };
}

/** By squaring; the exponent is a whole number from 1. */
function power(value: bigint, exponent: number): Cut {
  let square = cut(value);
  let result: Cut | null = null;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === null ? square : product(result, square);
    if (left > 1) square = product(square, square);
  }
  return result ?? square;
}
