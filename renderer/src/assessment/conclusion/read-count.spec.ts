import { expect, it } from 'vitest';
import { readCount } from './read-count.ts';

it.each([['', null], ['  ', null], ['0', 0], ['1,200', 1200], ['１２', 12], ['-1', 'wrong'], ['1.5', 'wrong'], ['about 5', 'wrong'], ['9999999999', 'wrong']] as const)('%j -> %j', (typed, count) =>
  expect(readCount(typed)).toBe(count));
