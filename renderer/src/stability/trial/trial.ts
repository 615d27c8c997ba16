import type { IndexTrialRow } from '#shared/contract/index.ts';

/** How many places change their rank, and by how many places the one that moves furthest. */
export function rankMoves(rows: readonly Pick<IndexTrialRow, 'rank' | 'rankBefore'>[]): { readonly moved: number; readonly most: number } {
  const steps = rows.flatMap(({ rank, rankBefore }) => (rank === null || rankBefore === null ? [] : [Math.abs(rank - rankBefore)]));
  return { moved: steps.filter((step) => step > 0).length, most: Math.max(0, ...steps) };
}
