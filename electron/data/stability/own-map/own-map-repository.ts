import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export type OwnMapRow = Omit<StoreSchema['own_map'], 'id'>;

export function readOwnMap(db: ReadDb): Promise<OwnMapRow | undefined> {
  return db.selectFrom('own_map').select(['file_name', 'sha256', 'areas', 'unmatched', 'loaded_at', 'loaded_by']).executeTakeFirst();
}

/** In the place of the one before, where there is one. */
export async function putOwnMap(tx: WriteTx, row: OwnMapRow): Promise<void> {
  await tx.insertInto('own_map').values({ id: 1, ...row }).onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
}

export async function dropOwnMap(tx: WriteTx): Promise<void> {
  await tx.deleteFrom('own_map').execute();
}
