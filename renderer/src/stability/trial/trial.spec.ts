import { expect, it } from 'vitest';
import { rankMoves, scoreChange } from './trial.ts';

it('tells a change exactly, and none where a score is missing', () => {
  expect(scoreChange({ score: '80.1', scoreBefore: '79.95' })).toBe('0.15');
  expect(scoreChange({ score: '0.1', scoreBefore: '0.3' })).toBe('-0.2');
  expect(scoreChange({ score: null, scoreBefore: '1' })).toBeNull();
  expect(scoreChange({ score: '1', scoreBefore: null })).toBeNull();
});

it('counts the places that change their rank', () => {
  expect(rankMoves([])).toEqual({ moved: 0, most: 0 });
  expect(rankMoves([{ rank: 1, rankBefore: 1 }, { rank: 2, rankBefore: 5 }, { rank: 4, rankBefore: 3 }, { rank: null, rankBefore: 2 }])).toEqual({ moved: 2, most: 3 });
});
