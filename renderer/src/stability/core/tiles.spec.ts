import { expect, it } from 'vitest';
import { row } from './fixtures.ts';
import { moveTile, tileBlocks, type Tile } from './tiles.ts';

const counties = ['330602', '330603', '330681'].map((code) => row(code));
const towns = [...Array.from({ length: 7 }, (_, i) => row(`33060200${String(i + 1)}`, { county: '330602' })), row('330603001', { county: '330603' }), row('330681001', { county: '330681' })];
const blocks = tileBlocks(counties, towns);
const tiles = blocks.flatMap(({ county, towns: own }) => [...(county === null ? [] : [county]), ...own]);
const at = (place: string): Tile => {
  const found = tiles.find((tile) => tile.row.place === place);
  if (found === undefined) throw new Error(place);
  return found;
};
const go = (from: string, key: string): string | undefined => moveTile(tiles, at(from), key)?.row.place;

it('puts each town into the block of its county, and each county where it roughly lies', () => {
  expect(blocks.map(({ code, towns: own }) => [code, own.length])).toEqual([['330603', 1], ['330602', 7], ['330681', 1]]);
  expect(new Set(tiles.map(({ x, y }) => `${String(x)},${String(y)}`)).size).toBe(tiles.length);
});

it('moves to the neighbour, over the border of a block too, and nowhere at the edge', () => {
  expect(go('330602001', 'ArrowRight')).toBe('330602002');
  expect(go('330602001', 'ArrowDown')).toBe('330602006');
  expect(go('330602001', 'ArrowUp')).toBe('330602');
  expect(go('330602001', 'ArrowLeft')).toBe('330603001');
  expect(go('330603001', 'ArrowDown')).toBe('330602006');
  expect(go('330602005', 'ArrowRight')).toBeUndefined();
  expect(go('330681', 'ArrowLeft')).toBeUndefined();
  expect(go('330602001', 'Enter')).toBeUndefined();
});

it('finds a cell for a county it does not know', () => {
  expect(tileBlocks([row('110101')], [row('110101001', { county: '110101' })])).toHaveLength(1);
});
