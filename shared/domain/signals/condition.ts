import { z } from 'zod';
import { conditionSchema } from '#shared/domain/assessment/index.ts';

export const fieldId = z.string().regex(/^[a-z][a-z0-9_]*$/);
export const categoryRef = z.string().regex(/^[1-9]\d*\.[1-9]\d*$/);

/**
 * By when something of a row must be done: so many minutes after a time, so many days (stated, or held by a field of the row)
 * after a day, or by a day that a field states.
 */
export const limitSchema = z.union([
  z.strictObject({ since: fieldId, minutes: z.int().min(1) }),
  z.strictObject({ since: fieldId, days: z.int().min(0) }),
  z.strictObject({ since: fieldId, daysField: fieldId }),
  z.strictObject({ due: fieldId }),
]);
export type Limit = z.infer<typeof limitSchema>;

/**
 * The deadline was missed: `done` came after the limit, or is empty and the limit has passed on the day that is looked at.
 * Days are whole days: what is done at any hour of the last day is in time. A row without the limit's own field is never late.
 */
export const lateSchema = z.strictObject({ done: fieldId, limit: limitSchema });
export type Late = z.infer<typeof lateSchema>;

/** A condition on a row: those of the evidence questions, and a missed deadline. All of a list hold together. */
export const rowConditionSchema = z.union([conditionSchema, lateSchema.extend({ op: z.literal('late') })]);
export type RowCondition = z.infer<typeof rowConditionSchema>;

/** Rows of one category that count. */
export const sourceSchema = z.strictObject({
  category: categoryRef,
  where: z.array(rowConditionSchema),
  /** For a category that does not itself say where: the current row of the other category with the same value in `field` says it. */
  via: z.strictObject({ category: categoryRef, field: fieldId }).optional(),
});
export type Source = z.infer<typeof sourceSchema>;
