import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema } from '#shared/domain/decimal/index.ts';
import { conditionSchema } from './condition.ts';

const field = z.string().regex(/^[a-z][a-z0-9_]*$/);
const category = z.string().regex(/^[1-9]\d*\.[1-9]\d*$/);
const conditions = z.array(conditionSchema);
/** The current row of another category whose (single) key stands in field `on` of this row. */
const viaSchema = z.strictObject({ category, on: field });

/** From slight to grave; grave ones say that figures built on the data are wrong. */
export const SEVERITIES = ['high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The kinds of rules that look at rows one by one: each row that a rule applies to meets it or is a finding. */
export const ROW_KINDS = ['reference', 'order', 'balance', 'bounds', 'ratio', 'implies', 'stuck', 'duplicate'] as const;
/** The kinds that look at places, months or the category as a whole. */
export const PLACE_KINDS = ['silence', 'townTotal', 'staleness'] as const;

const base = {
  id: z.string().regex(/^[a-z][a-z0-9-]{2,60}$/),
  name: bilingualSchema,
  severity: z.enum(SEVERITIES),
  /** The category whose rows are judged. */
  category,
  /** Why it matters, for the one who has to ask the sender. */
  why: bilingualSchema,
};
const rowBase = { ...base, when: conditions.default([]) };

/**
 * One rule across the imported data, as data. `when` narrows the rows that the rule applies to; a row with an empty cell that
 * the rule needs is not judged (whether it may be empty is another rule).
 */
export const ruleSchema = z.discriminatedUnion('kind', [
  /** What `field` holds must be the key of a current row of category `to`. */
  z.strictObject({ ...rowBase, kind: z.literal('reference'), field, to: category }),
  /** `earlier` is not after `later`. With `via`, `earlier` is a field of the other row. */
  z.strictObject({ ...rowBase, kind: z.literal('order'), earlier: field, later: field, via: viaSchema.optional() }),
  /** The parts add up to the total, or stay within it. */
  z.strictObject({ ...rowBase, kind: z.literal('balance'), parts: z.array(field).min(1).max(6), total: field, relation: z.enum(['equal', 'atMost']) }),
  /** `field` lies between two constants, in its stated unit. */
  z.strictObject({ ...rowBase, kind: z.literal('bounds'), field, min: decimalSchema.optional(), max: decimalSchema.optional() }),
  /** `field` is between `low` and `high` times the field `other` of the other row; not judged where that is 0. */
  z.strictObject({ ...rowBase, kind: z.literal('ratio'), field, via: viaSchema, other: field, low: decimalSchema, high: decimalSchema }),
  /** A row that meets `when` also meets `then`; with `via`, the other row does. */
  z.strictObject({ ...base, kind: z.literal('implies'), when: conditions.min(1), then: conditions.min(1), via: viaSchema.optional() }),
  /** A row that meets `when` is not older than so many days, by the day in `since`. */
  z.strictObject({ ...base, kind: z.literal('stuck'), when: conditions.min(1), since: field, days: z.int().min(1).max(3650) }),
  /** The same text under two keys, in the same town or anywhere. */
  z.strictObject({ ...rowBase, kind: z.literal('duplicate'), fields: z.array(field).min(1).max(4), within: z.enum(['town', 'all']), leastLength: z.int().min(1).max(200) }),
  /**
   * town, department: no row in the newest whole month, though the median of the `months` before is `least` or more.
   * category: such an empty month anywhere within the last `months`.
   */
  z.strictObject({ ...base, kind: z.literal('silence'), level: z.enum(['town', 'department', 'category']), months: z.int().min(6).max(36), least: z.int().min(1) }),
  /** Per town, the sum of `field` over all rows is between `low` and `high` times the newest `other` of the other category. */
  z.strictObject({ ...base, kind: z.literal('townTotal'), field, other: z.strictObject({ category, field }), low: decimalSchema, high: decimalSchema }),
  /** The next batch is so many days later than agreed. */
  z.strictObject({ ...base, kind: z.literal('staleness'), days: z.int().min(0).max(366) }),
]);
export type QualityRule = z.infer<typeof ruleSchema>;
export type RuleKind = QualityRule['kind'];
export type RuleOf<Kind extends RuleKind> = Extract<QualityRule, { kind: Kind }>;
export type RowRule = RuleOf<(typeof ROW_KINDS)[number]>;
export type PlaceRule = RuleOf<(typeof PLACE_KINDS)[number]>;

export const ruleSetSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  rules: z.array(ruleSchema).min(1),
});
export type RuleSet = z.infer<typeof ruleSetSchema>;

/** True where the findings of a rule are rows of its category. */
export function isRowRule(rule: QualityRule): rule is RowRule {
  return (ROW_KINDS as readonly string[]).includes(rule.kind);
}
