import type { EChartsOption, LineSeriesOption, ScatterSeriesOption } from 'echarts';
import type { Grade, WpqMethod } from '#shared/domain/grading/index.ts';
import { position } from '@/assessment/index.ts';
import { baseOption, valueAxis, type Palette } from '@/charts/index.ts';
import type { FactorRow } from '../rows.ts';
import { gradeColours } from './grade-colours.ts';

export interface MatrixWords {
  readonly p: string;
  readonly q: string;
  readonly initial: string;
  readonly residual: string;
  readonly grade: (grade: Grade) => string;
}

interface Spot {
  /** Impact, probability. */
  readonly at: readonly [number, number];
  readonly ids: readonly string[];
}

/** So many ids stand beside a spot before the rest is only counted. */
const NAMED = 4;
const STEPS = 32;

/** Impact to the right, probability upwards; areas by grade; hollow before, solid after, an arrow from one to the other. */
export function matrixOption(rows: readonly FactorRow[], method: WpqMethod, words: MatrixWords, palette: Palette): EChartsOption {
  const colours = gradeColours(palette);
  const before = spots(rows, ({ p, q }) => at(p, q));
  const after = spots(rows, ({ residualP, residualQ }) => at(residualP, residualQ));
  const areas = [...method.grades].reverse().flatMap(({ grade, from }) => (from === null ? [] : [area(Number(from.at), colours[grade], words.grade(grade), palette)]));
  const arrows = rows.flatMap((row) => {
    const [start, end] = [at(row.p, row.q), at(row.residualP, row.residualQ)];
    return start === null || end === null || (start[0] === end[0] && start[1] === end[1]) ? [] : [[{ coord: [...start] }, { coord: [...end] }] as [{ coord: number[] }, { coord: number[] }]];
  });
  const axis = (name: string) => ({ type: 'value' as const, name, nameLocation: 'middle' as const, nameTextStyle: { color: palette.text }, min: 0, max: 1, interval: 0.2, ...valueAxis(palette), splitLine: { lineStyle: { color: palette.surface } } });
  return {
    ...baseOption(palette),
    legend: { bottom: 0, icon: 'circle', itemWidth: 10, itemHeight: 10, textStyle: { color: palette.text }, data: [words.initial, words.residual] },
    grid: { left: 34, right: 16, top: 10, bottom: 62, show: true, borderColor: palette.line, backgroundColor: colours.minor },
    xAxis: { ...axis(words.q), nameGap: 26 },
    yAxis: { ...axis(words.p), nameGap: 32 },
    series: [
      ...areas,
      {
        ...marks(words.initial, before, 'right', palette),
        itemStyle: { color: palette.surface, borderColor: palette.text, borderWidth: 1.5, opacity: 1 },
        markLine: { silent: true, symbol: ['none', 'arrow'], symbolSize: 7, label: { show: false }, lineStyle: { type: 'solid', width: 1, color: palette.muted }, data: arrows },
      },
      { ...marks(words.residual, after, 'left', palette), itemStyle: { color: palette.accent, opacity: 1 } },
    ],
  };
}

/** Everything above p x q = c; later areas cover the graver part of earlier ones. */
function area(c: number, color: string, name: string, palette: Palette): LineSeriesOption {
  const data = Array.from({ length: STEPS + 1 }, (_, step) => {
    const q = c ** (1 - step / STEPS);
    return [q, Math.min(1, c / q)];
  });
  // The name of the area stands inside it, above the right end of its edge.
  const endLabel = { show: true, formatter: name, align: 'right' as const, offset: [-12, -9], fontSize: 11, color: palette.muted };
  return { type: 'line', data, symbol: 'none', silent: true, z: 1, lineStyle: { width: 0 }, areaStyle: { color, opacity: 1, origin: 'end' }, tooltip: { show: false }, endLabel };
}

function marks(name: string, found: readonly Spot[], side: 'left' | 'right', palette: Palette): ScatterSeriesOption {
  return {
    type: 'scatter',
    name,
    z: 3,
    symbolSize: 9,
    data: found.map(({ at: [q, p], ids }) => ({ name: ids.join(' '), value: [q, p] })),
    label: { show: true, position: side, distance: 3, fontSize: 11, color: palette.text, formatter: ({ dataIndex }) => shortened(found[dataIndex]?.ids ?? []) },
    labelLayout: { moveOverlap: 'shiftY' },
    tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => `${name}  p=${String(found[dataIndex]?.at[1])}  q=${String(found[dataIndex]?.at[0])}\n${found[dataIndex]?.ids.join(' ') ?? ''}` },
  };
}

/** Factors that stand on the same place are one mark with all their ids. */
export function spots(rows: readonly FactorRow[], place: (row: FactorRow) => readonly [number, number] | null): Spot[] {
  const found = new Map<string, { at: readonly [number, number]; ids: string[] }>();
  for (const row of rows) {
    const spot = place(row);
    if (spot === null) continue;
    const known = found.get(spot.join());
    if (known === undefined) found.set(spot.join(), { at: spot, ids: [row.id] });
    else known.ids.push(row.id);
  }
  return [...found.values()].map(({ at: where, ids }) => ({ at: where, ids: ids.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })) }));
}

function at(p: string | null, q: string | null): readonly [number, number] | null {
  const [up, right] = [position(p), position(q)];
  return up === null || right === null ? null : [right, up];
}

function shortened(ids: readonly string[]): string {
  return ids.length <= NAMED ? ids.join(' ') : `${ids.slice(0, NAMED - 1).join(' ')} +${String(ids.length - NAMED + 1)}`;
}
