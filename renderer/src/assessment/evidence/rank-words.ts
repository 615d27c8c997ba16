import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { yearOnYear } from '#shared/domain/assessment/index.ts';
import { t } from '@/i18n/index.ts';
import { shownDecimal } from '../core/decimals.ts';

/** Where the places stand among the towns, with the figure compared and the median; two decimals for rates, none added to counts. */
export function rankWords({ rank, scope }: Pick<EvidenceAnswer, 'rank' | 'scope'>): { readonly place: string; readonly compared: string } {
  if (rank === null) return { place: t(scope === 'project' ? 'assessment.evidence.noRank' : 'assessment.evidence.noRankZero'), compared: '' };
  const among = { of: rank.of, unit: t(scope === 'counties' ? 'assessment.evidence.amongCounties' : 'assessment.evidence.amongTowns') };
  const place = rank.alike ? t('assessment.evidence.rankAlike', among) : t('assessment.evidence.rankOf', { ...among, rank: rank.rank });
  const compared = rank.per === 'count'
    ? t('assessment.evidence.rankCount', { median: trimmed(rank.median) })
    : rank.adjusted === null
      ? t('assessment.evidence.rankResidents', { value: trimmed(rank.value), median: trimmed(rank.median) })
      : t('assessment.evidence.rankAdjusted', { value: trimmed(rank.value), adjusted: trimmed(rank.adjusted), median: trimmed(rank.median) });
  return { place, compared };
}

/** The places against their own past: the last twelve months and the twelve before; '' where a month has no data. */
export function pastWords({ months }: Pick<EvidenceAnswer, 'months'>): string {
  const years = yearOnYear(months.map(({ value }) => value));
  return years === null ? '' : t('assessment.evidence.past', { last: trimmed(years.last), before: trimmed(years.before) });
}

function trimmed(value: string): string {
  const shown = shownDecimal(value, 2) ?? '';
  return shown.endsWith('.00') ? shown.slice(0, -3) : shown;
}
