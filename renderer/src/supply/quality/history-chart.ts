import type { EChartsOption } from 'echarts';
import type { QualityRuleDetail } from '#shared/contract/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';
import { formatInstant } from '@/ui/index.ts';

/** Findings of run after run, from zero, the last one labelled. */
export function historyOption(history: QualityRuleDetail['history'], name: string, palette: Palette): EChartsOption {
  return {
    ...baseOption(palette),
    xAxis: { type: 'category', data: history.map(({ at }) => formatInstant(at).slice(5, 16)), ...categoryAxis(palette) },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueAxis(palette) },
    series: [
      {
        type: 'bar', name, barMaxWidth: 22, itemStyle: { color: palette.accent },
        data: history.map(({ found }, index) => ({ value: found, label: { show: index === history.length - 1, position: 'top', color: palette.text } })),
      },
    ],
  };
}
