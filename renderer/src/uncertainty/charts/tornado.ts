import type { EChartsOption } from 'echarts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface TornadoBar {
  readonly name: string;
  /** The index with only this at its ends; `low` is the lesser. */
  readonly low: number;
  readonly high: number;
}

export interface TornadoLines {
  readonly entered: { readonly at: number; readonly word: string };
  readonly cutOffs: readonly { readonly at: number; readonly word: string }[];
}

const ROOM = 0.02;

/**
 * The widest bar on top, each from the index at one end to that at the other. The axis does not begin at zero: what is compared is the
 * distance from the entered index and from the cut-offs.
 */
export function tornadoOption(bars: readonly TornadoBar[], { entered, cutOffs }: TornadoLines, ends: { readonly low: string; readonly high: string }, palette: Palette): EChartsOption {
  const least = Math.min(entered.at, ...bars.map(({ low }) => low));
  const most = Math.max(entered.at, ...bars.map(({ high }) => high));
  const [min, max] = [Math.max(0, Math.floor((least - ROOM) * 50) / 50), Math.min(1, Math.ceil((most + ROOM) * 50) / 50)];
  const line = (at: number, word: string, type: 'solid' | 'dashed', color: string) => ({ xAxis: at, lineStyle: { type, color, width: 1.5 }, label: { formatter: word, color, position: 'start' as const } });
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 24, top: 40, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 10, textStyle: { color: palette.text, fontSize: 12 }, data: [ends.low, ends.high] },
    // The axis begins where the bars do, seldom at a round figure.
    xAxis: { type: 'value', min, max, ...valueAxis(palette), axisLabel: { color: palette.muted, fontSize: 12, showMinLabel: false, showMaxLabel: false } },
    yAxis: { type: 'category', inverse: true, data: bars.map(({ name }) => name), ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12, width: 260, overflow: 'truncate' } },
    series: [
      // Stacked bars: an unseen one up to the low end, then low to entered, then entered to high.
      { type: 'bar', stack: 'tornado', silent: true, itemStyle: { color: 'transparent' }, barMaxWidth: 16, data: bars.map(({ low }) => low) },
      { type: 'bar', stack: 'tornado', name: ends.low, itemStyle: { color: palette.second }, barMaxWidth: 16, data: bars.map(({ low, high }) => Math.max(0, Math.min(entered.at, high) - low)) },
      {
        type: 'bar', stack: 'tornado', name: ends.high, itemStyle: { color: palette.accent }, barMaxWidth: 16, data: bars.map(({ low, high }) => Math.max(0, high - Math.max(entered.at, low))),
        markLine: {
          symbol: 'none', silent: true,
          data: [line(entered.at, entered.word, 'solid', palette.text), ...cutOffs.filter(({ at }) => at >= min && at <= max).map(({ at, word }) => line(at, word, 'dashed', palette.high))],
        },
      },
    ],
  };
}
