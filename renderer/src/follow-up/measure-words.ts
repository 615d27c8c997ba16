import type { MeasureStanding } from '#shared/domain/follow-up/index.ts';
import { t } from '@/i18n/index.ts';

/** What is to be said about a measure, in a few words; empty where all is well. */
export function standingWords({ findings, daysLate }: MeasureStanding): string {
  return findings.map((finding) => t(`measures.finding.${finding}`, { n: daysLate })).join(t('common.listComma'));
}

export const isLate = ({ findings }: MeasureStanding): boolean => findings.includes('OVERDUE');
