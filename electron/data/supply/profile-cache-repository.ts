import { z } from 'zod';
import type { CategoryProfile } from '#shared/contract/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

const contentSchema: z.ZodType<CategoryProfile> = z.strictObject({
  category: z.string(),
  computedAt: z.string(),
  rows: z.number(),
  distinctOf: z.number(),
  fields: z.array(z.strictObject({
    field: z.string(),
    name: bilingualSchema,
    type: z.string(),
    unit: z.string().nullable(),
    personal: z.boolean(),
    required: z.boolean(),
    empty: z.number(),
    distinct: z.number().nullable(),
    range: z.strictObject({ kind: z.enum(['value', 'length']), min: z.string(), max: z.string() }).nullable(),
    top: z.array(z.strictObject({ value: z.string(), label: bilingualSchema, count: z.number() })),
    fill: z.strictObject({ month: z.string(), share: z.string(), usual: z.string().nullable(), fell: z.boolean() }).nullable(),
  })),
});

/** The profile computed last, and the state of the batches it was computed from. */
export async function cachedProfile(db: ReadDb, category: string): Promise<{ readonly stateKey: string; readonly profile: CategoryProfile } | null> {
  const row = await db.selectFrom('category_profile').select(['state_key', 'content']).where('category', '=', category).executeTakeFirst();
  if (row === undefined) return null;
  // One that an older program wrote otherwise is as good as none.
  const parsed = contentSchema.safeParse(JSON.parse(row.content));
  return parsed.success ? { stateKey: row.state_key, profile: parsed.data } : null;
}

export async function keepProfile(tx: WriteTx, profile: CategoryProfile, stateKey: string): Promise<void> {
  const values = { state_key: stateKey, computed_at: profile.computedAt, content: JSON.stringify(profile) };
  await tx.insertInto('category_profile').values({ category: profile.category, ...values }).onConflict((conflict) => conflict.column('category').doUpdateSet(values)).execute();
}
