import type { EChartsOption } from 'echarts';
import { LEVELS, type Level } from '#shared/domain/grading/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface LevelRow {
  readonly name: string;
  /** Per cent of each level, in the order of LEVELS, and the same in words. */
  readonly percents: readonly number[];
  readonly words: readonly string[];
}

/** A share below this has no room for its figure. */
const LEAST_LABELLED = 6;

/** One bar of a hundred per cent for each row, from low to high. */
export function levelsOption(rows: readonly LevelRow[], levels: Readonly<Record<Level, string>>, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: palette.text, fontSize: 12 }, data: LEVELS.map((level) => levels[level]) },
    grid: { left: 8, right: 24, top: 28, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, ...valueAxis(palette), axisLabel: { color: palette.muted, formatter: '{value}%' } },
    yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name), ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12 } },
    series: LEVELS.map((level, position) => ({
      type: 'bar' as const, stack: 'all', name: levels[level], barMaxWidth: 26, itemStyle: { color: palette[level], borderColor: palette.surface, borderWidth: 1 },
      data: rows.map(({ percents, words }) => {
        const value = percents[position] ?? 0;
        return { value, label: { show: value >= LEAST_LABELLED, formatter: words[position] ?? '', color: palette.surface } };
      }),
    })),
  };
}
