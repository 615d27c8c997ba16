import type { StabilityMonthState, StabilityMonthView } from '#shared/contract/index.ts';
import { t } from '@/i18n/index.ts';
import { shownScore } from '../core/figures.ts';
import { monthWords } from '../core/words.ts';

/** The month to begin with: the newest that has a run, else the newest with data; null where there is none. */
export function startMonth(months: readonly StabilityMonthState[]): string | null {
  return (months.find(({ published, latest }) => published !== null || latest !== null) ?? months[0])?.month ?? null;
}

/** The month in one line: how many places, how many of each colour, the median, how many without a score. */
export function monthSummary({ run, level, rows, colours, median }: StabilityMonthView): string {
  const unscored = rows.filter(({ score }) => score === null).length;
  const line = t('stability.summary', {
    month: monthWords(run.month), places: t(`stability.count.${level}`, { n: rows.length }), ...colours, median: shownScore(median) ?? t('common.missing'),
  });
  return unscored === 0 ? line : `${line}${t('stability.unscored', { n: unscored })}`;
}
