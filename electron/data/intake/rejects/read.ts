import { z } from 'zod';
import type { BatchId, Page } from '#shared/contract/common.ts';
import type { ImportReport, RejectRow } from '#shared/contract/intake.ts';
import type { ReadDb, Secrets } from '#data/store/index.ts';

const cellsText = z.array(z.string());
const reasonsText = z.array(
  z.object({ code: z.string(), field: z.string().nullable(), column: z.number().nullable(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
);
const SLICE = 500;

/** Rejected rows with their original cells, which only this folder opens: whoever shows them masks them. */
export async function rejectPage(
  db: ReadDb,
  secrets: Secrets,
  filter: { readonly id: BatchId; readonly code?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<Page<RejectRow>> {
  const { id, code } = filter;
  let query = db.selectFrom('reject').where('batch_id', '=', id);
  if (code !== undefined) {
    query = query.where('id', 'in', db.selectFrom('reject_reason').select('reject_id').where('batch_id', '=', id).where('code', '=', code));
  }
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query.selectAll().orderBy('row_no').orderBy('id').limit(filter.limit).offset(filter.offset).execute();
  return { total, rows: rows.map((row) => open(row, secrets)) };
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
