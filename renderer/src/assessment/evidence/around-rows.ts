import type { EvidenceAnswer, EvidenceArea, EvidenceRing } from '#shared/contract/index.ts';
import { t } from '@/i18n/index.ts';
import { shownDecimal } from '../core/decimals.ts';

export interface AroundRow {
  readonly area: EvidenceArea;
  readonly label: string;
  readonly total: string;
  readonly rate: string | null;
  readonly median: string;
}

/** The rings of an answer from the inside out; a ring that is not known is left out. */
export function aroundRows({ around, scope }: Pick<EvidenceAnswer, 'around' | 'scope'>): readonly AroundRow[] {
  if (around === null || scope === 'project') return [];
  const row = (area: EvidenceArea, ring: EvidenceRing | null): readonly AroundRow[] => (ring === null
    ? []
    : [{ area, label: t(`assessment.around.${area}.${scope}`, { n: ring.places }), total: ring.total, rate: ring.rate, median: shownDecimal(ring.median, 2) ?? ring.median }]);
  return [...row('own', around.own), ...row('neighbours', around.neighbours), ...row('wider', around.wider)];
}

/** Neighbours and county in one line: per 10,000 residents where both are known so, else medians of the single places. '' where there are no neighbours. */
export function aroundWords({ around, scope }: Pick<EvidenceAnswer, 'around' | 'scope'>): string {
  const neighbours = around?.neighbours ?? null;
  if (around === null || neighbours === null || scope === 'project') return '';
  const { wider } = around;
  const words = neighbours.rate !== null && wider.rate !== null
    ? t('assessment.around.lineRate', { neighbours: neighbours.rate, wider: wider.rate })
    : t('assessment.around.lineMedian', { neighbours: shownDecimal(neighbours.median, 2) ?? '', wider: shownDecimal(wider.median, 2) ?? '' });
  return neighbours.approximate ? `${words}${t('assessment.around.approximate')}` : words;
}
