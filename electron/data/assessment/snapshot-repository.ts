import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** The frozen text of a decided assessment and its SHA-256. */
export interface StoredSnapshot {
  readonly content: string;
  readonly hash: string;
}

/** Once written, the store itself refuses to change or remove it. */
export async function insertSnapshot(tx: WriteTx, assessmentId: string, snapshot: StoredSnapshot, at: string): Promise<void> {
  await tx.insertInto('assessment_snapshot').values({ assessment_id: assessmentId, ...snapshot, created_at: at }).execute();
}

export function findSnapshot(db: ReadDb, assessmentId: string): Promise<StoredSnapshot | undefined> {
  return db.selectFrom('assessment_snapshot').select(['content', 'hash']).where('assessment_id', '=', assessmentId).executeTakeFirst();
}
