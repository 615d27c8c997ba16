import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { isoDay } from '#shared/domain/codes/index.ts';
import { addDays, addMonths, dayOf } from './days.ts';

export type Rhythm = CategoryDescriptor['rhythm'];

/** A stretch of days that one batch of a rhythm is about; both ends count. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** 1970-01-01 was a Thursday; weeks run from Monday to Sunday. */
const MONDAY_SHIFT = 3;

/** The period of the rhythm that the day lies in: the day, its week from Monday, its month, quarter or year. */
export function periodOf(rhythm: Rhythm, day: string): Period {
  switch (rhythm) {
    case 'daily':
      return { start: day, end: day };
    case 'weekly': {
      const number = dayOf(day);
      const monday = number - ((((number + MONDAY_SHIFT) % 7) + 7) % 7);
      return { start: isoDay(monday), end: isoDay(monday + 6) };
    }
    case 'monthly':
      return months(day.slice(0, 7), 1);
    case 'quarterly': {
      const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3);
      return months(`${day.slice(0, 4)}-${String(quarter * 3 + 1).padStart(2, '0')}`, 3);
    }
    case 'yearly':
      return months(`${day.slice(0, 4)}-01`, 12);
  }
}

/** Periods of the rhythm in a year. */
export const PERIODS_A_YEAR: Readonly<Record<Rhythm, number>> = { daily: 365, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };

function months(first: string, count: number): Period {
  return { start: `${first}-01`, end: addDays(`${addMonths(first, count)}-01`, -1) };
}
