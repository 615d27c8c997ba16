import type { EChartsOption } from 'echarts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';
import { position, shownDecimal } from '@/assessment/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';
import type { FactorRow } from '../rows.ts';

export interface BarWords {
  readonly initial: string;
  readonly residual: string;
  /** Said instead of a bar where nothing was scored. */
  readonly unscored: string;
  readonly notReassessed: string;
  readonly gradeName: (index: number) => string;
}

/** Height that one factor takes, in pixels. */
const ROW = 34;

export function barsHeight(rows: readonly FactorRow[]): number {
  return rows.length * ROW + 62;
}

/** One pair of bars a factor, the gravest on top: outlined before, solid after, from zero, with their figures beside them. */
export function barsOption(rows: readonly FactorRow[], method: WpqMethod, words: BarWords, palette: Palette): EChartsOption {
  const limits = method.grades.flatMap(({ from }, index) => (from === null ? [] : [{ xAxis: Number(from.at), name: words.gradeName(index) }]));
  const bar = (name: string, values: readonly (string | null)[], missing: string) => ({
    type: 'bar' as const,
    name,
    barWidth: 10,
    barGap: '20%',
    // What was not scored has no bar, but a word at zero.
    data: values.map((value) => ({ value: position(value) ?? 0, label: { formatter: shownDecimal(value) ?? missing, color: value === null ? palette.missing : palette.text } })),
    label: { show: true, position: 'right' as const, fontSize: 11 },
  });
  return {
    ...baseOption(palette),
    legend: { top: 0, left: 0, textStyle: { color: palette.text }, itemWidth: 14, itemHeight: 8 },
    grid: { left: 8, right: 80, top: 44, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 1, position: 'top', ...valueAxis(palette), splitLine: { show: false }, axisLabel: { show: false } },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ id, name }) => `${id} ${name}`), ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12, width: 190, overflow: 'truncate' } },
    series: [
      {
        ...bar(words.initial, rows.map(({ initialR }) => initialR), words.unscored),
        itemStyle: { color: 'transparent', borderColor: palette.text, borderWidth: 1 },
        markLine: { silent: true, symbol: 'none', z: 0, lineStyle: { type: 'dashed', color: palette.line }, label: { position: 'start', color: palette.muted, fontSize: 11, formatter: '{b}' }, data: limits },
      },
      { ...bar(words.residual, rows.map(({ residualR }) => residualR), words.notReassessed), itemStyle: { color: palette.accent } },
    ],
  };
}
