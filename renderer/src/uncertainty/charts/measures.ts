import type { EChartsOption } from 'echarts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface MeasureBar {
  readonly name: string;
  /** Per cent of the draws above low without the measure, and the same in words. */
  readonly without: number;
  readonly word: string;
}

/** From all measures to what is left without each, against a line of the whole plan. */
export function measuresOption(bars: readonly MeasureBar[], all: { readonly percent: number; readonly word: string }, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 56, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, ...valueAxis(palette), axisLabel: { color: palette.muted, formatter: '{value}%' } },
    yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name), ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12, width: 260, overflow: 'truncate' } },
    series: [{
      type: 'bar', barMaxWidth: 18, itemStyle: { color: palette.accent },
      data: bars.map(({ without, word }) => ({ value: without, label: { show: true, position: 'right' as const, formatter: word, color: palette.text } })),
      markLine: { symbol: 'none', silent: true, data: [{ xAxis: all.percent, lineStyle: { color: palette.text, type: 'solid' as const, width: 1.5 }, label: { formatter: all.word, color: palette.text, position: 'start' as const } }] },
    }],
  };
}
