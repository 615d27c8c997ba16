/** How numbers, dates and sizes are written; the same in both languages, so that columns compare. */

/** "12345.678" -> "12,345.678"; the digits are never touched. */
export function groupDigits(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/u.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}${fraction}`;
}

export function formatCount(value: number): string {
  return groupDigits(String(Math.round(value)));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** UTC instant (ISO 8601) -> local "2026-03-05 14:07"; other text is returned as it is. */
export function formatInstant(iso: string, seconds = false): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return seconds ? `${day} ${time}:${two(date.getSeconds())}` : `${day} ${time}`;
}

/** Parts of a duration for the words around them. */
export function splitSeconds(seconds: number): { unit: 'seconds' | 'minutes' | 'hours'; n: number; h: number; m: number } {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 90) return { unit: 'seconds', n: whole, h: 0, m: 0 };
  const minutes = Math.ceil(whole / 60);
  if (minutes < 90) return { unit: 'minutes', n: minutes, h: 0, m: 0 };
  return { unit: 'hours', n: 0, h: Math.floor(minutes / 60), m: minutes % 60 };
}

export type ByteUnit = 'B' | 'KB' | 'MB' | 'GB';

/** Bytes with at most one decimal and its unit (1 KB = 1024 bytes). */
export function splitBytes(bytes: number): { value: string; unit: ByteUnit } {
  const units: readonly ByteUnit[] = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let index = 0;
  while (value >= 1024 && index < units.length - 1) {
    value /= 1024;
    index += 1;
  }
  return { value: index === 0 ? String(value) : value.toFixed(1), unit: units[index] ?? 'B' };
}

/** A file name that every desktop takes. */
export function safeFileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\s]+/gu, '_').slice(0, 80);
}
