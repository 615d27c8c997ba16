import { z } from 'zod';
import { mappedColumn, type BatchColumns, type traceContract } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { subjectHistory } from '#data/audit/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { batchHead, type BatchHead } from './batch-repository.ts';
import { rowsOf } from './rows.ts';

const headersText = z.array(z.string());
const mappingText = z.array(mappedColumn);

/** What became of a batch after it was imported: its columns, its rows, its history. */
export const traceHandlers: Handlers<typeof traceContract> = {
  'trace.columns': async ({ id }, { store }) => columnsOf(await head(store.db, id)),
  'trace.rows': async ({ id }, context) => rowsOf(context, await head(context.store.db, id)),
  'trace.history': async ({ id }, { store }) => {
    await head(store.db, id);
    return subjectHistory(store.db, `batch:${String(id)}`);
  },
};

async function head(db: ReadDb, id: number): Promise<BatchHead> {
  const found = await batchHead(db, id);
  if (found === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(id)}.`, { batch: id });
  return found;
}

/** Every header of the file; what fed no field stands with null. */
function columnsOf({ sheet, headers, mapping }: BatchHead): BatchColumns {
  const mapped = new Map(mappingText.parse(JSON.parse(mapping)).map((column) => [column.index, column]));
  return { sheet, columns: headersText.parse(JSON.parse(headers)).map((header, index) => mapped.get(index) ?? { index, header, field: null, unit: null }) };
}
