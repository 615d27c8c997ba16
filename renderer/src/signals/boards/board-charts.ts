import type { EChartsOption } from 'echarts';
import type { BoardGroupRow, BoardValue, BoardView } from '#shared/contract/index.ts';
import { groupKey, type BoardChart } from '#shared/domain/signals/index.ts';
import { baseOption, categoryAxis, valueAxis, type ChartTable, type Palette } from '@/charts/index.ts';
import { t } from '@/i18n/index.ts';
import { figureName, rowName, sortRows } from './cells.ts';

/** Groups drawn; the table below holds them all. */
const DRAWN = 12;
const YEAR = 12;

interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A chart of a board as it is drawn and as the table that it is drawn from. */
export interface DrawnChart {
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly table: ChartTable;
  /** Keys of the labels: months, or groups. */
  readonly keys: readonly string[];
  build(palette: Palette): EChartsOption;
}

export function drawChart(view: BoardView, chart: BoardChart): DrawnChart {
  return chart.kind === 'months' ? byMonth(view, chart.figures) : byGroup(chart, view);
}

/** Twelve months; one figure alone stands beside the same months of the year before. */
function byMonth(view: BoardView, figures: readonly string[]): DrawnChart {
  const shown = view.byMonth.slice(-YEAR);
  const before = view.byMonth.slice(-2 * YEAR, -YEAR);
  const series: Series[] = figures.map((id) => ({ name: figureName(view, id), values: shown.map(({ values }) => numberOf(values[id])) }));
  const [only] = figures;
  if (figures.length === 1 && only !== undefined) series.unshift({ name: t('signals.board.lastYearLine'), values: before.map(({ values }) => numberOf(values[only])) });
  const labels = shown.map(({ month }) => month);
  return { ...finish(labels, labels, t('signals.board.month_'), series), build: (palette) => columns(labels, series, figures.length === 1, palette) };
}

/** The greatest groups, from the top. */
function byGroup(chart: Extract<BoardChart, { kind: 'groups' }>, view: BoardView): DrawnChart {
  const rows = sortRows((view.groups[groupKey(chart.group)]?.rows ?? []).filter(({ key }) => key !== ''), chart.figures[0] ?? '').slice(0, DRAWN);
  const series: Series[] = chart.figures.map((id) => ({ name: figureName(view, id), values: rows.map(({ values }: BoardGroupRow) => numberOf(values[id])) }));
  const labels = rows.map(rowName);
  return { ...finish(labels, rows.map(({ key }) => key), t('signals.board.by'), series), build: (palette) => bars(labels, series, palette) };
}

function finish(labels: readonly string[], keys: readonly string[], first: string, series: readonly Series[]): Omit<DrawnChart, 'build'> {
  return { labels, keys, series, table: { columns: [first, ...series.map(({ name }) => name)], rows: labels.map((label, index) => [label, ...series.map(({ values }) => values[index] ?? null)]) } };
}

/** For drawing only; every digit stands in the table. */
function numberOf(value: BoardValue | undefined): number | null {
  return value?.value === null || value === undefined ? null : Number(value.value);
}

function columns(labels: readonly string[], series: readonly Series[], compared: boolean, palette: Palette): EChartsOption {
  const colours = compared ? [palette.line, palette.accent] : [palette.accent, palette.medium, palette.second];
  return {
    ...baseOption(palette),
    ...legend(series, palette),
    tooltip: axisTooltip(palette),
    xAxis: { type: 'category', data: labels.map((month) => month.slice(2)), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, ...valueAxis(palette) },
    series: series.map(({ name, values }, index) => ({ type: 'bar' as const, name, barMaxWidth: 14, barGap: '10%', itemStyle: { color: colours[index] ?? palette.second }, data: [...values] })),
  };
}

function bars(labels: readonly string[], series: readonly Series[], palette: Palette): EChartsOption {
  const colours = [palette.accent, palette.second];
  return {
    ...baseOption(palette),
    ...legend(series, palette),
    tooltip: axisTooltip(palette),
    xAxis: { type: 'value', min: 0, ...valueAxis(palette) },
    yAxis: { type: 'category', inverse: true, data: [...labels], ...categoryAxis(palette), axisLabel: { color: palette.muted, fontSize: 11, width: 108, overflow: 'truncate', interval: 0 } },
    series: series.map(({ name, values }, index) => ({ type: 'bar' as const, name, barMaxWidth: 10, itemStyle: { color: colours[index] ?? palette.second }, label: { show: series.length === 1, position: 'right' as const, color: palette.text, fontSize: 11 }, data: [...values] })),
  };
}

function legend(series: readonly Series[], palette: Palette): EChartsOption {
  return series.length < 2 ? {} : { legend: { top: 0, right: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: palette.muted, fontSize: 12 } } };
}

function axisTooltip(palette: Palette): NonNullable<EChartsOption['tooltip']> {
  return { renderMode: 'richText', trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true, backgroundColor: palette.surface, borderColor: palette.line, textStyle: { color: palette.text, fontSize: 12 } };
}
