import type { EChartsOption } from 'echarts';
import type { MonthSupply } from '#shared/contract/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

/** True where a month stands out; one that still runs is not judged. */
export function isUnusual({ judgement, whole }: MonthSupply): boolean {
  return whole && (judgement.verdict === 'high' || judgement.verdict === 'low' || judgement.verdict === 'drop');
}

/** Bars by month over the line of what was to be expected; unusual months in red with a triangle, one that still runs hollow. */
export function monthOption(months: readonly MonthSupply[], names: { readonly rows: string; readonly usual: string }, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    // Room for the name of the line at its end.
    grid: { left: 8, right: 64, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: months.map(({ month }) => month), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueAxis(palette) },
    series: [
      {
        type: 'bar', name: names.rows, barMaxWidth: 18,
        data: months.map((one) => ({
          value: one.rows,
          itemStyle: isUnusual(one)
            ? { color: palette.high }
            : one.whole
              ? { color: palette.second }
              : { color: 'transparent', borderColor: palette.second, borderWidth: 1 },
          label: { show: isUnusual(one), position: 'top', formatter: one.judgement.verdict === 'high' ? '▲' : '▼', color: palette.high, fontSize: 10 },
        })),
      },
      {
        type: 'line', name: names.usual, step: 'middle', showSymbol: false, lineStyle: { color: palette.text, width: 1, type: 'dashed' }, itemStyle: { color: palette.text }, endLabel: { show: true, formatter: names.usual, color: palette.muted, fontSize: 12 },
        data: months.map(({ judgement }) => (judgement.verdict === 'unknown' ? null : judgement.median)),
      },
    ],
  };
}
