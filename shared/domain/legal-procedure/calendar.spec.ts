import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/supply/index.ts';
import { calendarYearSchema, isRealDay, termEnd, termLength, termStart, workingCalendar } from './calendar.ts';

/** A year of which only one long holiday and one worked Sunday are known. */
const calendar = workingCalendar([calendarYearSchema.parse({ year: 2026, source: 'made up', rest: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'], work: ['2026-09-20'] })]);

describe('working days', () => {
  it.each([
    ['2026-09-18', true], ['2026-09-19', false], ['2026-09-20', true], ['2026-10-01', false], ['2026-10-03', false], ['2026-10-08', true], ['2027-10-01', true],
  ])('%s: %s', (day, working) => { expect(calendar.isWorkingDay(day)).toBe(working); });

  it('knows which years it was told of', () => {
    expect([calendar.knows(2026), calendar.knows(2027)]).toEqual([true, false]);
  });
});

describe('a term', () => {
  it('does not count its first day', () => {
    expect(termEnd('2026-03-02', { amount: 30, unit: 'day' }, calendar)).toBe('2026-04-01');
    // Monday 28 September: 29, 30, then the holiday, 8, 9 and, after a weekend, 12, 13, 14.
    expect(termEnd('2026-09-28', { amount: 7, unit: 'workingDay' }, calendar)).toBe('2026-10-14');
    expect(termStart('2026-10-14', { amount: 7, unit: 'workingDay' }, calendar)).toBe('2026-09-28');
    expect(termLength('2026-09-28', '2026-10-13', 'workingDay', calendar)).toBe(6);
  });

  it('begun on its latest day is full on its end, and begun a day later is not', () => {
    const days = fc.integer({ min: 0, max: 700 }).map((offset) => addDays('2026-01-01', offset));
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 40 }), fc.constantFrom('day' as const, 'workingDay' as const), (end, amount, unit) => {
      const start = termStart(end, { amount, unit }, calendar);
      expect(termLength(start, end, unit, calendar)).toBe(amount);
      expect(termLength(addDays(start, 1), end, unit, calendar)).toBeLessThan(amount);
      expect(termLength(start, termEnd(start, { amount, unit }, calendar), unit, calendar)).toBe(amount);
    }));
  });
});

describe('a calendar file', () => {
  const year = { year: 2026, source: 'x', rest: ['2026-01-01'], work: [] };
  it.each([
    ['another year', { ...year, rest: ['2025-01-01'] }],
    ['a wrong order', { ...year, rest: ['2026-01-02', '2026-01-01'] }],
    ['the same day twice', { ...year, rest: ['2026-01-01', '2026-01-01'] }],
    ['a worked working day', { ...year, work: ['2026-01-05'] }],
    ['a day both off and worked', { ...year, rest: ['2026-01-03'], work: ['2026-01-03'] }],
    ['a day that is none', { ...year, rest: ['2026-02-30'] }],
  ])('is refused with %s', (_, file) => { expect(calendarYearSchema.safeParse(file).success).toBe(false); });
});

it('knows real days', () => {
  expect(['2028-02-29', '2026-02-29', '2026-13-01'].map(isRealDay)).toEqual([true, false, false]);
});
