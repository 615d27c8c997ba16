import { z } from 'zod';
import type { BatchId, Page } from '#shared/contract/common.ts';
import type { ImportReport, RejectRow } from '#shared/contract/intake.ts';
import type { ReadDb, Secrets } from '#data/store/index.ts';

const cellsText = z.array(z.string());
const reasonsText = z.array(
  z.object({ code: z.string(), field: z.string().nullable(), column: z.number().nullable(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
);
const SLICE = 500;

/** A rejected row with its original cells, and the standing batch that holds it mended. */
export interface KeptReject extends RejectRow {
  readonly id: number;
  readonly mendedBy: BatchId | null;
}

/** Rejected rows with their original cells, which only this folder opens: whoever shows them masks them. */
export async function rejectPage(
  db: ReadDb,
  secrets: Secrets,
  filter: { readonly id: BatchId; readonly code?: string | undefined; readonly openOnly: boolean; readonly limit: number; readonly offset: number },
): Promise<Page<KeptReject>> {
  const { id, code, openOnly } = filter;
  let query = db.selectFrom('reject').where('batch_id', '=', id);
  if (code !== undefined) {
    query = query.where('id', 'in', db.selectFrom('reject_reason').select('reject_id').where('batch_id', '=', id).where('code', '=', code));
  }
  if (openOnly) query = query.where('id', 'not in', mended(db));
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query.selectAll().orderBy('row_no').orderBy('id').limit(filter.limit).offset(filter.offset).execute();
  const by = await mendedBy(db, rows.map((row) => row.id));
  return { total, rows: rows.map((row) => ({ ...open(row, secrets), id: row.id, mendedBy: by.get(row.id) ?? null })) };
}

/** Rejects of one batch by their ids, in the order of the ids. */
export async function rejectsByIds(db: ReadDb, secrets: Secrets, batch: BatchId, ids: readonly number[]): Promise<KeptReject[]> {
  const rows = await db.selectFrom('reject').selectAll().where('batch_id', '=', batch).where('id', 'in', ids).execute();
  const by = await mendedBy(db, ids);
  return ids.flatMap((id) => rows.filter((row) => row.id === id)).map((row) => ({ ...open(row, secrets), id: row.id, mendedBy: by.get(row.id) ?? null }));
}

/** How many rejected rows of standing batches are not mended yet, and in how many batches. */
export async function openRejects(db: ReadDb): Promise<{ readonly batches: number; readonly rows: number }> {
  return db
    .selectFrom('reject')
    .innerJoin('batch', 'batch.id', 'reject.batch_id')
    .where('batch.state', '=', 'committed')
    .where('reject.id', 'not in', mended(db))
    .select((e) => [e.fn.count<number>('reject.batch_id').distinct().as('batches'), e.fn.countAll<number>().as('rows')])
    .executeTakeFirstOrThrow();
}

/** Standing batches with rejected rows that are not mended yet. */
export function batchesWithOpenRejects(db: ReadDb) {
  return db.selectFrom('reject').innerJoin('batch', 'batch.id', 'reject.batch_id').where('batch.state', '=', 'committed').where('reject.id', 'not in', mended(db)).select('reject.batch_id');
}

/** Rejects that stand mended in a batch that was not taken back. */
function mended(db: ReadDb) {
  return db.selectFrom('reject_mend').innerJoin('batch', 'batch.sha256', 'reject_mend.sha256').where('batch.state', '=', 'committed').select('reject_mend.reject_id');
}

async function mendedBy(db: ReadDb, ids: readonly number[]): Promise<ReadonlyMap<number, BatchId>> {
  if (ids.length === 0) return new Map();
  const rows = await mended(db).where('reject_mend.reject_id', 'in', ids).select('batch.id').execute();
  return new Map(rows.map((row) => [row.reject_id, row.id as BatchId]));
}

/** All of them in order, in slices, so that no number of them fills the memory. */
export async function* allRejects(db: ReadDb, secrets: Secrets, id: BatchId): AsyncGenerator<RejectRow> {
  let lastRow = -1;
  let lastId = 0;
  for (;;) {
    const rows = await db
      .selectFrom('reject')
      .selectAll()
      .where('batch_id', '=', id)
      .where((e) => e.or([e('row_no', '>', lastRow), e.and([e('row_no', '=', lastRow), e('id', '>', lastId)])]))
      .orderBy('row_no')
      .orderBy('id')
      .limit(SLICE)
      .execute();
    for (const row of rows) {
      lastRow = row.row_no;
      lastId = row.id;
      yield open(row, secrets);
    }
    if (rows.length < SLICE) return;
  }
}

/** How many rows each reason refused, most first. */
export async function rejectReasons(db: ReadDb, id: BatchId): Promise<ImportReport['reasons']> {
  const rows = await db
    .selectFrom('reject_reason')
    .select((e) => ['code', 'field', e.fn.countAll<number>().as('count')])
    .where('batch_id', '=', id)
    .groupBy(['code', 'field'])
    .orderBy('count', 'desc')
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ code: row.code, field: row.field === '' ? null : row.field, count: row.count }));
}

function open(row: { row_no: number; cells: string; reasons: string }, secrets: Secrets): RejectRow {
  return { rowNo: row.row_no, cells: cellsText.parse(JSON.parse(secrets.reveal(row.cells))), reasons: reasonsText.parse(JSON.parse(row.reasons)) };
}
