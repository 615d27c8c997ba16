import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from './calendar.ts';
import { dayOf } from './dates.ts';
import { readDate, readDateTime, readMonth, type Checked } from './index.ts';

const outcome = (result: Checked<unknown>): unknown => (result.ok ? result.value : `!${result.reason.code}`);
const DAY_MS = 86_400_000;
const day = fc.integer({ min: -25_567, max: 47_481 }); // 1900-01-01 .. 2099-12-31
/** The engine's own calendar, as the second opinion. */
const isoOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

describe('calendar', () => {
  it('agrees with the engine on every day it is given', () => {
    fc.assert(fc.property(fc.integer({ min: -700_000, max: 100_000 }), (number) => {
      const iso = isoDay(number);
      expect(iso).toBe(isoOf(number));
      expect(dayNumber(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8)))).toBe(number);
    }));
  });
});

describe('a day', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024-3-05', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024年03月05号', '2024-03-05'],
    ['2024年3月5日 星期二', '2024-03-05'],
    ['２０２４／３／５', '2024-03-05'],
    ['2024-03-05 23:59:59', '2024-03-05'],
    ['2024-03-05T00:00:00', '2024-03-05'],
    ['2024-03-05T16:30:00Z', '2024-03-06'], // half past midnight in China
    ['2024-03-05T16:30:00+08:00', '2024-03-05'],
    ['45356', '2024-03-05'],
    ['45356.75', '2024-03-05'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', '!bad_date'],
    ['2024-02-30', '!bad_date'],
    ['2024-13-01', '!bad_date'],
    ['2024-00-01', '!bad_date'],
    ['20241301', '!bad_date'],
    ['1899-12-31', '!bad_date'],
    ['2024-03-05 24:00:00', '!bad_date'],
    ['5/3/2024', '!bad_date'],
    ['24-3-5', '!bad_date'],
    ['2024', '!bad_date'],
    ['9999', '!bad_date'],
    ['73051', '!bad_date'],
    ['明天', '!bad_date'],
  ])('%s -> %s', (text, expected) => expect(outcome(readDate(text))).toBe(expected));

  it('reads every way to write it as the same day', () => {
    fc.assert(fc.property(day, fc.integer({ min: 0, max: 86_399 }), (number, second) => {
      const iso = isoOf(number);
      const [y, m, d] = iso.split('-').map(Number);
      const clock = new Date(second * 1000).toISOString().slice(11, 19);
      const forms = [iso, iso.replaceAll('-', ''), `${String(y)}/${String(m)}/${String(d)}`, `${String(y)}.${String(m)}.${String(d)}`, `${String(y)}年${String(m)}月${String(d)}日`, `${iso} ${clock}`, `${iso}T${clock}.000`];
      for (const form of forms) expect(readDate(form)).toEqual({ ok: true, value: iso });
      for (const form of forms.slice(-2)) expect(readDateTime(form)).toEqual({ ok: true, value: `${iso} ${clock}` });
    }));
  });

  it('reads serial numbers of both epochs back to the second', () => {
    fc.assert(fc.property(fc.integer({ min: 10_000, max: 71_500 }), fc.integer({ min: 0, max: 86_399 }), (serial, second) => {
      const text = String(serial + second / 86_400);
      const clock = new Date(second * 1000).toISOString().slice(11, 19);
      expect(readDateTime(text)).toEqual({ ok: true, value: `${isoOf(serial - 25_569)} ${clock}` });
      expect(readDateTime(text, { date1904: true })).toEqual({ ok: true, value: `${isoOf(serial - 24_107)} ${clock}` });
    }));
  });
});

describe('a time', () => {
  it.each([
    ['2024-03-05', '2024-03-05 00:00:00'],
    ['2024/3/5 9:05', '2024-03-05 09:05:00'],
    ['2024年3月5日9时5分7秒', '2024-03-05 09:05:07'],
    ['2024年3月5日 下午3时', '2024-03-05 15:00:00'],
    ['2024年3月5日 中午12:30', '2024-03-05 12:30:00'],
    ['2024-03-05 上午12:10', '2024-03-05 00:10:00'],
    ['2024-3-5 9:30 PM', '2024-03-05 21:30:00'],
    ['20240305093015', '2024-03-05 09:30:15'],
    ['202403050930', '2024-03-05 09:30:00'],
    ['2024-03-05 09:30:15.123', '2024-03-05 09:30:15'],
    ['2024-03-05T20:30:00Z', '2024-03-06 04:30:00'],
    ['2024-03-05T02:00:00+0900', '2024-03-05 01:00:00'],
    ['45356.999999', '2024-03-06 00:00:00'],
    ['2024-03-05 9:60', '!bad_date'],
    ['202403059930', '!bad_date'],
    ['9:30', '!bad_date'],
  ])('%s -> %s', (text, expected) => expect(outcome(readDateTime(text))).toBe(expected));
});

describe('a month', () => {
  it.each([
    ['2024-03', '2024-03'],
    ['2024/3', '2024-03'],
    ['202403', '2024-03'],
    ['2024年3月', '2024-03'],
    ['2024年3月份', '2024-03'],
    ['2024-03-05', '2024-03'],
    ['20240305', '2024-03'],
    ['45356', '2024-03'],
    ['2024.12', '2024-12'],
    ['2024.01', '2024-01'],
    ['2024.1', '!ambiguous_month'], // may be 2024.10 as a number
    ['2024-13', '!bad_month'],
    ['202400', '!bad_month'],
    ['3月', '!bad_month'],
  ])('%s -> %s', (text, expected) => expect(outcome(readMonth(text))).toBe(expected));
});

it('the day of a month is its first', () => {
  expect([dayOf('2024-03'), dayOf('2024-03-05 09:30:00'), dayOf('2024-03-05')]).toEqual(['2024-03-01', '2024-03-05', '2024-03-05']);
});
