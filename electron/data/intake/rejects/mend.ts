import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportReport, MendedRow, MendInput } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { batchColumns } from '../batches.ts';
import { loadJobFor } from '../import-file.ts';
import { categoryOf } from '../inspect.ts';
import type { Follow } from '../lane.ts';
import { runLoad } from '../run.ts';
import { rejectsByIds } from './read.ts';

/** The header is row 1, so the first row has this number. */
const FIRST_ROW = 2;

/**
 * Holds mended rows against the checks that a file meets: they are written as one and loaded as a trial. Nothing is kept.
 *
 * @returns every row that was handed in, in that order, with the reasons it would still be refused for
 * @throws AppError NOT_FOUND (no such reject in this batch), CONFLICT (it stands mended), DISK_FULL, STORE_*
 */
export async function checkMended(context: CallContext, input: MendInput, follow: Follow = {}): Promise<MendedRow[]> {
  const file = await mendedFile(context, input);
  const { rejects } = await load(context, file, true, follow);
  return file.ids.map((id, place) => ({ id, reasons: rejects.find(({ rowNo }) => rowNo === place + FIRST_ROW)?.reasons ?? [] }));
}

/**
 * Imports those of the mended rows that pass, as a batch of their own under the name of the file they came in. The rest stay where they are.
 *
 * @throws AppError as {@link checkMended}; CONFLICT where no row passes; CANCELLED
 */
export async function importMended(context: CallContext, input: MendInput, follow: Follow = {}): Promise<ImportReport> {
  const passed = new Set((await checkMended(context, input, follow)).filter(({ reasons }) => reasons.length === 0).map(({ id }) => id));
  if (passed.size === 0) throw new AppError('CONFLICT', 'None of the rows passes the checks yet.', { reason: 'nothingMended' });
  const file = await mendedFile(context, { ...input, rows: input.rows.filter(({ id }) => passed.has(id)) });
  const { store, clock, actor } = context;
  const at = clock.now();
  const columns = new Set(input.rows.filter(({ id }) => passed.has(id)).flatMap(({ cells }) => cells.map(({ column }) => file.headers[column] ?? String(column + 1))));
  // Entered before the load: a reject counts as mended only while a batch of this very file stands.
  await store.write(async (tx) => {
    for (const [place, id] of file.ids.entries()) {
      await tx
        .insertInto('reject_mend')
        .values({ reject_id: id, sha256: file.sha256, row_no: place + FIRST_ROW, mended_at: at.toISOString(), mended_by: actor.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await appendAudit(tx, {
      at, actor: actor.id, action: 'rejects.mended', subject: `batch:${String(input.id)}`,
      details: { category: file.category, rows: file.ids.length, fields: [...columns], sha256: file.sha256 },
    });
  });
  return load(context, file, false, follow);
}

interface MendedFile {
  readonly name: string;
  readonly category: string;
  readonly sender: string;
  readonly headers: readonly string[];
  readonly mapping: Awaited<ReturnType<typeof batchColumns>>['mapping'];
  readonly ids: readonly number[];
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** The rows as a file of their batch would have them: its headers, and the kept cells with the new ones put in. */
async function mendedFile({ store, secrets }: CallContext, { id: batch, rows }: MendInput): Promise<MendedFile> {
  const { category, fileName, sender, headers, mapping } = await batchColumns(store.db, batch);
  const kept = await rejectsByIds(store.db, secrets, batch, rows.map(({ id }) => id));
  const lines = rows.map(({ id, cells: mended }) => {
    const reject = kept.find((one) => one.id === id);
    if (reject === undefined) throw new AppError('NOT_FOUND', `Batch ${String(batch)} has no rejected row ${String(id)}.`, { batch, reject: id });
    if (reject.mendedBy !== null) throw new AppError('CONFLICT', `Row ${String(reject.rowNo)} stands mended in batch ${String(reject.mendedBy)}.`, { reason: 'mended', batch: reject.mendedBy });
    const cells = [...reject.cells];
    for (const { column, text } of mended) {
      while (cells.length <= column) cells.push('');
      cells[column] = text;
    }
    while (cells.length > headers.length && cells.at(-1)?.trim() === '') cells.pop();
    while (cells.length < headers.length) cells.push('');
    return cells;
  });
  const bytes = Buffer.from(`\uFEFF${[headers, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`, 'utf8');
  return { name: `${fileName.replace(/\.[^.]*$/u, '')}-改正.csv`, category, sender, headers, mapping, ids: rows.map(({ id }) => id), bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The cells may hold personal data in plain: the file stands in a folder of this account alone, for as long as it is read. */
async function load(context: CallContext, { name, category, sender, mapping, bytes }: MendedFile, dryRun: boolean, follow: Follow): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'fengqiao-'));
  try {
    const path = join(folder, name);
    await writeFile(path, bytes, { mode: 0o600 });
    const job = loadJobFor(context, { path, category: categoryOf(context.catalogue, category), mapping: [...mapping], sheet: null, dryRun, sender, rememberMapping: false });
    return await runLoad(context, job, follow);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
