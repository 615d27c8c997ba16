import type { EChartsOption } from 'echarts';
import { baseOption, type Palette } from '@/charts/index.ts';

export interface RadarAxis {
  readonly name: string;
  readonly value: number;
  readonly median: number | null;
}

/** A place over the median, from the floor of the scale to 100. Axes without a score are left out by who calls. */
export function radarOption(axes: readonly RadarAxis[], words: { readonly here: string; readonly median: string }, floor: number, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    legend: { bottom: 0, itemHeight: 8, textStyle: { color: palette.text }, data: [words.here, words.median] },
    radar: {
      center: ['50%', '46%'],
      radius: '60%',
      splitNumber: 4,
      indicator: axes.map(({ name, value }) => ({ name: `${name}\n${value.toFixed(1)}`, min: floor, max: 100 })),
      axisName: { color: palette.text, fontSize: 12, width: 104, overflow: 'break' },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: palette.line } },
      axisLine: { lineStyle: { color: palette.line } },
    },
    series: [{
      type: 'radar',
      data: [
        { name: words.median, value: axes.map(({ median }) => median ?? floor), symbol: 'none', lineStyle: { color: palette.muted, type: 'dashed', width: 1.5 }, itemStyle: { color: palette.muted } },
        { name: words.here, value: axes.map(({ value }) => value), symbolSize: 5, lineStyle: { color: palette.accent, width: 2 }, itemStyle: { color: palette.accent }, areaStyle: { color: palette.accent, opacity: 0.12 } },
      ],
    }],
  };
}
