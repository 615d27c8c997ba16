import { z } from 'zod';
import { bilingualSchema, UNITS } from '#shared/domain/catalogue/index.ts';
import { decimalSchema } from '#shared/domain/decimal/index.ts';

const field = z.string().regex(/^[a-z][a-z0-9_]*$/);
/** A code, a text or a yes/no as the store holds it. */
const plainValue = z.union([z.string().min(1), z.boolean()]);

/** One condition on a field of the category. All conditions of a question hold together; an empty cell meets only `isNull`. */
export const conditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ field, op: z.literal('eq'), value: plainValue }),
  z.strictObject({ field, op: z.literal('in'), value: z.array(plainValue).min(1) }),
  /** Numbers as decimal text in the field's stated unit. */
  z.strictObject({ field, op: z.enum(['gte', 'lte', 'gt']), value: decimalSchema }),
  z.strictObject({ field, op: z.enum(['isNull', 'notNull']) }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/**
 * What a risk factor asks of one category of imported data: how many rows (or how much of a number field),
 * under which conditions, over which window, in the places of the proposal or about its project.
 */
export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  name: bilingualSchema,
  category: z.string().regex(/^[1-9]\d*\.[1-9]\d*$/),
  measure: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('count') }),
    z.strictObject({ kind: z.literal('sum'), field }),
  ]),
  /** What one unit of the answer is. */
  unit: z.enum(UNITS),
  where: z.array(conditionSchema),
  /** Whole months up to the day the question is asked. */
  windowMonths: z.int().min(1).max(120),
  /** By the places of the proposal, by its project code, or by either (a row that fits both counts once). */
  link: z.enum(['place', 'project', 'placeOrProject']),
  /**
   * For a category that does not itself say where, or for which project: a row counts as standing where the current row
   * of this other category stands that has the same value in `field` (both categories name the field alike).
   */
  via: z.strictObject({ category: z.string().regex(/^[1-9]\d*\.[1-9]\d*$/), field }).optional(),
  /** `residents`: towns are compared per 10,000 residents where these are known; `none`: by the plain figure. */
  per: z.enum(['residents', 'none']),
});
export type EvidenceQuestion = z.infer<typeof questionSchema>;
