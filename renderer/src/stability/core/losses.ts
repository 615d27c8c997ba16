import type { StabilityPlaceView } from '#shared/contract/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { difference, signOf } from './figures.ts';

/** One step of the way from 100 down to the score. */
export interface Loss {
  readonly id: string;
  readonly kind: 'dimension' | 'deduction' | 'veto';
  readonly name: Bilingual | null;
  /** Points taken, decimal text, never below zero. */
  readonly lost: string;
  /** The dimension's score less the median of the level; null for what is taken off afterwards. */
  readonly against: string | null;
}

/** Dimensions from the greatest loss down, then deductions and the cap of a veto; together they are 100 - score. Empty where there is no score. */
export function lossesOf(view: Pick<StabilityPlaceView, 'row' | 'dimensions' | 'capped'>): Loss[] {
  if (view.row.score === null) return [];
  const dimensions = view.dimensions.map(({ id, name, lost, score, median }): Loss => ({ id, kind: 'dimension', name, lost: lost ?? '0', against: difference(score, median) }));
  const after: Loss[] = [
    { id: 'deduction', kind: 'deduction', name: null, lost: view.row.deducted, against: null },
    { id: 'veto', kind: 'veto', name: null, lost: view.capped, against: null },
  ];
  return [...dimensions.sort((a, b) => signOf(difference(b.lost, a.lost))), ...after.filter(({ lost }) => signOf(lost) > 0)];
}
