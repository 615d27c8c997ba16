import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodSchema, type WpqMethod } from '#shared/domain/grading/index.ts';
import { gradeRange, intervals, percent, shownIndex, weighted } from './figures.ts';

const parsed = methodSchema.parse(JSON.parse(readFileSync(new URL('../../../resources/methods/wpq@1.json', import.meta.url), 'utf8')));
if (parsed.kind !== 'wpq') throw new Error('wpq@1 is not a wpq method');
const wpq: WpqMethod = parsed;

describe('figures for people', () => {
  it.each([
    ['0.37951234', '0.3795'],
    ['0.36', '0.3600'],
    ['0.359999', '0.359999'], // four decimals would read 0.3600, which is medium
    ['0.3599984', '0.359998'],
    ['0.64000001', '0.64000001'], // high, and 0.6400 is medium
    ['0.6412345', '0.6412'],
    ['0', '0.0000'],
  ])('shows %s as %s', (index, shown) => {
    expect(shownIndex(wpq.index, index)).toBe(shown);
  });

  it('multiplies exactly and keeps what is missing missing', () => {
    expect(weighted('0.1', '0.36')?.toFixed()).toBe('0.036');
    expect(weighted(null, '0.36')).toBeNull();
    expect(weighted('0.1', null)).toBeNull();
  });

  it('words cut-offs with the side they include', () => {
    expect(intervals('T', wpq.index)).toEqual({ high: 'T > 0.64', medium: '0.36 ≤ T ≤ 0.64', low: 'T < 0.36' });
    expect(intervals('x', wpq.direct.opinion, percent)).toEqual({ high: 'x > 50%', medium: '20% ≤ x ≤ 50%', low: 'x < 20%' });
    expect(wpq.grades.map(({ from }, position) => gradeRange('R', from, wpq.grades[position - 1]?.from ?? null))).toEqual([
      'R > 0.64', '0.36 < R ≤ 0.64', '0.16 < R ≤ 0.36', '0.04 < R ≤ 0.16', 'R ≤ 0.04',
    ]);
    expect(intervals('n', wpq.direct.trigger.people)).toEqual({ high: 'n ≥ 200', medium: '20 ≤ n < 200', low: 'n < 20' });
  });
});
