import { expect, it } from 'vitest';
import { LIGHT_PALETTE } from '@/charts/index.ts';
import { batchMonthOption } from './month-chart.ts';

it('stacks the rows of the batch and those of all others to what the category holds', () => {
  const option = batchMonthOption([{ month: '2026-01', rows: 5, standing: 3, category: 10 }, { month: '2026-02', rows: 0, standing: 0, category: 4 }], { own: 'own', others: 'others' }, LIGHT_PALETTE);
  expect(option.xAxis).toMatchObject({ data: ['2026-01', '2026-02'] });
  expect(option.series).toMatchObject([{ name: 'own', stack: 'rows', data: [3, 0] }, { name: 'others', stack: 'rows', data: [7, 4] }]);
});
