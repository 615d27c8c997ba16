import { expect, it } from 'vitest';
import { LIGHT_PALETTE } from '@/charts/index.ts';
import { levelsOption } from './levels.ts';
import { measuresOption } from './measures.ts';
import { tornadoOption } from './tornado.ts';

it('a bar of the tornado goes from its low end to its high end and meets at what was entered', () => {
  const option = tornadoOption(
    [{ name: 'a', low: 0.31, high: 0.45 }, { name: 'b', low: 0.4, high: 0.5 }],
    { entered: { at: 0.4, word: 'e' }, cutOffs: [{ at: 0.36, word: 'm' }, { at: 0.64, word: 'h' }] }, { low: 'l', high: 'h' }, LIGHT_PALETTE,
  );
  const [unseen, low, high] = option.series as { data: number[]; markLine?: { data: { xAxis: number }[] } }[];
  expect(unseen?.data).toEqual([0.31, 0.4]);
  expect(low?.data.map((value) => value.toFixed(2))).toEqual(['0.09', '0.00']);
  expect(high?.data.map((value) => value.toFixed(2))).toEqual(['0.05', '0.10']);
  // The cut-off that lies outside is not drawn.
  expect(high?.markLine?.data.map(({ xAxis }) => xAxis)).toEqual([0.4, 0.36]);
  expect(option.xAxis).toMatchObject({ min: 0.28, max: 0.52 });
});

it('levels stack from low to high; a sliver has no figure', () => {
  const option = levelsOption([{ name: 'x', percents: [3, 90, 7], words: ['3%', '90%', '7%'] }], { low: 'L', medium: 'M', high: 'H' }, LIGHT_PALETTE);
  expect(option.series).toMatchObject([{ name: 'L', data: [{ value: 3, label: { show: false } }] }, { name: 'M', data: [{ value: 90, label: { show: true, formatter: '90%' } }] }, { name: 'H' }]);
});

it('measures stand against the whole plan, on an axis from zero', () => {
  expect(measuresOption([{ name: 'm', without: 40, word: '40%' }], { percent: 5, word: 'all' }, LIGHT_PALETTE)).toMatchObject({ xAxis: { min: 0, max: 100 }, series: [{ data: [{ value: 40 }], markLine: { data: [{ xAxis: 5 }] } }] });
});
