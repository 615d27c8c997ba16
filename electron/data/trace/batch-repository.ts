import { z } from 'zod';
import type { BatchId, BatchLink } from '#shared/contract/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Of a batch what its trace needs; headers and mapping as JSON. */
export interface BatchHead {
  readonly id: number;
  readonly category: string;
  readonly sheet: string | null;
  readonly headers: string;
  readonly mapping: string;
}

const states = z.enum(['committed', 'undone']);

export function batchHead(db: ReadDb, id: number): Promise<BatchHead | undefined> {
  return db.selectFrom('batch').select(['id', 'category', 'sheet', 'headers', 'mapping']).where('id', '=', id).executeTakeFirst();
}

/** Batches with the rows counted for each, newest first. */
export async function batchLinks(db: ReadDb, rows: ReadonlyMap<number, number>): Promise<readonly BatchLink[]> {
  if (rows.size === 0) return [];
  const batches = await db.selectFrom('batch').select(['id', 'file_name', 'imported_at', 'state']).where('id', 'in', [...rows.keys()]).orderBy('id', 'desc').execute();
  return batches.map(({ id, file_name: fileName, imported_at: importedAt, state }) => ({ id: id as BatchId, fileName, importedAt, state: states.parse(state), rows: rows.get(id) ?? 0 }));
}
