import { describe, expect, it } from 'vitest';
import { formatInstant, groupDigits, safeFileName, splitBytes, splitSeconds } from './format.ts';

describe('groupDigits', () => {
  it.each([
    ['0', '0'], ['999', '999'], ['1000', '1,000'], ['-1234567.8901', '-1,234,567.8901'],
    ['12345678901234567890.12', '12,345,678,901,234,567,890.12'], ['abc', 'abc'], ['', ''],
  ])('%s -> %s', (text, grouped) => expect(groupDigits(text)).toBe(grouped));
});

describe('formatInstant', () => {
  it('writes local time without a language', () => {
    const local = new Date(2026, 2, 5, 14, 7, 9);
    expect(formatInstant(local.toISOString())).toBe('2026-03-05 14:07');
    expect(formatInstant(local.toISOString(), true)).toBe('2026-03-05 14:07:09');
  });
  it('returns what is no instant', () => expect(formatInstant('then')).toBe('then'));
});

describe('splitSeconds', () => {
  it.each([[0, 'seconds', 0], [89, 'seconds', 89], [90, 'minutes', 2], [3600, 'minutes', 60]] as const)('%d s', (seconds, unit, n) =>
    expect(splitSeconds(seconds)).toMatchObject({ unit, n }));
  it('turns to hours', () => expect(splitSeconds(7260)).toEqual({ unit: 'hours', n: 0, h: 2, m: 1 }));
});

it('splitBytes changes the unit at 1024', () => {
  expect(splitBytes(1023)).toEqual({ value: '1023', unit: 'B' });
  expect(splitBytes(1536)).toEqual({ value: '1.5', unit: 'KB' });
  expect(splitBytes(5 * 1024 ** 4)).toEqual({ value: '5120.0', unit: 'GB' });
});

it('safeFileName leaves no separator', () => expect(safeFileName('a/b\\c: d?')).toBe('a_b_c_d_'));
