import { z } from 'zod';
import type { BatchId, Page } from '#shared/contract/common.ts';
import { mappedColumn, BATCH_FORMATS, type BatchView, type MappedColumn } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { batchesWithOpenRejects } from './rejects/read.ts';

const formats = z.enum(BATCH_FORMATS);
const states = z.enum(['committed', 'undone']);
const headersText = z.array(z.string());
const mappingText = z.array(mappedColumn);

/** Newest first; of one category, or only those with rejected rows that are not mended yet. */
export async function batchPage(db: ReadDb, filter: { readonly category?: string | undefined; readonly openRejects?: boolean | undefined; readonly limit: number; readonly offset: number }): Promise<Page<BatchView>> {
  let query = db.selectFrom('batch');
  if (filter.category !== undefined) query = query.where('category', '=', filter.category);
  if (filter.openRejects === true) query = query.where('batch.id', 'in', batchesWithOpenRejects(db));
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query.leftJoin('account', 'account.id', 'batch.imported_by').selectAll('batch').select('account.display_name').orderBy('batch.id', 'desc').limit(filter.limit).offset(filter.offset).execute();
  return { total, rows: rows.map(toView) };
}

/** @throws AppError NOT_FOUND */
export async function batchView(db: ReadDb, id: BatchId): Promise<BatchView> {
  const row = await db.selectFrom('batch').leftJoin('account', 'account.id', 'batch.imported_by').selectAll('batch').select('account.display_name').where('batch.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(id)}.`, { batch: id });
  return toView(row);
}

/** The columns of the batch's file, as they were read and mapped. */
export async function batchColumns(db: ReadDb, id: BatchId): Promise<{ readonly category: string; readonly fileName: string; readonly sender: string; readonly headers: readonly string[]; readonly mapping: readonly MappedColumn[] }> {
  const row = await db.selectFrom('batch').select(['category', 'file_name', 'sender', 'headers', 'mapping']).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(id)}.`, { batch: id });
  return { category: row.category, fileName: row.file_name, sender: row.sender, headers: headersText.parse(JSON.parse(row.headers)), mapping: mappingText.parse(JSON.parse(row.mapping)) };
}

/** A batch that holds a file of this hash, the newest; `size` spares hashing files that cannot be in. */
export async function batchesOfSize(db: ReadDb, category: string, size: number): Promise<readonly { readonly id: BatchId; readonly at: string; readonly sha256: string }[]> {
  const rows = await db
    .selectFrom('batch')
    .select(['id', 'imported_at', 'sha256'])
    .where('category', '=', category)
    .where('size', '=', size)
    .where('state', '=', 'committed')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ id: row.id as BatchId, at: row.imported_at, sha256: row.sha256 }));
}

type Row = {
  sender: string; id: number; category: string; file_name: string; sha256: string; size: number; format: string; encoding: string | null; imported_at: string; imported_by: string;
  display_name: string | null; duration_ms: number; state: string; undone_at: string | null;
  read_count: number; accepted_count: number; unchanged_count: number; superseded_count: number; held_count: number; rejected_count: number;
};

function toView(row: Row): BatchView {
  return {
    id: row.id as BatchId, sender: row.sender, category: row.category, fileName: row.file_name, sha256: row.sha256, size: row.size,
    format: formats.parse(row.format), encoding: row.encoding, importedAt: row.imported_at, importedBy: row.display_name ?? row.imported_by,
    seconds: row.duration_ms / 1000, state: states.parse(row.state), undoneAt: row.undone_at,
    read: row.read_count, accepted: row.accepted_count, unchanged: row.unchanged_count, superseded: row.superseded_count, held: row.held_count, rejected: row.rejected_count,
  };
}
