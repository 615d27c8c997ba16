import { describe, expect, it } from 'vitest';
import type { CategorySupply, SupplyMatrix } from '#shared/contract/index.ts';
import type { FreshnessState } from '#shared/domain/supply/index.ts';
import { countStates, moveCell, supplyRows } from './rows.ts';

const cell = (id: string, state: FreshnessState, rows: number, patch: Partial<CategorySupply> = {}): CategorySupply => ({
  id, name: { zh: id, en: id }, rhythm: 'daily', graceDays: 3, rows, months: 0, monthSpan: 0, firstMonth: null, lastMonth: null,
  freshness: { state, basis: 'data', coveredTo: `2026-05-${id.replace('.', '')}`, nextEnd: null, dueOn: null, daysLate: 0 },
  read: rows, rejected: 0, lastBatch: null, trend: [], findings: null, ...patch,
});
const matrix: SupplyMatrix = {
  today: '2026-06-01',
  systems: [
    { id: 'S1', name: { zh: '一', en: 'One' }, owner: { zh: '', en: '' }, categories: [cell('1.1', 'due', 5), cell('1.2', 'current', 90)] },
    { id: 'S2', name: { zh: '二', en: 'Two' }, owner: { zh: '', en: '' }, categories: [cell('2.1', 'due', 7, { rejected: 7 }), cell('2.10', 'never', 0)] },
  ],
};
const ids = (...input: Parameters<typeof supplyRows>): string[] => supplyRows(...input).map(({ category }) => category.id);

describe('supplyRows', () => {
  it('keeps the order of the catalogue, or sorts by what was asked', () => {
    expect(ids(matrix, null, null)).toEqual(['1.1', '1.2', '2.1', '2.10']);
    expect(ids(matrix, null, { field: 'rows', direction: 'desc' })).toEqual(['1.2', '2.1', '1.1', '2.10']);
    expect(ids(matrix, null, { field: 'refused', direction: 'desc' })[0]).toBe('2.1');
    expect(ids(matrix, null, { field: 'category', direction: 'desc' })).toEqual(['2.10', '2.1', '1.2', '1.1']);
    expect(ids(matrix, null, { field: 'unknown', direction: 'desc' })).toEqual(['1.1', '1.2', '2.1', '2.10']);
  });

  it('narrows to one state', () => {
    expect(ids(matrix, 'due', { field: 'rows', direction: 'desc' })).toEqual(['2.1', '1.1']);
    expect(countStates(matrix.systems.flatMap(({ categories }) => categories))).toEqual({ due: 2, expected: 0, current: 1, never: 1 });
  });
});

describe('moveCell', () => {
  const heights = [7, 8, 6];
  it.each([
    ['ArrowDown', 0, 6, null], ['ArrowDown', 0, 5, { column: 0, row: 6 }], ['ArrowUp', 1, 0, null], ['ArrowRight', 1, 7, { column: 2, row: 5 }],
    ['ArrowLeft', 1, 7, { column: 0, row: 6 }], ['ArrowRight', 2, 0, null], ['ArrowLeft', 0, 0, null], ['End', 1, 2, { column: 1, row: 7 }], ['Home', 1, 2, { column: 1, row: 0 }], ['a', 1, 2, null],
  ])('%s from column %i row %i', (key, column, row, expected) => {
    expect(moveCell(key, column, row, heights)).toEqual(expected);
  });
});
