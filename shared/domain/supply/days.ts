import { dayNumber, isoDay } from '#shared/domain/codes/index.ts';

/** China keeps one time, UTC+8: an instant belongs to the day that a calendar on the wall there shows. */
const CHINA_MS = 8 * 3_600_000;

/** "YYYY-MM-DD" in China of an instant. */
export function chinaDay(instant: Date): string {
  return new Date(instant.getTime() + CHINA_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of an ISO day. */
export function dayOf(day: string): number {
  return dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

export function addDays(day: string, days: number): string {
  return isoDay(dayOf(day) + days);
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayOf(to) - dayOf(from);
}

/** The month "YYYY-MM" so many months later (or earlier). */
export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Months from the first to the second, both counted. */
export function monthSpan(first: string, last: string): number {
  const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(last) - index(first) + 1;
}

/** The `count` months that end with `last`, oldest first. */
export function monthsUpTo(last: string, count: number): string[] {
  return Array.from({ length: count }, (_, position) => addMonths(last, position - count + 1));
}

/** Last day of a month. */
export function monthEnd(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}
