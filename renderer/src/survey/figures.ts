import type { EChartsOption } from 'echarts';
import { STANCES, shareOf, validAnswers, type Stance, type StanceCounts, type SurveyTally } from '#shared/domain/survey/index.ts';
import { baseOption, categoryAxis, valueAxis, type Palette } from '@/charts/index.ts';

/** "37.5%" of the valid answers, cut to one decimal for the eye; '' without an answer. */
export function percentWords(counts: StanceCounts, stance: Stance): string {
  const share = shareOf(counts, stance);
  return share === null ? '' : `${(Number(share) * 100).toFixed(1)}%`;
}

/** How every group stands, as parts of its own answers, the most opposed first. */
export function groupBars(tally: SurveyTally, names: { readonly stance: (stance: Stance) => string; readonly group: (group: string) => string }, palette: Palette): EChartsOption {
  const groups = mostOpposed(tally);
  const colour: Readonly<Record<Stance, string>> = { support: palette.low, conditional: palette.second, neutral: palette.missing, oppose: palette.high };
  return {
    ...baseOption(palette),
    grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: palette.text } },
    xAxis: { type: 'value', min: 0, max: 100, interval: 20, ...valueAxis(palette), axisLabel: { color: palette.muted, formatter: '{value}%' } },
    yAxis: { type: 'category', inverse: true, data: groups.map(({ group }) => names.group(group)), ...categoryAxis(palette), axisLabel: { color: palette.text, width: 180, overflow: 'truncate' } },
    series: STANCES.map((stance) => ({
      type: 'bar' as const, name: names.stance(stance), stack: 'all', barMaxWidth: 22, itemStyle: { color: colour[stance] },
      data: groups.map(({ counts }) => Number(shareOf(counts, stance) ?? '0') * 100),
    })),
  };
}

/** The groups with answers, the most opposed first. */
export function mostOpposed(tally: SurveyTally): SurveyTally['groups'] {
  const part = (counts: StanceCounts): number => counts.oppose / validAnswers(counts);
  return tally.groups.filter(({ counts }) => validAnswers(counts) > 0).toSorted((a, b) => part(b.counts) - part(a.counts));
}
