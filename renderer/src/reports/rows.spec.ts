import { expect, it } from 'vitest';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import { areaRows, type FactorRow } from './rows.ts';

const row = (id: string, initialR: string | null, residualR: string | null = null): FactorRow => ({
  id, name: id, area: id.slice(0, 1), p: null, q: null, residualP: null, residualQ: null, initialR, residualR, grade: null,
});
const model = { areas: ['A', 'B', 'C'].map((id) => ({ id, name: { zh: id, en: id } })) } as unknown as AssessmentModel;

it('takes the highest R of an area, compared exactly', () =>
  expect(areaRows([row('A1', '0.3'), row('A2', '0.30000000001')], model, 'max')[0]).toMatchObject({ initial: '0.30000000001', residual: null, factors: 2 }));

it('a mean after the measures counts what was not scored anew at its initial R', () =>
  expect(areaRows([row('A1', '0.6', '0.2'), row('A2', '0.4')], model, 'mean')[0]).toMatchObject({ initial: '0.5000', residual: '0.3000' }));

it('an area without scored factors has no value, never 0', () => {
  const [, b, c] = areaRows([row('B1', null)], model, 'mean');
  expect(b).toMatchObject({ factors: 1, initial: null, residual: null });
  expect(c).toMatchObject({ factors: 0, initial: null });
});
