import { exact, sumOf, toDecimalString } from '#shared/domain/decimal/index.ts';

/** A figure over the whole months since a decision, and over as many months before it. Decimal texts; null = not known. */
export interface Comparison {
  readonly after: string | null;
  readonly before: string | null;
  /** How many months each side spans; the month of the decision belongs to neither. */
  readonly months: number;
}

/**
 * Splits a series at the month of a decision. Months without data anywhere are not counted as zero: only those that have data count,
 * and as many months before the decision stand against them, all of which must have data.
 *
 * @param series oldest first; value null = the category has no data in that month
 * @param decisionMonth "YYYY-MM"
 */
export function compareMonths(series: readonly { readonly month: string; readonly value: string | null }[], decisionMonth: string): Comparison {
  const after = series.flatMap(({ month, value }) => (month > decisionMonth && value !== null ? [value] : []));
  const earlier = series.filter(({ month }) => month < decisionMonth).slice(-after.length);
  const before = earlier.flatMap(({ value }) => (value === null ? [] : [value]));
  const total = (values: readonly string[]): string => toDecimalString(sumOf(values.map((value) => exact(value))));
  if (after.length === 0) return { after: null, before: null, months: 0 };
  return { after: total(after), before: before.length === after.length ? total(before) : null, months: after.length };
}
