import type { EChartsOption } from 'echarts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface Bars {
  readonly name: string;
  readonly values: readonly number[];
}

/** Signals by month: stacked parts of one whole, or two ways beside each other. */
export function raisedBars(months: readonly string[], bars: readonly Bars[], stacked: boolean, palette: Palette): EChartsOption {
  const colours = stacked ? [palette.accent, palette.missing] : [palette.second, palette.accent];
  return {
    ...baseOption(palette),
    ...(bars.length > 1 ? { legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: palette.muted, fontSize: 12 } } } : {}),
    tooltip: { renderMode: 'richText', trigger: 'axis', confine: true, backgroundColor: palette.surface, borderColor: palette.line, textStyle: { color: palette.text, fontSize: 12 } },
    xAxis: { type: 'category', data: [...months], ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueAxis(palette) },
    series: bars.map(({ name, values }, index) => ({
      type: 'bar' as const, name, barMaxWidth: 16, ...(stacked ? { stack: 'all' } : { barGap: '10%' }), itemStyle: { color: colours[index] ?? palette.accent }, data: [...values],
    })),
  };
}
