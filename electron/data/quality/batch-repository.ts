import type { ReadDb } from '#data/store/index.ts';

/** The category of a batch. */
export async function categoryOfBatch(db: ReadDb, id: number): Promise<string | undefined> {
  const row = await db.selectFrom('batch').select('category').where('id', '=', id).executeTakeFirst();
  return row?.category;
}
