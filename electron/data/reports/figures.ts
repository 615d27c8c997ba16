import { exact, toDecimalString, toFixedString, type Exact } from '#shared/domain/decimal/index.ts';
import { levelByCutOffs, type CutOffs, type Threshold } from '#shared/domain/grading/index.ts';

/** Decimals of an index in a sentence; points are printed whole and show fewer. */
const PLACES = 4;
export const POINT_PLACES = 2;

/**
 * An index or total to show in a sentence: four decimals or those asked for, more where they would put it on the other side of a cut-off
 * (0.35999 is low and must not be read as 0.3600), never more than there are.
 */
export function shownIndex(cutOffs: CutOffs, index: string, least = PLACES): string {
  const value = exact(index);
  const level = levelByCutOffs(cutOffs, value);
  for (let places = least; places < value.decimalPlaces(); places += 1) {
    const shown = toFixedString(value, places);
    if (levelByCutOffs(cutOffs, exact(shown)) === level) return shown;
  }
  return value.decimalPlaces() > least ? toDecimalString(value) : toFixedString(value, least);
}

/** w x R, exact; null where either is missing. */
export function weighted(weight: string | null, r: string | null): Exact | null {
  return weight === null || r === null ? null : exact(weight).times(exact(r));
}

/** "12.5%": a share as people read it, every digit. */
export function percent(share: string): string {
  return `${toDecimalString(exact(share).times(100))}%`;
}

/** "> 0.64", "0.36 < R ≤ 0.64", "R ≤ 0.04": from where a grade begins to where the graver one does. */
export function gradeRange(symbol: string, own: Threshold | null, graver: Threshold | null): string {
  const lower = own === null ? '' : `${own.at} ${own.inclusive ? '≤' : '<'} `;
  if (graver !== null) return `${lower}${symbol} ${below(graver)}`;
  return own === null ? symbol : `${symbol} ${from(own)}`;
}

/** The three intervals of a pair of cut-offs over a named value: "T > 0.64", "0.36 ≤ T ≤ 0.64", "T < 0.36". */
export function intervals(name: string, { medium, high }: CutOffs, show: Show = plainly): Readonly<Record<'high' | 'medium' | 'low', string>> {
  return {
    high: `${name} ${from(high, show)}`,
    medium: `${show(medium.at)} ${medium.inclusive ? '≤' : '<'} ${name} ${below(high, show)}`,
    low: `${name} ${below(medium, show)}`,
  };
}

type Show = (text: string) => string;
const plainly: Show = (text) => text;

/** From where on a threshold is reached. */
function from({ at, inclusive }: Threshold, show: Show = plainly): string {
  return `${inclusive ? '≥' : '>'} ${show(at)}`;
}

/** Up to where it is not. */
function below({ at, inclusive }: Threshold, show: Show = plainly): string {
  return `${inclusive ? '<' : '≤'} ${show(at)}`;
}
