import { z } from 'zod';
import { decimalSchema, exact, isShare } from '#shared/domain/decimal/index.ts';

/** How a value lies within its range: `triangular` has its peak at the entered value, `uniform` favours none. */
export const DISTRIBUTIONS = ['triangular', 'uniform'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** The entered values that may have a range. */
export const RANGE_FIELDS = ['weight', 'p', 'q', 'residualP', 'residualQ'] as const;
export type RangeField = (typeof RANGE_FIELDS)[number];

/** Fewer draws would leave more than 0.3 points of chance in a probability. */
export const LEAST_DRAWS = 100_000;
export const MOST_DRAWS = 1_000_000;
export const GREATEST_SEED = 2_147_483_647;

const share = decimalSchema.refine((text) => isShare(exact(text)), { error: 'must lie in 0..1' });

/** What the evaluator sets for one run; decimal texts. */
export const uncertaintySettingsSchema = z.strictObject({
  distribution: z.enum(DISTRIBUTIONS),
  /** p and q: up to so much below and above the entered value, ends cut at 0 and 1. Weight: as a share of the entered weight. */
  spread: z.strictObject({ p: share, q: share, weight: share }),
  /** Ranges of single values, in place of the spread; the entered value must lie within. */
  own: z.array(z.strictObject({ factor: z.string().min(1).max(20), field: z.enum(RANGE_FIELDS), low: share, high: share })).max(500),
  draws: z.int().min(LEAST_DRAWS).max(MOST_DRAWS),
  /** The same seed over the same case gives the same result. */
  seed: z.int().min(0).max(GREATEST_SEED),
});
export type UncertaintySettings = z.infer<typeof uncertaintySettingsSchema>;
export type OwnRange = UncertaintySettings['own'][number];

/** What the form begins with. */
export const DEFAULT_SETTINGS: UncertaintySettings = uncertaintySettingsSchema.parse({
  distribution: 'triangular', spread: { p: '0.1', q: '0.1', weight: '0.1' }, own: [], draws: LEAST_DRAWS, seed: 1,
});
