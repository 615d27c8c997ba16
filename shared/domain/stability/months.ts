/** Months as "YYYY-MM" and as whole numbers (year x 12 + month from 0), so that they can be counted. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

export function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** So many months that end with the given one, oldest first. */
export function monthsUntil(last: string, count: number): string[] {
  const end = monthNumber(last);
  return Array.from({ length: count }, (_, position) => monthText(end - count + 1 + position));
}

/** All months from the first to the last. */
export function monthsBetween(first: string, last: string): string[] {
  return monthsUntil(last, Math.max(0, monthNumber(last) - monthNumber(first) + 1));
}

/** First and last day of the window that ends with a month. */
export function windowDays(month: string, windowMonths: number): { readonly from: string; readonly to: string } {
  const end = monthNumber(month);
  const days = new Date(Date.UTC(Math.floor(end / 12), (end % 12) + 1, 0)).getUTCDate();
  return { from: `${monthText(end - windowMonths + 1)}-01`, to: `${month}-${String(days)}` };
}
