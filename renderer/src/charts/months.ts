import type { EChartsOption } from 'echarts';
import type { Palette } from './palette.ts';
import { baseOption, categoryAxis, valueAxis } from './theme.ts';

export interface MonthValue {
  /** YYYY-MM. */
  readonly month: string;
  /** Null = no data, which is drawn as a gap, never as 0. */
  readonly value: number | null;
}

/** All months from the first to the last, so that an empty month stays an empty place. At most 120. */
export function fillMonths(months: readonly MonthValue[]): readonly MonthValue[] {
  const sorted = [...months].sort((a, b) => (a.month < b.month ? -1 : 1));
  const first = sorted[0]?.month;
  const last = sorted.at(-1)?.month;
  if (first === undefined || last === undefined) return [];
  const known = new Map(sorted.map((entry) => [entry.month, entry.value]));
  const filled: MonthValue[] = [];
  for (let month = first; month <= last && filled.length < 120; month = nextMonth(month)) filled.push({ month, value: known.get(month) ?? null });
  return filled;
}

export function nextMonth(month: string): string {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Bars by month; the last one is labelled directly. */
export function monthBars(months: readonly MonthValue[], name: string, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    xAxis: { type: 'category', data: months.map((entry) => entry.month), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueAxis(palette) },
    series: [{ type: 'bar', name, barMaxWidth: 18, itemStyle: { color: palette.accent }, data: months.map((entry) => entry.value) }],
  };
}
