import { expect, it } from 'vitest';
import { yearOnYear } from './past.ts';

it('adds up the last twelve months and the twelve before, exactly, and only where every month has data', () => {
  const months = Array.from({ length: 36 }, (_, place) => (place < 12 ? '100' : place < 24 ? '0.1' : '2'));
  expect(yearOnYear(months)).toEqual({ before: '1.2', last: '24' });
  expect(yearOnYear(months.slice(-23))).toBeNull();
  expect(yearOnYear(months.map((value, place) => (place === 30 ? null : value)))).toBeNull();
  expect(yearOnYear([null, ...months.slice(-24)])).toEqual({ before: '1.2', last: '24' });
});
