import type { BatchId } from '#shared/contract/common.ts';
import type { ReadDb } from '#data/store/index.ts';

/** The file a batch came from. */
export async function batchOrigin(db: ReadDb, id: BatchId): Promise<{ readonly fileName: string; readonly sha256: string; readonly importedAt: string }> {
  const row = await db.selectFrom('batch').select(['file_name', 'sha256', 'imported_at']).where('id', '=', id).executeTakeFirstOrThrow();
  return { fileName: row.file_name, sha256: row.sha256, importedAt: row.imported_at };
}
