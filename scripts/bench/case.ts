import type { DraftInput } from '#shared/domain/grading/index.ts';

export const FACTORS = 54;

/** The synthetic case that the measurements of scoring judge: 54 factors, with residuals. */
export function benchCase(): DraftInput {
  const share = (seed: number): string => (((seed * 37) % 100) / 100).toFixed(2);
  const factors = Array.from({ length: FACTORS }, (_, n) => ({
    id: `F${String(n)}`,
    // 53 equal weights and the rest: they sum to exactly 1.
    weight: n === 0 ? '0.046' : '0.018',
    initial: { p: share(n + 1), q: share(n + 11) },
    residual: { p: share(n + 1), q: share(n + 5) },
  }));
  return { factors, initial: {}, residual: {} };
}
