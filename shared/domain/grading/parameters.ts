import { z } from 'zod';
import { decimalSchema, exact, type Exact } from '#shared/domain/decimal/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import type { Level } from './levels.ts';

/** The value from which something applies: above `at`, or at it too where inclusive. */
export const thresholdSchema = z.strictObject({ at: decimalSchema, inclusive: z.boolean() });
export type Threshold = z.infer<typeof thresholdSchema>;

/** Where medium and high begin; what lies below medium is low. */
export const cutOffsSchema = z.strictObject({ medium: thresholdSchema, high: thresholdSchema }).superRefine((cutOffs, context) => {
  if (!ascending(cutOffs.medium, cutOffs.high)) context.addIssue({ code: 'custom', path: ['high'], message: 'high must begin above medium' });
});
export type CutOffs = z.infer<typeof cutOffsSchema>;

/** Direct triggers and opposition, which judge without any factor. */
export const directParametersSchema = z.strictObject({
  trigger: z.strictObject({
    kinds: z.array(z.strictObject({ id: z.string().regex(/^[a-z][a-z_]*$/), name: bilingualSchema, level: z.enum(['medium', 'high']) })),
    /** By the number of people an expected incident may bring together. */
    people: cutOffsSchema,
  }),
  /** By the share of those asked who are opposed. */
  opinion: cutOffsSchema,
});
export type DirectParameters = z.infer<typeof directParametersSchema>;

/** What every method file says of itself; shown beside every result. */
export const methodHead = {
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().positive(),
  name: bilingualSchema,
  /** Where the parameters come from, and how far that source carries. */
  source: bilingualSchema,
};

/** True where `later` begins above `earlier`. */
export function ascending(earlier: Threshold, later: Threshold): boolean {
  const order = exact(earlier.at).cmp(exact(later.at));
  return order < 0 || (order === 0 && earlier.inclusive && !later.inclusive);
}

/** True where the value has reached the threshold; compared exactly. */
export function reaches(threshold: Threshold, value: Exact): boolean {
  const at = atOf(threshold);
  return threshold.inclusive ? value.gte(at) : value.gt(at);
}

/** A case asks the same few thresholds for every factor: each is read once. */
const read = new WeakMap<Threshold, Exact>();

function atOf(threshold: Threshold): Exact {
  const known = read.get(threshold) ?? exact(threshold.at);
  read.set(threshold, known);
  return known;
}

/** The level of a value, risk growing with the value. */
export function levelByCutOffs(cutOffs: CutOffs, value: Exact): Level {
  if (reaches(cutOffs.high, value)) return 'high';
  return reaches(cutOffs.medium, value) ? 'medium' : 'low';
}
