import { z } from 'zod';
import { decimalSchema } from '#shared/domain/decimal/index.ts';

const field = z.string().regex(/^[a-z][a-z0-9_]*$/);
const plainValue = z.union([z.string().min(1), z.boolean()]);

/** One condition on a field; all of a list hold together. An empty cell meets `isNull` only. */
export const conditionSchema = z.discriminatedUnion('op', [
  z.strictObject({ field, op: z.literal('eq'), value: plainValue }),
  z.strictObject({ field, op: z.literal('in'), value: z.array(plainValue).min(1) }),
  /** Decimal text in the field's stated unit. */
  z.strictObject({ field, op: z.literal('gte'), value: decimalSchema }),
  z.strictObject({ field, op: z.enum(['isNull', 'notNull']) }),
]);
export type QualityCondition = z.infer<typeof conditionSchema>;
