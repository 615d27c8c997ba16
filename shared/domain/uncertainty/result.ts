import { z } from 'zod';
import { decimalSchema } from '#shared/domain/decimal/index.ts';
import { LEVELS, PATHS } from '#shared/domain/grading/index.ts';

const level = z.enum(LEVELS);
const count = z.int().min(0);

/** In how many draws each level came out. */
const tallySchema = z.strictObject({ low: count, medium: count, high: count });
export type Tally = z.infer<typeof tallySchema>;

/** One thing that moves the level: the score (p and q together) or the weight of a factor. */
const driverSchema = z.strictObject({
  factor: z.string(),
  of: z.enum(['score', 'weight']),
  /** The index with only this at the ends of its range, all else as entered; six decimals, an estimate. */
  ends: z.strictObject({ low: decimalSchema, high: decimalSchema }),
  /** Levels of the draws in which it lay in the upper, and in the lower half of its range. */
  upper: tallySchema,
  lower: tallySchema,
});
export type Driver = z.infer<typeof driverSchema>;

const sideSchema = z.strictObject({
  /** What was entered, judged in decimals: exact. */
  level,
  index: decimalSchema,
  decidedBy: z.array(z.enum(PATHS)),
  /** Estimates, over all draws. */
  tally: tallySchema,
  /** 5 %, 50 % and 95 % of the index; six decimals. */
  quantiles: z.strictObject({ p05: decimalSchema, p50: decimalSchema, p95: decimalSchema }),
  /** What moves the level most comes first. */
  drivers: z.array(driverSchema),
});
export type SideEstimate = z.infer<typeof sideSchema>;

const judgedSchema = z.strictObject({ level, tally: tallySchema });

/** How much one measure buys, asked twice: what is lost without it, and what it brings on its own. */
const measureSchema = z.strictObject({
  measure: z.string(),
  /** Identified factors that it is for, and those of them that no other measure is for. */
  factors: z.array(z.string()),
  sole: z.array(z.string()),
  /** All measures but this one: its sole factors keep their initial values. */
  without: judgedSchema,
  /** Only this one: all other factors keep their initial values, triggers and opinion stand as before the measures. */
  alone: judgedSchema,
});
export type MeasureEstimate = z.infer<typeof measureSchema>;

/** All that a run found. Counts of draws are whole numbers; a probability is a count over `draws`. */
export const uncertaintyResultSchema = z.strictObject({
  draws: count,
  initial: sideSchema,
  /** Null where nothing is said about after the measures. */
  residual: sideSchema.nullable(),
  measures: z.array(measureSchema),
});
export type UncertaintyResult = z.infer<typeof uncertaintyResultSchema>;
