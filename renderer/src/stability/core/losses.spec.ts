import { expect, it } from 'vitest';
import type { StabilityPlaceView } from '#shared/contract/index.ts';
import { row } from './fixtures.ts';
import { lossesOf } from './losses.ts';

const dimension = (id: string, lost: string, score: string, median: string): StabilityPlaceView['dimensions'][number] => ({ id, name: { zh: id, en: id }, weight: '0.5', score, missing: '0', lost, rank: 1, median, groups: [] });
const dimensions = [dimension('a', '2.5', '88', '90'), dimension('b', '9.25', '70', '66')];

it('goes from the greatest loss down, then what is taken off; all of it is 100 less the score', () => {
  const losses = lossesOf({ row: row('x', { score: '87.25', deducted: '1' }), dimensions, capped: '0' });
  expect(losses.map(({ id, lost, against }) => [id, lost, against])).toEqual([['b', '9.25', '4'], ['a', '2.5', '-2'], ['deduction', '1', null]]);
  expect(losses.reduce((sum, { lost }) => sum + Number(lost), 0)).toBe(100 - 87.25);
});

it('says nothing of a place without a score', () => {
  expect(lossesOf({ row: row('x'), dimensions, capped: '0' })).toEqual([]);
});
