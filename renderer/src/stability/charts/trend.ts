import type { EChartsOption } from 'echarts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface TrendPoint {
  readonly month: string;
  /** Null = no score, drawn as a gap. */
  readonly value: number | null;
}

/** The axis ends on a whole multiple of this. */
const STEP = 5;

/** Nothing below stands on the axis, so that the line shows its moves; a line needs no zero. */
export function trendOption(points: readonly TrendPoint[], name: string, palette: Palette): EChartsOption {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const last = points.findLastIndex(({ value }) => value !== null);
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 44, top: 16, bottom: 4, containLabel: true },
    tooltip: { ...baseOption(palette).tooltip as object, trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? value.toFixed(2) : '') },
    xAxis: { type: 'category', data: points.map(({ month }) => month), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: Math.floor((Math.min(100, ...values) - 1) / STEP) * STEP, max: Math.min(100, Math.ceil((Math.max(0, ...values) + 1) / STEP) * STEP), minInterval: STEP, ...valueAxis(palette) },
    series: [{
      type: 'line', name, connectNulls: false, showSymbol: true, symbolSize: 4, lineStyle: { color: palette.accent, width: 2 }, itemStyle: { color: palette.accent },
      data: points.map(({ value }, index) => (index === last ? { value, symbolSize: 8, label: { show: true, position: 'right', formatter: value?.toFixed(2) ?? '', color: palette.text, fontWeight: 600 } } : { value })),
    }],
  };
}
