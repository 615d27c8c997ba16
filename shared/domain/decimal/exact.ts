import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { AppError } from '#shared/errors/index.ts';
import type { ErrorDetails } from '#shared/errors/index.ts';
import type { Brand } from '#shared/util/brand.ts';

/** A number as it travels: plain decimal notation, no exponent, no sign but a leading minus, no blanks ("0.36", "-2", "1.00"). */
export type DecimalString = Brand<string, 'DecimalString'>;

/**
 * Longest text taken as a number, in characters. With it the product w x p x q has at most 3,000 digits,
 * so the precision below can never round one, nor a sum of them.
 */
export const MAX_DECIMAL_LENGTH = 1000;

/** Sums, differences and products of this type are exact; it must not be divided (see {@link Real}). */
const ExactDecimal = Decimal.clone({ defaults: true, precision: 4 * MAX_DECIMAL_LENGTH });
export type Exact = Decimal;

/** 120 significant digits, rounded half up: for divisions and eigenvectors, whose results have no last digit. */
export const Real = Decimal.clone({ defaults: true, precision: 120 });
export type Real = Decimal;

const PLAIN = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

export const ZERO: Exact = new ExactDecimal(0);
export const ONE: Exact = new ExactDecimal(1);

/** True for plain decimal notation only: "1e-1", ".5", "1.", "+1", " 1", "１", "007" and "" are not numbers here. */
export function isDecimalString(text: string): text is DecimalString {
  return text.length <= MAX_DECIMAL_LENGTH && PLAIN.test(text);
}

/** The exact value of a text, or null where it is not plain decimal notation. */
export function parseDecimal(text: string): Exact | null {
  return isDecimalString(text) ? new ExactDecimal(text) : null;
}

/** The exact value of a text; throws NOT_A_NUMBER with the given details (which factor, which path). */
export function exact(text: string, details: ErrorDetails = {}): Exact {
  const value = parseDecimal(text);
  if (value !== null) return value;
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  throw new AppError('NOT_A_NUMBER', `"${shown}" is not a number in plain decimal notation.`, { ...details, value: shown });
}

/** The exact value of a whole number that is not text (a head count); throws NOT_A_NUMBER for a fraction or an unsafe integer. */
export function exactInteger(value: number, details: ErrorDetails = {}): Exact {
  if (Number.isSafeInteger(value)) return new ExactDecimal(value);
  throw new AppError('NOT_A_NUMBER', `${String(value)} is not a whole number.`, details);
}

/** Every digit of a value, without trailing zeros and without an exponent. */
export function toDecimalString(value: Decimal): DecimalString {
  const text = value.isZero() ? '0' : value.toFixed();
  if (!PLAIN.test(text)) throw new AppError('BUG', `${text} cannot be written in decimal notation.`);
  return text as DecimalString;
}

/** A value cut to a fixed number of decimals, rounded half up. For display and for results that have no last digit, never before comparing. */
export function toFixedString(value: Decimal, places: number): DecimalString {
  const text = value.toFixed(places, Decimal.ROUND_HALF_UP);
  return (/^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text) as DecimalString;
}

/** The exact sum; 0 of nothing. */
export function sumOf(values: Iterable<Exact>): Exact {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/** True where 0 <= value <= 1. */
export function isShare(value: Exact): boolean {
  return value.gte(ZERO) && value.lte(ONE);
}

/** A decimal at a border: parameter files, contract, imported models. */
export const decimalSchema = z.string().refine(isDecimalString, { error: 'must be a number in plain decimal notation, as text', abort: true });
