import { addDays, addMonths, monthEnd } from '#shared/domain/supply/index.ts';

/** Stretches of the calendar that rows are counted in, by the day of the row. */
export const PERIODS = ['day', 'month', 'quarter', 'year'] as const;
export type PeriodUnit = (typeof PERIODS)[number];

const MONTHS: Readonly<Record<Exclude<PeriodUnit, 'day'>, number>> = { month: 1, quarter: 3, year: 12 };

/** The period that a day lies in: "2026-10-05", "2026-10", "2026-Q4", "2026". */
export function periodOf(day: string, unit: PeriodUnit): string {
  switch (unit) {
    case 'day': return day;
    case 'month': return day.slice(0, 7);
    case 'quarter': return `${day.slice(0, 4)}-Q${String(Math.ceil(Number(day.slice(5, 7)) / 3))}`;
    case 'year': return day.slice(0, 4);
  }
}

/** First and last day of a period, both included. */
export function periodDays(period: string): { readonly from: string; readonly to: string } {
  if (period.length === 10) return { from: period, to: period };
  const first = firstMonth(period);
  return { from: `${first}-01`, to: monthEnd(addMonths(first, MONTHS[unitOf(period)] - 1)) };
}

/** The period so many of its kind later (or, negative, earlier). */
export function shiftPeriod(period: string, by: number): string {
  if (period.length === 10) return addDays(period, by);
  const unit = unitOf(period);
  return periodOf(`${addMonths(firstMonth(period), MONTHS[unit] * by)}-01`, unit);
}

/** The same period of another year; a 29 February has its 28th. */
export function lastYear(period: string): string {
  if (period.length === 10) return period.endsWith('02-29') ? `${String(Number(period.slice(0, 4)) - 1)}-02-28` : `${String(Number(period.slice(0, 4)) - 1)}${period.slice(4)}`;
  return `${String(Number(period.slice(0, 4)) - 1).padStart(4, '0')}${period.slice(4)}`;
}

/** Months of a period (of a day: the one it lies in). */
export function periodMonths(period: string): string[] {
  if (period.length === 10) return [period.slice(0, 7)];
  return Array.from({ length: MONTHS[unitOf(period)] }, (_, position) => addMonths(firstMonth(period), position));
}

function unitOf(period: string): Exclude<PeriodUnit, 'day'> {
  return period.length === 4 ? 'year' : period.includes('Q') ? 'quarter' : 'month';
}

function firstMonth(period: string): string {
  if (period.length === 4) return `${period}-01`;
  if (!period.includes('Q')) return period;
  return `${period.slice(0, 5)}${String(Number(period.slice(6)) * 3 - 2).padStart(2, '0')}`;
}
