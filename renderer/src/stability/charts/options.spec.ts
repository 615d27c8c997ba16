import { expect, it } from 'vitest';
import { LIGHT_PALETTE } from '@/charts/index.ts';
import { radarOption } from './radar.ts';
import { trendOption } from './trend.ts';
import { waterfallOption } from './waterfall.ts';

it('trend keeps months without a score as gaps and labels the last score', () => {
  const option = trendOption([{ month: '2026-01', value: 80 }, { month: '2026-02', value: 82.5 }, { month: '2026-03', value: null }], 'n', LIGHT_PALETTE);
  expect(option).toMatchObject({ yAxis: { min: 75, max: 85 }, series: [{ connectNulls: false, data: [{ value: 80 }, { value: 82.5, label: { formatter: '82.50' } }, { value: null }] }] });
});

it('radar goes from the floor to 100', () => {
  expect(radarOption([{ name: 'a', value: 70, median: null }], { here: 'h', median: 'm' }, 60, LIGHT_PALETTE)).toMatchObject({ radar: { indicator: [{ name: 'a\n70.0', min: 60, max: 100 }] } });
});

it('waterfall: each step hangs where the one before ended, the last bar is the score', () => {
  const steps = [{ name: 'a', lost: 10, side: 'below' as const, label: '' }, { name: 'b', lost: 5, side: 'above' as const, label: '' }, { name: 'c', lost: 1, side: null, label: '' }];
  const option = waterfallOption(steps, 84, { full: 'full', score: 'score' }, LIGHT_PALETTE);
  expect(option).toMatchObject({
    xAxis: { min: 80, max: 100 },
    series: [{ data: [{ value: 90 }, { value: 85 }, { value: 84 }, 0] }, { data: [{ value: 10 }, { value: 5 }, { value: 1 }, { value: 84 }] }],
  });
});
