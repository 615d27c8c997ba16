import { divide, type Fixed, ascending } from './fixed.ts';

/** Ranks of unrounded scores, 1 = highest; equal scores share one; null = not scored. */
export function ranksOf(scores: readonly (Fixed | null)[]): (number | null)[] {
  const sorted = scores.flatMap((score) => (score === null ? [] : [score])).sort((a, b) => ascending(b, a));
  const first = new Map<Fixed, number>();
  sorted.forEach((score, position) => { if (!first.has(score)) first.set(score, position + 1); });
  return scores.map((score) => (score === null ? null : (first.get(score) ?? null)));
}

/** The middle of all scores; null of none. */
export function medianOf(scores: readonly (Fixed | null)[]): Fixed | null {
  const sorted = scores.flatMap((score) => (score === null ? [] : [score])).sort(ascending);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : divide((sorted[sorted.length / 2 - 1] ?? upper) + upper, 2n);
}

/**
 * Tiers: the best place begins one; a place that the beginner of the tier is not often enough ahead of is tied with it, else it begins
 * the next. `ahead(a, b)` = share of the runs in which a is ahead of b.
 */
export function tiersOf(ranks: readonly (number | null)[], ahead: (a: number, b: number) => number, enough: number): (number | null)[] {
  const order = ranks.flatMap((rank, place) => (rank === null ? [] : [{ rank, place }])).sort((a, b) => a.rank - b.rank || a.place - b.place);
  const tiers = new Array<number | null>(ranks.length).fill(null);
  let [tier, beginner] = [0, -1];
  for (const { place } of order) {
    if (beginner < 0 || ahead(beginner, place) >= enough) {
      tier += 1;
      beginner = place;
    }
    tiers[place] = tier;
  }
  return tiers;
}
