import { z } from 'zod';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';

const ring = { places: z.int(), total: z.string(), rate: z.string().nullable(), median: z.string() };

/** An answer read back from a frozen snapshot. */
export const evidenceAnswerSchema = z.strictObject({
  questionId: z.string(),
  name: bilingualSchema,
  category: z.string(),
  categoryName: bilingualSchema,
  scope: z.enum(['towns', 'counties', 'project']),
  from: z.string(),
  to: z.string(),
  value: z.string().nullable(),
  unit: z.string(),
  months: z.array(z.strictObject({ month: z.string(), value: z.string().nullable() })),
  rank: z
    .strictObject({ rank: z.int(), of: z.int(), per: z.enum(['count', 'residents']), place: z.string(), value: z.string(), median: z.string(), adjusted: z.string().nullable().default(null), alike: z.boolean().default(false) })
    .nullable(),
  around: z
    .strictObject({
      own: z.strictObject(ring),
      neighbours: z.strictObject({ ...ring, codes: z.array(z.string()), name: bilingualSchema, approximate: z.boolean() }).nullable(),
      wider: z.strictObject({ ...ring, codes: z.array(z.string()) }),
    })
    .nullable()
    .default(null),
  records: z.int(),
  batches: z.array(z.int()),
}) satisfies z.ZodType<EvidenceAnswer>;
