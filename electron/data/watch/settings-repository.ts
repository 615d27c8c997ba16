import { z } from 'zod';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

const KEY = 'watched_folder';
const settingSchema = z.strictObject({ folder: z.string(), since: z.string(), by: z.string() });
/** Which folder is watched, since when, in whose name (account id). */
export type WatchSetting = z.infer<typeof settingSchema>;

/** Null while no folder is watched. */
export async function watchSetting(db: ReadDb): Promise<WatchSetting | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  return row === undefined ? null : settingSchema.parse(JSON.parse(row.value));
}

export async function keepSetting(tx: WriteTx, setting: WatchSetting | null): Promise<void> {
  if (setting === null) {
    await tx.deleteFrom('meta').where('key', '=', KEY).execute();
    return;
  }
  const value = JSON.stringify(setting);
  await tx.insertInto('meta').values({ key: KEY, value }).onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute();
}

/** The account in whose name files come in: undefined where it is gone. */
export function accountOf(db: ReadDb, id: string): Promise<{ readonly display_name: string; readonly role: string; readonly state: string } | undefined> {
  return db.selectFrom('account').select(['display_name', 'role', 'state']).where('id', '=', id).executeTakeFirst();
}
