import type { EChartsOption } from 'echarts';
import type { BatchRows } from '#shared/contract/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

/** Standing rows of the category by month: those of the batch below in the accent, those of all others on top of them in grey. */
export function batchMonthOption(months: BatchRows['months'], names: { readonly own: string; readonly others: string }, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    tooltip: { ...baseOption(palette).tooltip as object, trigger: 'axis', axisPointer: { type: 'shadow' } },
    legend: { right: 8, top: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: palette.muted }, data: [names.own, names.others] },
    xAxis: { type: 'category', data: months.map(({ month }) => month), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueAxis(palette) },
    series: [
      { type: 'bar', name: names.own, stack: 'rows', barMaxWidth: 18, itemStyle: { color: palette.accent }, data: months.map(({ standing }) => standing) },
      { type: 'bar', name: names.others, stack: 'rows', barMaxWidth: 18, itemStyle: { color: palette.line }, data: months.map(({ category, standing }) => category - standing) },
    ],
  };
}
