import type { EChartsOption } from 'echarts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

export interface Step {
  readonly name: string;
  readonly lost: number;
  /** Above or below the median of the level; null for what is taken off afterwards. */
  readonly side: 'above' | 'below' | null;
  /** What stands beside the bar. */
  readonly label: string;
}

/**
 * From 100 at the right down to the score: each step hangs where the one before ended. The axis ends below the score and not at zero,
 * because the steps are what is compared and they are drawn in full.
 */
export function waterfallOption(steps: readonly Step[], score: number, words: { readonly full: string; readonly score: string }, palette: Palette): EChartsOption {
  let at = 100;
  const ends = steps.map(({ lost }) => {
    at -= lost;
    return at;
  });
  const low = Math.max(0, Math.floor((Math.min(score, ...ends) - 3) / 5) * 5);
  const colour = (side: Step['side']): string => (side === 'below' ? palette.medium : side === 'above' ? palette.second : palette.high);
  const beside = (text: string) => ({ show: true, position: 'insideRight' as const, formatter: text, color: palette.text });
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 20, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', min: low, max: 100, ...valueAxis(palette), minInterval: 5 },
    yAxis: { type: 'category', inverse: true, data: [...steps.map(({ name }) => name), words.score], ...categoryAxis(palette), axisLabel: { color: palette.text, fontSize: 12 } },
    series: [
      { type: 'bar', stack: 'way', silent: true, itemStyle: { color: 'transparent' }, barMaxWidth: 18, data: [...ends.map((end, index) => ({ value: end, label: beside(steps[index]?.label ?? '') })), 0] },
      { type: 'bar', stack: 'way', barMaxWidth: 18, data: [...steps.map(({ lost, side }) => ({ value: lost, itemStyle: { color: colour(side) } })), { value: score, itemStyle: { color: palette.accent }, label: { show: true, position: 'right' as const, formatter: score.toFixed(2), color: palette.text, fontWeight: 600 } }] },
    ],
  };
}
