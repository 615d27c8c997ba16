import { isDecimalString, type DecimalString } from '#shared/domain/decimal/index.ts';

/** What stands in a column in place of a value, below every value there is. */
export const MISSING = -1;
export const NOT_A_NUMBER = -2;
export const OUT_OF_RANGE = -3;
/** A share, but with more decimals than the column holds. */
export const TOO_FINE = -4;

/** A share as a whole number of 10^-places, or one of the four marks above. Every digit counts; nothing is rounded. */
export function readShare(text: string | null, places: number): number {
  if (text === null) return MISSING;
  const plain = readPlain(text, places);
  if (plain !== null) return plain;
  if (!isDecimalString(text)) return NOT_A_NUMBER;
  const digits = digitsOf(text);
  if (digits === null) return OUT_OF_RANGE;
  return digits.fraction.length > places ? TOO_FINE : Number(digits.whole + digits.fraction.padEnd(places, '0'));
}

/** The usual spelling, "0." and no more digits than there are places, read digit by digit; null for every other. */
function readPlain(text: string, places: number): number | null {
  if (text.length < 3 || text.length > places + 2 || !text.startsWith('0.')) return null;
  let units = 0;
  for (let at = 2; at < places + 2; at += 1) {
    const digit = at < text.length ? text.charCodeAt(at) - ZERO_DIGIT : 0;
    if (digit < 0 || digit > 9) return null;
    units = units * 10 + digit;
  }
  return units;
}

/** How many decimals a share has, without closing zeros; 0 of what is no share. */
export function placesOf(text: string | null): number {
  return text !== null && isDecimalString(text) ? (digitsOf(text)?.fraction.length ?? 0) : 0;
}

/** A whole number of 10^-places as decimal text, without closing zeros. */
export function decimalOfUnits(units: number, places: number): DecimalString {
  const digits = String(units).padStart(places + 1, '0');
  const fraction = withoutClosingZeros(digits.slice(digits.length - places));
  const whole = digits.slice(0, digits.length - places);
  return (fraction === '' ? whole : `${whole}.${fraction}`) as DecimalString;
}

/** Null where the number lies outside 0..1. */
function digitsOf(text: DecimalString): { readonly whole: string; readonly fraction: string } | null {
  const negative = text.startsWith('-');
  const point = text.indexOf('.');
  const whole = text.slice(negative ? 1 : 0, point === -1 ? undefined : point);
  const fraction = point === -1 ? '' : withoutClosingZeros(text.slice(point + 1));
  const inside = whole === '0' ? !negative || fraction === '' : whole === '1' && !negative && fraction === '';
  return inside ? { whole, fraction } : null;
}

function withoutClosingZeros(fraction: string): string {
  let end = fraction.length;
  while (end > 0 && fraction.codePointAt(end - 1) === ZERO_DIGIT) end -= 1;
  return fraction.slice(0, end);
}

const ZERO_DIGIT = 48;
