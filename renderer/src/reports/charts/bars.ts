import type { EChartsOption } from 'echarts';
import { parseDecimal } from '#shared/domain/decimal/index.ts';
import { shownDecimal } from '@/assessment/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';
import type { FactorRow } from '../rows.ts';

export interface BarWords {
  readonly initial: string;
  readonly residual: string;
  /** Said instead of a bar where nothing was scored. */
  readonly unscored: string;
  readonly notReassessed: string;
}

/** How far the bars reach, where their limits stand, and how many decimals are shown; for drawing only. */
export interface BarScale {
  readonly max: number;
  readonly limits: readonly { readonly at: number; readonly name: string }[];
  readonly places: number;
}

/** Height that one factor takes, in pixels. */
const ROW = 34;

export function barsHeight(rows: readonly FactorRow[]): number {
  return rows.length * ROW + 62;
}

/** One pair of bars a factor, the gravest on top: outlined before, solid after, from zero, with their figures beside them. */
export function barsOption(rows: readonly FactorRow[], { max, limits, places }: BarScale, words: BarWords, palette: Palette): EChartsOption {
  const drawn = (value: string | null): number => Math.min(max, Math.max(0, parseDecimal(value ?? '0')?.toNumber() ?? 0));
  const bar = (name: string, values: readonly (string | null)[], missing: string) => ({
    type: 'bar' as const,
    name,
    barWidth: 10,
    barGap: '20%',
    // What was not scored has no bar, but a word at zero.
    data: values.map((value) => ({ value: drawn(value), label: { formatter: shownDecimal(value, places) ?? missing, color: value === null ? palette.missing : palette.text } })),
    label: { show: true, position: 'right' as const, fontSize: 11 },
  });
  return {
    ...baseOption(palette),
    legend: { top: 0, left: 0, textStyle: { color: palette.text }, itemWidth: 14, itemHeight: 8 },
    grid: { left: 8, right: 80, top: 44, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max, position: 'top', ...valueAxis(palette), splitLine: { show: false }, axisLabel: { show: false } },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ id, name }) => `${id} ${name}`), ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12, width: 190, overflow: 'truncate' } },
    series: [
      {
        ...bar(words.initial, rows.map(({ initialR }) => initialR), words.unscored),
        itemStyle: { color: 'transparent', borderColor: palette.text, borderWidth: 1 },
        markLine: { silent: true, symbol: 'none', z: 0, lineStyle: { type: 'dashed', color: palette.line }, label: { position: 'start', color: palette.muted, fontSize: 11, formatter: '{b}' }, data: limits.map(({ at, name }) => ({ xAxis: at, name })) },
      },
      { ...bar(words.residual, rows.map(({ residualR }) => residualR), words.notReassessed), itemStyle: { color: palette.accent } },
    ],
  };
}
