import { expect, it } from 'vitest';
import { rankMoves } from './trial.ts';

it('counts the places that change their rank', () => {
  expect(rankMoves([])).toEqual({ moved: 0, most: 0 });
  expect(rankMoves([{ rank: 1, rankBefore: 1 }, { rank: 2, rankBefore: 5 }, { rank: 4, rankBefore: 3 }, { rank: null, rankBefore: 2 }])).toEqual({ moved: 2, most: 3 });
});
