/** Whole months, first and last day included. */
export interface Window {
  /** "YYYY-MM", oldest first. */
  readonly months: readonly string[];
  /** First and last day, ISO. */
  readonly from: string;
  readonly to: string;
}

/**
 * The months that a question looks at. The window ends with the current month of the machine's calendar; where the newest data
 * of the category is older it ends there, so that a category imported once a quarter is not shown with months that nobody
 * has reported yet. Data of the future (a planned start) does not move it.
 */
export function windowOf(now: Date, newestMonth: string | null, length: number): Window {
  const current = monthText(now.getFullYear() * 12 + now.getMonth());
  const last = monthNumber(newestMonth !== null && newestMonth < current ? newestMonth : current);
  const months = Array.from({ length }, (_, position) => monthText(last - length + 1 + position));
  return { months, from: `${monthText(last - length + 1)}-01`, to: lastDay(last) };
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthText(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

function lastDay(number: number): string {
  const days = new Date(Date.UTC(Math.floor(number / 12), (number % 12) + 1, 0)).getUTCDate();
  return `${monthText(number)}-${String(days)}`;
}
