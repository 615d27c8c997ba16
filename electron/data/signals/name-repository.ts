import type { ReadDb } from '#data/store/index.ts';

/** Display names of all accounts by id; a workstation has a handful. */
export async function actorNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
