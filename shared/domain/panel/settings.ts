import { z } from 'zod';

/** How the scores of the experts become one: all of them, all but the highest and the lowest, or the middle. */
export const AGGREGATIONS = ['mean', 'trimmedMean', 'median'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** What an expert may be asked of a factor, in the order of a ballot. */
export const BALLOT_FIELDS = ['p', 'q', 'residualP', 'residualQ', 'weight'] as const;
export type BallotField = (typeof BALLOT_FIELDS)[number];

/** Chosen before the first round. Probability and impact are always asked. */
export const panelSettingsSchema = z.strictObject({
  aggregation: z.enum(AGGREGATIONS),
  /** Also after the measures. */
  residual: z.boolean(),
  /** Also the weight of each factor, as importance in 0..1; the weights adopted are divided by their sum. */
  weight: z.boolean(),
});
export type PanelSettings = z.infer<typeof panelSettingsSchema>;

export function fieldsOf({ residual, weight }: Pick<PanelSettings, 'residual' | 'weight'>): readonly BallotField[] {
  return BALLOT_FIELDS.filter((field) => (field === 'weight' ? weight : field === 'p' || field === 'q' || residual));
}

/** With fewer ballots a round says nothing: two opinions at least, and one left when the ends are taken off. */
export function leastBallots(aggregation: Aggregation): number {
  return aggregation === 'trimmedMean' ? 3 : 2;
}
