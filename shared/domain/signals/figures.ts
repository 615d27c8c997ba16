import { exact, exactInteger, Real, toDecimalString, toFixedString } from '#shared/domain/decimal/index.ts';

/** Counted parts of a figure, before anything is divided. */
export interface FigureParts {
  /** Rows that count; of a share all rows, of a median those with both times. */
  readonly rows: number;
  /** Of a share the rows that meet it, of `distinct` the values: whole numbers. */
  readonly part: number;
  /** Of a sum, value x 10^scale; of a median, seconds: decimal text, null where there is none. */
  readonly amount: string | null;
}

/** The figure as exact decimal text, shares and minutes rounded half up to so many places; null where there is nothing to divide by. */
export function figureText(kind: 'count' | 'distinct' | 'sum' | 'share' | 'median', { rows, part, amount }: FigureParts, scale = 0): string | null {
  switch (kind) {
    case 'count': return String(rows);
    case 'distinct': return String(part);
    case 'sum': return toDecimalString(exact(amount ?? '0').times(exact(scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`)));
    case 'share': return rows === 0 ? null : toFixedString(new Real(part).times(100).div(rows), 2);
    case 'median': return amount === null ? null : toFixedString(new Real(amount).div(60), 1);
  }
}

/** Change in per cent with two places; null where one side is missing or there was nothing to change from. */
export function changePercent(now: string | null, before: string | null): string | null {
  if (now === null || before === null) return null;
  const base = exact(before);
  if (base.isZero()) return null;
  return toFixedString(new Real(toDecimalString(exact(now).minus(base))).times(100).div(before), 2);
}

/** Precision of a rule, 0..1 with four places: of all signals that came to an end, those that were not false; null before the first end. */
export function precisionOf({ closed, falseAlarms }: { readonly closed: number; readonly falseAlarms: number }): string | null {
  const ended = closed + falseAlarms;
  if (ended === 0) return null;
  return toFixedString(new Real(toDecimalString(exactInteger(closed))).div(ended), 4);
}
