import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { t } from '@/i18n/index.ts';
import { shownDecimal } from '../core/decimals.ts';

/** Where the places stand among the towns, with the figure compared and the median; two decimals for rates, none added to counts. */
export function rankWords({ rank, scope }: Pick<EvidenceAnswer, 'rank' | 'scope'>): { readonly place: string; readonly compared: string } {
  if (rank === null) return { place: t(scope === 'project' ? 'assessment.evidence.noRank' : 'assessment.evidence.noRankZero'), compared: '' };
  const place = t('assessment.evidence.rankOf', { of: rank.of, rank: rank.rank });
  const compared = rank.per === 'count'
    ? t('assessment.evidence.rankCount', { median: trimmed(rank.median) })
    : t('assessment.evidence.rankResidents', { value: trimmed(rank.value), median: trimmed(rank.median) });
  return { place, compared };
}

function trimmed(value: string): string {
  const shown = shownDecimal(value, 2) ?? '';
  return shown.endsWith('.00') ? shown.slice(0, -3) : shown;
}
