import { describe, expect, it } from 'vitest';
import { moveRow, nextSort } from './table.ts';

describe('moveRow', () => {
  it.each([
    ['ArrowDown', 0, 1], ['ArrowDown', 9, 9], ['ArrowUp', 0, 0], ['ArrowUp', 5, 4], ['PageDown', 2, 9], ['PageUp', 2, 0], ['Home', 7, 0], ['End', 1, 9],
  ])('%s from %d of 10', (key, from, to) => expect(moveRow(key, from, 10)).toBe(to));
  it('leaves other keys and empty tables alone', () => {
    expect(moveRow('a', 0, 10)).toBeNull();
    expect(moveRow('ArrowDown', 0, 0)).toBeNull();
  });
});

it('nextSort goes up, down, off, and starts anew on another column', () => {
  const up = nextSort(null, 'a');
  expect(up).toEqual({ field: 'a', direction: 'asc' });
  const down = nextSort(up, 'a');
  expect(down).toEqual({ field: 'a', direction: 'desc' });
  expect(nextSort(down, 'a')).toBeNull();
  expect(nextSort(down, 'b')).toEqual({ field: 'b', direction: 'asc' });
});
