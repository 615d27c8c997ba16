import { dayNumber, isoDay, isRealDay, two } from './calendar.ts';
import { accept, refuse, type Checked } from './result.ts';
import { halfWidth } from './text.ts';

const OFFSET = '(Z|[+-]\\d{2}:?\\d{2})?';
const CLOCK = `(上午|凌晨|早上|下午|晚上|中午|AM|PM)?\\s*(\\d{1,2})(?:[:时点](?:(\\d{1,2})(?:[:分](?:(\\d{1,2})(?:\\.\\d+)?秒?)?)?)?)\\s*(AM|PM)?\\s*${OFFSET}`;
const WEEKDAY = '(?:\\s*\\(?(?:星期|周)[一二三四五六日天]\\)?)?';
const WRITTEN = new RegExp(`^(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*[日号]?${WEEKDAY}(?:[T\\s]*${CLOCK})?$`, 'iu');
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?份?$/u;
const COMPACT_MONTH = /^(\d{4})(\d{2})$/;

/** Day 0 of a spreadsheet's serial numbers, as a day since 1970; the 1900 system counts a 29 February 1900 that never was. */
const EPOCH_1900 = dayNumber(1899, 12, 30);
const EPOCH_1904 = dayNumber(1904, 1, 1);
/** Serial numbers of 1927-05-18 to 2099-12-31 (1900 system): below, a number of five digits is a year or a count, not a day. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 73_050;
const DASH = 0x2d;
const BLANK = 0x20;
const COLON = 0x3a;
const ZERO = 0x30;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** China keeps one time, UTC+8. */
const CHINA_MINUTES = 480;

interface Moment {
  /** Days since 1970. */
  readonly day: number;
  /** Seconds of the day; null where the text has no time. */
  readonly second: number | null;
}

export interface DateOptions {
  /** The workbook counts its serial numbers from 1904. */
  readonly date1904?: boolean;
}

/**
 * A day as "YYYY-MM-DD", from 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日, any of them with a time, or a serial number
 * of a spreadsheet. A time with a stated offset is turned into China's time first; without one it is taken as local.
 */
export function readDate(text: string, options: DateOptions = {}): Checked<string> {
  const plain = ISO_DAY.exec(text);
  if (plain !== null && isDay(Number(plain[1]), Number(plain[2]), Number(plain[3]))) return accept(text);
  const moment = readMoment(halfWidth(text), options);
  return moment === null ? refuse('bad_date') : accept(isoDay(moment.day));
}

/** The same as "YYYY-MM-DD HH:MM:SS"; a day without a time starts at midnight. */
export function readDateTime(text: string, options: DateOptions = {}): Checked<string> {
  if (isMoment(text)) return accept(text);
  const moment = readMoment(halfWidth(text), options);
  if (moment === null) return refuse('bad_date');
  const second = moment.second ?? 0;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  return accept(`${isoDay(moment.day)} ${clock}`);
}

/** Whether a text is already in the form of the store, as nearly all cells are; by characters, since a pattern costs five times as much. */
function isMoment(text: string): boolean {
  if (text.length !== 19 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charCodeAt(10) !== BLANK) return false;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return false;
  const year = pair(text, 0) * 100 + pair(text, 2);
  // What is no digit makes NaN, of which no comparison holds.
  return isDay(year, pair(text, 5), pair(text, 8)) && pair(text, 11) <= 23 && pair(text, 14) <= 59 && pair(text, 17) <= 59;
}

/** Two digits from `at` as a number; NaN where other characters stand. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** A month as "YYYY-MM", from 2024-03, 202403, 2024年3月, 2024/3, or any day of it. */
export function readMonth(text: string, options: DateOptions = {}): Checked<string> {
  const cell = halfWidth(text).trim();
  const match = MONTH.exec(cell) ?? COMPACT_MONTH.exec(cell);
  if (match !== null) {
    // As a number 2024.10 loses its zero: nobody can tell October from January then.
    if (/^\d{4}\.1$/.test(cell)) return refuse('ambiguous_month', { year: match[1] ?? '' });
    const year = Number(match[1]);
    const month = Number(match[2]);
    return isDay(year, month, 1) ? accept(`${String(year)}-${two(month)}`) : refuse('bad_month');
  }
  const moment = readMoment(cell, options);
  return moment === null ? refuse('bad_month') : accept(isoDay(moment.day).slice(0, 7));
}

function readMoment(text: string, options: DateOptions): Moment | null {
  if (SERIAL.test(text)) return fromSerial(Number(text), options);
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [, year, month, day, hour, minute, second] = compact;
    if (hour === undefined) return build(year, month, day, null);
    return build(year, month, day, secondOfDay(hour, minute, second, ''));
  }
  const written = WRITTEN.exec(text);
  if (written === null) return null;
  const [, year, month, day, before, hour, minute, second, after, offset] = written;
  if (hour === undefined) return build(year, month, day, null);
  const moment = build(year, month, day, secondOfDay(hour, minute, second, before ?? after ?? ''));
  return moment === null || offset === undefined ? moment : toChina(moment, offset);
}

function build(year: string | undefined, month: string | undefined, day: string | undefined, second: number | null | undefined): Moment | null {
  if (second === undefined) return null;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return isDay(y, m, d) ? { day: dayNumber(y, m, d), second } : null;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && isRealDay(year, month, day);
}

/** Seconds since midnight, or undefined for a time that no clock shows. */
function secondOfDay(hour: string, minute: string | undefined, second: string | undefined, half: string): number | undefined {
  let h = Number(hour);
  const m = Number(minute ?? 0);
  const s = Number(second ?? 0);
  if (half !== '') {
    const afternoon = /^(下午|晚上|PM)$/i.test(half) || (half === '中午' && h < 11);
    if (afternoon && h < 12) h += 12;
    else if (!afternoon && h === 12 && half !== '中午') h = 0;
  }
  return h > 23 || m > 59 || s > 59 ? undefined : h * 3600 + m * 60 + s;
}

function fromSerial(serial: number, { date1904 = false }: DateOptions): Moment | null {
  if (serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1) return null;
  const whole = Math.floor(serial);
  const second = Math.round((serial - whole) * 86_400);
  const day = whole + (date1904 ? EPOCH_1904 : EPOCH_1900);
  return second === 86_400 ? { day: day + 1, second: 0 } : { day, second: serial === whole ? null : second };
}

function toChina({ day, second }: Moment, offset: string): Moment | null {
  const zone = /^z$/i.test(offset) ? 0 : Number(offset.slice(0, 1) + '1') * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
  const total = (second ?? 0) + (CHINA_MINUTES - zone) * 60;
  return { day: day + Math.floor(total / 86_400), second: ((total % 86_400) + 86_400) % 86_400 };
}

/** The first day of a month, the day of a time, the day itself: what a role "time" becomes in the store. */
export function dayOf(value: string): string {
  return value.length === 7 ? `${value}-01` : value.slice(0, 10);
}

