import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { methodSchema, type WpqMethod } from '#shared/domain/grading/index.ts';
import { LIGHT_PALETTE } from '@/charts/index.ts';
import type { AreaRow, FactorRow } from '../rows.ts';
import { barsOption } from './bars.ts';
import { matrixOption, spots } from './matrix.ts';
import { drawnAreas, radarOption } from './radar.ts';

const file = new URL('../../../../resources/methods/wpq@1.json', import.meta.url);
const method = methodSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) as WpqMethod;
const row = (id: string, over: Partial<FactorRow> = {}): FactorRow => ({
  id, name: id, area: 'A', p: '0.5', q: '0.7', residualP: null, residualQ: null, initialR: '0.35', residualR: null, grade: 'general', ...over,
});

describe('matrix', () => {
  const words = { p: 'p', q: 'q', initial: 'before', residual: 'after', grade: (grade: string) => grade };
  it('puts impact to the right and probability upwards, one mark a place', () =>
    expect(spots([row('B10'), row('B2'), row('B3', { p: '0.1' })], ({ p, q }) => [Number(q), Number(p)])).toEqual([{ at: [0.7, 0.5], ids: ['B2', 'B10'] }, { at: [0.7, 0.1], ids: ['B3'] }]));

  it('draws an arrow only where something moved, and no unscored factor', () => {
    const option = matrixOption([row('A1', { residualP: '0.3', residualQ: '0.7' }), row('A2', { residualP: '0.5', residualQ: '0.7' }), row('A3', { p: null })], method, words, LIGHT_PALETTE);
    expect(option.series).toMatchObject([{}, {}, {}, {}, { name: 'before', data: [{ name: 'A1 A2' }], markLine: { data: [[{ coord: [0.7, 0.5] }, { coord: [0.7, 0.3] }]] } }, { name: 'after' }]);
  });
});

it('bars start at zero and say what was not scored', () => {
  const words = { initial: 'before', residual: 'after', unscored: 'not scored', notReassessed: 'not yet' };
  const option = barsOption([row('A1', { initialR: null })], { max: 1, places: 4, limits: [] }, words, LIGHT_PALETTE);
  expect(option).toMatchObject({ xAxis: { min: 0, max: 1 }, series: [{ data: [{ value: 0, label: { formatter: 'not scored' } }] }, { data: [{ label: { formatter: 'not yet' } }] }] });
});

it('the radar leaves out areas without a value and draws no residual where there is none', () => {
  const rows: AreaRow[] = [
    { id: 'A', name: 'a', factors: 1, initial: '0.5', residual: null },
    { id: 'B', name: 'b', factors: 1, initial: null, residual: null },
  ];
  expect(drawnAreas(rows).map(({ id }) => id)).toEqual(['A']);
  expect(radarOption(rows, { initial: 'before', residual: 'after' }, LIGHT_PALETTE).series).toMatchObject([{ data: [{ name: 'before', value: [0.5] }] }]);
});
