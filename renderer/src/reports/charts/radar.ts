import type { EChartsOption } from 'echarts';
import { position } from '@/assessment/index.ts';
import { baseOption, type Palette } from '@/charts/index.ts';
import type { AreaRow } from '../rows.ts';

/** A radar of fewer axes is a line. */
export const LEAST_AXES = 3;

/** Areas that have a value: what has none is left out and said to be, for a gap in a radar looks like a zero. */
export function drawnAreas(rows: readonly AreaRow[]): AreaRow[] {
  return rows.filter(({ initial }) => initial !== null);
}

/** R by area, 0..1, outlined before the measures, filled after them. */
export function radarOption(rows: readonly AreaRow[], words: { readonly initial: string; readonly residual: string }, palette: Palette): EChartsOption {
  const drawn = drawnAreas(rows);
  const values = (side: 'initial' | 'residual'): number[] => drawn.map((row) => position(row[side] ?? row.initial) ?? 0);
  const after = drawn.some(({ residual }) => residual !== null);
  return {
    ...baseOption(palette),
    legend: { bottom: 0, textStyle: { color: palette.text }, data: [words.initial, ...(after ? [words.residual] : [])] },
    radar: {
      center: ['50%', '47%'],
      radius: '66%',
      splitNumber: 5,
      indicator: drawn.map(({ id, name }) => ({ name: `${id} ${name}`, min: 0, max: 1 })),
      axisName: { color: palette.text, fontSize: 12, width: 96, overflow: 'break' },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: palette.line } },
      axisLine: { lineStyle: { color: palette.line } },
    },
    series: [{
      type: 'radar',
      data: [
        { name: words.initial, value: values('initial'), symbol: 'circle', symbolSize: 7, lineStyle: { color: palette.text, type: 'dashed', width: 1.5 }, itemStyle: { color: palette.surface, borderColor: palette.text, borderWidth: 1.5 } },
        ...(after ? [{ name: words.residual, value: values('residual'), symbol: 'circle', symbolSize: 7, lineStyle: { color: palette.accent, width: 2 }, itemStyle: { color: palette.accent }, areaStyle: { color: palette.accent, opacity: 0.15 } }] : []),
      ],
    }],
  };
}
