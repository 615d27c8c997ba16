import { expect, it } from 'vitest';
import type { EvidenceAnswer, EvidenceRing } from '#shared/contract/index.ts';
import { aroundRows, aroundWords } from './around-rows.ts';

const ring = (places: number, total: string, rate: string | null, median: string): EvidenceRing => ({ places, total, rate, median });
const answer = (rated: boolean, approximate: boolean | null): Pick<EvidenceAnswer, 'around' | 'scope'> => ({
  scope: 'towns',
  around: {
    own: ring(1, '3', rated ? '1.50' : null, '3'),
    neighbours: approximate === null ? null : { ...ring(4, '8', rated ? '0.80' : null, '2'), codes: [], name: { zh: '名录', en: 'list' }, approximate },
    wider: { ...ring(17, '20', rated ? '0.40' : null, '0.5'), codes: ['330602'] },
  },
});

it('tells the place, its neighbours and the county, and that an approximation is one', () => {
  expect(aroundRows(answer(true, true)).map(({ area, total, rate }) => [area, total, rate])).toEqual([['own', '3', '1.50'], ['neighbours', '8', '0.80'], ['wider', '20', '0.40']]);
  expect(aroundWords(answer(true, true))).toBe('每万人：相邻 0.80，所在县域 0.40（相邻为近似）');
  expect(aroundWords(answer(false, false))).toBe('中位：相邻 2.00，所在县域 0.50');
});

it('says nothing of neighbours where the office has no list', () => {
  expect(aroundRows(answer(true, null)).map(({ area }) => area)).toEqual(['own', 'wider']);
  expect(aroundWords(answer(true, null))).toBe('');
  expect(aroundRows({ scope: 'project', around: null })).toEqual([]);
});
