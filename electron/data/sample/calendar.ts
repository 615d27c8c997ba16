/**
 * Dates as whole seconds since 1970 in a calendar without time zones: the sample must not depend on where it is made.
 * Months are numbered year x 12 + month - 1.
 */
const DAY = 86_400;

export const secondsOf = { day: DAY, hour: 3600, minute: 60 } as const;

/** '2026-10' as a month number. */
export function parseMonth(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

export function formatMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${two((month % 12) + 1)}`;
}

/** 0 = January. */
export function monthOfYear(month: number): number {
  return month % 12;
}

/** The first second of a month. */
export function monthStart(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / 1000;
}

/** Days in a month. */
export function monthLength(month: number): number {
  return (monthStart(month + 1) - monthStart(month)) / DAY;
}

/** 'YYYY-MM-DD' or 'YYYY-MM-DD HH:mm:ss' or 'YYYY-MM' as seconds. */
export function parseMoment(text: string): number {
  const day = text.length < 10 ? 1 : digits(text, 8, 2);
  const start = Date.UTC(digits(text, 0, 4), digits(text, 5, 2) - 1, day) / 1000;
  return text.length < 19 ? start : start + digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 + digits(text, 17, 2);
}

/** The number that some digits of a text write. Called a hundred times a row, so without a substring. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at += 1) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}

export interface Moment {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** The parts of a moment, each padded with zeros. */
export function partsOf(seconds: number): Moment {
  const date = new Date(seconds * 1000);
  return {
    year: String(date.getUTCFullYear()).padStart(4, '0'),
    month: two(date.getUTCMonth() + 1),
    day: two(date.getUTCDate()),
    hour: two(date.getUTCHours()),
    minute: two(date.getUTCMinutes()),
    second: two(date.getUTCSeconds()),
  };
}

/** 'YYYY-MM-DD'. */
export function formatDay(seconds: number): string {
  const { year, month, day } = partsOf(seconds);
  return `${year}-${month}-${day}`;
}

/** 'YYYY-MM-DD HH:mm:ss'. */
export function formatMoment(seconds: number): string {
  const { hour, minute, second } = partsOf(seconds);
  return `${formatDay(seconds)} ${hour}:${minute}:${second}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
