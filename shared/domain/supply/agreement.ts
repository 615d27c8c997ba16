import { z } from 'zod';
import { RHYTHMS, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Rhythm } from './rhythm.ts';

const graceDays = z.int().min(0).max(366);

/**
 * What was agreed with the senders (resources/quality/agreement.json): how long after the end of a period its batch may
 * arrive, and which categories come in another rhythm than their descriptor says.
 */
export const agreementSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  graceDays: z.strictObject({ daily: graceDays, weekly: graceDays, monthly: graceDays, quarterly: graceDays, yearly: graceDays }),
  categories: z.record(z.string().regex(/^[1-9]\d*\.[1-9]\d*$/), z.strictObject({ rhythm: z.enum(RHYTHMS).optional(), graceDays: graceDays.optional() })),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** The rhythm and the grace that hold for a category. */
export function agreed(agreement: Agreement, category: Pick<CategoryDescriptor, 'id' | 'rhythm'>): { readonly rhythm: Rhythm; readonly graceDays: number } {
  const own = agreement.categories[category.id];
  const rhythm = own?.rhythm ?? category.rhythm;
  return { rhythm, graceDays: own?.graceDays ?? agreement.graceDays[rhythm] };
}
