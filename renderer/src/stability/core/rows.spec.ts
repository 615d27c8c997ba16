import { expect, it } from 'vitest';
import { row } from './fixtures.ts';
import { filterRows, NO_FILTER, sortRows, tiedTiers } from './rows.ts';

const rows = [
  row('330602001', { name: 'A', county: '330602', score: '90.1', rank: 1, tier: 1, colour: 'green', dimensions: [{ id: 'order', score: '80', missing: '0' }] }),
  row('330602002', { name: 'B', county: '330602', score: '9.5', rank: 2, tier: 1, colour: 'red', dimensions: [{ id: 'order', score: null, missing: '1' }] }),
  row('330603001', { name: 'C', county: '330603', dimensions: [{ id: 'order', score: '95', missing: '0' }] }),
];
const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join('');

it('sorts scores as numbers, and what is missing last both ways', () => {
  expect(names(sortRows(rows, { field: 'score', direction: 'asc' }))).toBe('BAC');
  expect(names(sortRows(rows, { field: 'score', direction: 'desc' }))).toBe('ABC');
  expect(names(sortRows(rows, { field: 'd-order', direction: 'desc' }))).toBe('CAB');
  expect(sortRows(rows, null)).toBe(rows);
});

it('filters by text, county and colour', () => {
  expect(names(filterRows(rows, NO_FILTER))).toBe('ABC');
  expect(names(filterRows(rows, { ...NO_FILTER, county: '330602', colour: 'red' }))).toBe('B');
  expect(names(filterRows(rows, { ...NO_FILTER, colour: 'missing' }))).toBe('C');
  expect(names(filterRows(rows, { ...NO_FILTER, text: ' C ' }))).toBe('C');
});

it('knows which tiers are ties', () => {
  expect([...tiedTiers(rows)]).toEqual([1]);
});
