import { z } from 'zod';
import { addDays, daysBetween } from '#shared/domain/supply/index.ts';

const MONDAY = '1970-01-05';
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine(isRealDay, 'there is no such day');

/** True for a day that the calendar has: not for 2026-02-30. */
export function isRealDay(text: string): boolean {
  return addDays(text, 0) === text;
}

function isWeekend(one: string): boolean {
  const fromMonday = daysBetween(MONDAY, one) % 7;
  return (fromMonday + 7) % 7 > 4;
}

/** One year as the State Council announces it: days off, and weekend days that are worked. resources/calendars/<year>.json */
export const calendarYearSchema = z
  .strictObject({
    year: z.int().min(2000).max(2199),
    /** The announcement that it follows. */
    source: z.string().min(1),
    rest: z.array(day).min(1),
    work: z.array(day),
  })
  .superRefine(({ year, rest, work }, context) => {
    const fault = (path: 'rest' | 'work', one: string, message: string): void => { context.addIssue({ code: 'custom', path: [path], message: `${one} ${message}` }); };
    for (const path of ['rest', 'work'] as const) {
      const days = path === 'rest' ? rest : work;
      days.forEach((one, position) => {
        if (Number(one.slice(0, 4)) !== year) fault(path, one, `is not in ${String(year)}`);
        if (position > 0 && one <= (days[position - 1] ?? '')) fault(path, one, 'does not come after the day before it');
      });
    }
    for (const one of work) {
      if (!isWeekend(one)) fault('work', one, 'is a working day anyway');
      if (rest.includes(one)) fault('work', one, 'is a day off, too');
    }
  });
export type CalendarYear = z.infer<typeof calendarYearSchema>;

export interface WorkingCalendar {
  isWorkingDay(one: string): boolean;
  /** False where no file tells of the year: then only its weekends are off. */
  knows(year: number): boolean;
}

export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const known = new Set(years.map(({ year }) => year));
  const rest = new Set(years.flatMap((year) => year.rest));
  const work = new Set(years.flatMap((year) => year.work));
  return {
    isWorkingDay: (one) => work.has(one) || (!rest.has(one) && !isWeekend(one)),
    knows: (year) => known.has(year),
  };
}

export const TERM_UNITS = ['day', 'workingDay'] as const;
export interface Term {
  readonly amount: number;
  readonly unit: (typeof TERM_UNITS)[number];
}

const counts = ({ unit }: Term, calendar: WorkingCalendar, one: string): boolean => unit === 'day' || calendar.isWorkingDay(one);

/** The day on which a term that begins with `start` is full. The first day is not counted; the last day is not moved by a rest day. */
export function termEnd(start: string, term: Term, calendar: WorkingCalendar): string {
  let one = start;
  for (let left = term.amount; left > 0;) {
    one = addDays(one, 1);
    if (counts(term, calendar, one)) left -= 1;
  }
  return one;
}

/** The latest day on which a term can begin so that it is full on `end`. */
export function termStart(end: string, term: Term, calendar: WorkingCalendar): string {
  let one = end;
  for (let left = term.amount; left > 0;) {
    if (counts(term, calendar, one)) left -= 1;
    one = addDays(one, -1);
  }
  return one;
}

/** Days of the unit after `start` up to and with `end`; 0 where `end` is not later. */
export function termLength(start: string, end: string, unit: Term['unit'], calendar: WorkingCalendar): number {
  if (unit === 'day') return Math.max(0, daysBetween(start, end));
  let length = 0;
  for (let one = addDays(start, 1); one <= end; one = addDays(one, 1)) if (calendar.isWorkingDay(one)) length += 1;
  return length;
}
