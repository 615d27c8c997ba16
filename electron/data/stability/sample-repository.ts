import type { ReadDb } from '#data/store/index.ts';

/** True when the store was filled with synthetic sample data: what leaves the program says so. */
export async function isSampleStore(db: ReadDb): Promise<boolean> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'is_sample').executeTakeFirst();
  return row?.value === '1';
}
