import { parseDecimal, toDecimalString, toFixedString } from '#shared/domain/decimal/index.ts';

/** Places of a score on screen; the whole stands in the tooltip. */
export const SCORE_PLACES = 2;

/** Rounded for display, with a fixed number of decimals so that columns align; null stays null. */
export function rounded(text: string | null, places = SCORE_PLACES): string | null {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? text : toFixedString(value, places);
}

/** Colours begin on whole multiples of this. */
const COLOUR_STEP = 5;

/**
 * A score as {@link rounded}, but never on the other side of where a colour may begin than the exact value: 79.998 is shown as 79.998
 * and not as 80.00, which would be of another colour.
 */
export function shownScore(text: string | null, places = SCORE_PLACES): string | null {
  const value = text === null ? null : parseDecimal(text);
  if (value === null) return text;
  for (let digits = places; digits < places + 10; digits += 1) {
    const shown = toFixedString(value, digits);
    if (parseDecimal(shown)?.div(COLOUR_STEP).floor().eq(value.div(COLOUR_STEP).floor())) return shown;
  }
  return toDecimalString(value);
}

/** At most so many decimals, without trailing zeros: for counts and sums, which are mostly whole. */
export function shortened(text: string | null, places = 4): string | null {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? text : toDecimalString(value.toDecimalPlaces(places));
}

/** "0.0312" -> "3.1%". */
export function percent(share: string | null, places = 1): string | null {
  const value = share === null ? null : parseDecimal(share);
  return value === null ? share : `${toFixedString(value.times(100), places)}%`;
}

/** "+0.42", "−0.42", "0.00": the sign is always there, and never on a zero. */
export function signed(text: string | null, places = SCORE_PLACES): string | null {
  const shown = rounded(text, places);
  if (shown === null) return null;
  const bare = shown.replace('-', '');
  if (/^[0.]+$/u.test(bare)) return bare;
  return shown.startsWith('-') ? `−${bare}` : `+${bare}`;
}

/** a - b, exactly; null where one is missing. */
export function difference(a: string | null, b: string | null): string | null {
  const left = a === null ? null : parseDecimal(a);
  const right = b === null ? null : parseDecimal(b);
  return left === null || right === null ? null : toDecimalString(left.minus(right));
}

/** A number for drawing and for order on screen; nothing is computed from it. */
export function drawn(text: string | null): number | null {
  const value = text === null ? null : parseDecimal(text);
  return value === null ? null : value.toNumber();
}

/** Where a score stands between the floor and 100, 0..1. */
export function shareOfScale(score: string | null, floor: number): number | null {
  const value = drawn(score);
  return value === null ? null : Math.min(1, Math.max(0, (value - floor) / (100 - floor)));
}

/** Negative, zero, positive: the sign of a decimal text. */
export function signOf(text: string | null): number {
  return Math.sign(drawn(text) ?? 0);
}
