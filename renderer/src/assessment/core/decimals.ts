import { parseDecimal, toDecimalString, toFixedString } from '#shared/domain/decimal/index.ts';

/** Decimals on screen; the exact value stands in the tooltip. */
export const SHOWN_PLACES = 4;

/** Rounded half up for display only, with a fixed number of decimals so that columns align; null stays null. */
export function shownDecimal(text: string | null, places = SHOWN_PLACES): string | null {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? text : toFixedString(value, places);
}

/**
 * As {@link shownDecimal}, but never on the other side of a cut-off than the exact value:
 * 0.359996 beside a cut-off of 0.36 is shown as 0.359996, not as 0.3600.
 */
export function shownAgainst(text: string | null, cutOffs: readonly string[], places = SHOWN_PLACES): string | null {
  const value = text === null ? null : parseDecimal(text);
  if (value === null) return text;
  const limits = cutOffs.flatMap((cutOff) => parseDecimal(cutOff) ?? []);
  for (let digits = places; digits < places + 12; digits += 1) {
    const shown = toFixedString(value, digits);
    const rounded = parseDecimal(shown);
    if (rounded !== null && limits.every((limit) => rounded.cmp(limit) === value.cmp(limit))) return shown;
  }
  return toDecimalString(value);
}

/** True where the text says more than what {@link shownDecimal} shows of it. */
export function isShortened(text: string | null, places = SHOWN_PLACES): boolean {
  const value = text === null ? null : parseDecimal(text);
  return value !== null && value.decimalPlaces() > places;
}

export type Entered = { readonly kind: 'empty' } | { readonly kind: 'value'; readonly text: string } | { readonly kind: 'wrong'; readonly reason: 'notANumber' | 'range' };

/**
 * Reads a share (0..1) as people type it: full-width digits, ".7", "70%", "70％"; what was typed is otherwise kept
 * digit by digit, for entered weights and scores are never rounded.
 */
export function readShare(typed: string): Entered {
  const text = typed.normalize('NFKC').replace(/\s+/gu, '');
  if (text === '') return { kind: 'empty' };
  const percent = text.endsWith('%');
  const plain = (percent ? text.slice(0, -1) : text).replace(/^\./u, '0.').replace(/\.$/u, '').replace(/^0+(?=\d)/u, '');
  const value = parseDecimal(plain);
  if (value === null || plain.length > 20) return { kind: 'wrong', reason: 'notANumber' };
  const share = percent ? value.times('0.01') : value;
  if (share.lt(0) || share.gt(1)) return { kind: 'wrong', reason: 'range' };
  return { kind: 'value', text: percent ? toDecimalString(share) : plain };
}

/** Reads points from 0 to a maximum, as people type them; what was typed is otherwise kept digit by digit. */
export function readPoints(typed: string, max: string): Entered {
  const text = typed.normalize('NFKC').replace(/\s+/gu, '');
  if (text === '') return { kind: 'empty' };
  const plain = text.replace(/^\./u, '0.').replace(/\.$/u, '').replace(/^0+(?=\d)/u, '');
  const value = parseDecimal(plain);
  if (value === null || plain.length > 20) return { kind: 'wrong', reason: 'notANumber' };
  return value.lt(0) || value.gt(max) ? { kind: 'wrong', reason: 'range' } : { kind: 'value', text: plain };
}

/** A share as a percentage without losing a digit: "0.125" -> "12.5". */
export function asPercent(share: string): string {
  const value = parseDecimal(share);
  return value === null ? share : toDecimalString(value.times(100));
}

/** Where on an axis of 0..1 a value stands; for drawing only. */
export function position(text: string | null): number | null {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? null : Math.min(1, Math.max(0, value.toNumber()));
}

/** Negative, zero or positive, compared exactly; texts that are no numbers come last. */
export function compareDecimals(a: string | null, b: string | null): number {
  const left = a === null ? null : parseDecimal(a);
  const right = b === null ? null : parseDecimal(b);
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return left.cmp(right);
}

/** True where the text is a number and exactly 1. */
export function isExactlyOne(text: string): boolean {
  return parseDecimal(text)?.eq(1) ?? false;
}
