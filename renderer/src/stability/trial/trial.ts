import type { IndexTrialRow } from '#shared/contract/index.ts';
import { exact, toDecimalString } from '#shared/domain/decimal/index.ts';

/** Points that a place gains or loses under the version on trial, exact; null where one of the two has no score. */
export function scoreChange({ score, scoreBefore }: Pick<IndexTrialRow, 'score' | 'scoreBefore'>): string | null {
  return score === null || scoreBefore === null ? null : toDecimalString(exact(score).minus(scoreBefore));
}

/** How many places change their rank, and by how many places the one that moves furthest. */
export function rankMoves(rows: readonly Pick<IndexTrialRow, 'rank' | 'rankBefore'>[]): { readonly moved: number; readonly most: number } {
  const steps = rows.flatMap(({ rank, rankBefore }) => (rank === null || rankBefore === null ? [] : [Math.abs(rank - rankBefore)]));
  return { moved: steps.filter((step) => step > 0).length, most: Math.max(0, ...steps) };
}
