import { createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsx, writeXlsxStream, type Cell, type CellStyle, type ColumnDef } from 'hucre/xlsx';
import type { BatchId } from '#shared/contract/common.ts';
import type { RejectRow } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { batchColumns, batchView } from '../batches.ts';
import { categoryOf } from '../inspect.ts';
import { allRejects } from './read.ts';
import { reasonText } from './reason-text.ts';

/** Says what it is in a way no category's own header does (two categories have a field 退回原因). */
export const REASON_HEADER = '退回原因（导入检查）';
/** Cells up to which the faulty ones are coloured; beyond, the workbook is written in a stream, which cannot. */
const MOST_COLOURED = 500_000;
const LONGEST_CELL = 32_767;

const TEXT: CellStyle = { numFmt: '@', alignment: { vertical: 'top' } };
const HEADER: CellStyle = { numFmt: '@', font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E7E6E6' } } };
const FAULT: CellStyle = { ...TEXT, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE699' } } };
const REASON: CellStyle = { numFmt: '@', alignment: { vertical: 'top', wrapText: true } };

/**
 * Writes the rejects of a batch to a workbook: the original cells under their original headers, all as text (so nothing is
 * a formula, and no number loses a digit), and the reasons beside them. Mended, it imports like any other file: the column
 * of reasons feeds nothing. The cells are the original ones, personal values too: without them nothing could be mended.
 *
 * @throws AppError NOT_FOUND, DISK_FULL, FILE_UNREADABLE
 */
export async function exportRejects(context: CallContext, id: BatchId, path: string, mostColoured = MOST_COLOURED): Promise<{ readonly path: string; readonly rows: number }> {
  const { store, secrets, catalogue, clock, actor } = context;
  const columns = await batchColumns(store.db, id);
  const { rejected } = await batchView(store.db, id);
  const layout = layOut(columns.headers, categoryOf(catalogue, columns.category));
  const rejects = allRejects(store.db, secrets, id);
  const temporary = `${path}.part`;
  try {
    if (rejected * layout.header.length <= mostColoured) await writeFile(temporary, await coloured(layout, rejects));
    else await pipeline(Readable.fromWeb(streamed(layout, rejects) as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(temporary));
    await rename(temporary, path);
  } catch (error) {
    throw writeError(error, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await store.write((tx) =>
    appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'rejects.exported', subject: `batch:${String(id)}`, details: { fileName: columns.fileName, rows: rejected } }),
  );
  return { path, rows: rejected };
}

function writeError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string' || error instanceof AppError) return error;
  if (error.code === 'ENOSPC') return new AppError('DISK_FULL', `The disk that holds ${path} is full; nothing was written.`, { path }, { cause: error });
  return new AppError('FILE_UNREADABLE', `${path} cannot be written: it is open in another program, or the folder does not allow it.`, { path, cause: error.code }, { cause: error });
}

interface Layout {
  readonly category: CategoryDescriptor;
  /** Columns of the file that are written, by their place in it; reasons of an earlier export are left out. */
  readonly places: readonly number[];
  readonly width: number;
  readonly header: string[];
  readonly columns: ColumnDef[];
}

function layOut(headers: readonly string[], category: CategoryDescriptor): Layout {
  const places = headers.flatMap((header, place) => (header === REASON_HEADER ? [] : [place]));
  const columns = places.map((place): ColumnDef => ({ width: Math.min(40, Math.max(10, (headers[place] ?? '').length * 2 + 2)), style: TEXT }));
  return { category, places, width: headers.length, header: [...places.map((place) => headers[place] ?? ''), REASON_HEADER], columns: [...columns, { width: 60, style: REASON }] };
}

function rowOf(layout: Layout, reject: RejectRow): string[] {
  const beyond = reject.cells.slice(layout.width).filter((cell) => cell.trim() !== '');
  const reasons = reject.reasons.map((reason) => reasonText(layout.category, reason));
  if (beyond.length > 0) reasons.push(`多出的内容：${beyond.join(' | ')}`);
  if (layout.places.some((place) => (reject.cells[place]?.length ?? 0) > LONGEST_CELL)) reasons.push('有单元格超过 32767 字，导出时已截断');
  return [...layout.places.map((place) => cellText(reject.cells[place] ?? '')), cellText(`原第 ${String(reject.rowNo)} 行：${reasons.join('；')}`)];
}

/** What a workbook can hold: `_x000D_` in a text would be read as the character it stands for. */
function cellText(text: string): string {
  const escaped = text.includes('_x') ? text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : text;
  return escaped.slice(0, LONGEST_CELL);
}

async function coloured(layout: Layout, rejects: AsyncIterable<RejectRow>): Promise<Uint8Array> {
  const rows: string[][] = [layout.header];
  const cells = new Map<string, Partial<Cell>>(layout.header.map((value, column) => [`0,${String(column)}`, { value, style: HEADER }]));
  for await (const reject of rejects) {
    const row = rowOf(layout, reject);
    for (const { column } of reject.reasons) {
      const at = column === null ? -1 : layout.places.indexOf(column);
      if (at !== -1) cells.set(`${String(rows.length)},${String(at)}`, { value: row[at] ?? '', style: FAULT });
    }
    rows.push(row);
  }
  return writeXlsx({ sheets: [{ name: '退回行', rows, cells, columns: layout.columns, freezePane: { rows: 1 } }] });
}

function streamed(layout: Layout, rejects: AsyncIterable<RejectRow>): ReadableStream<Uint8Array> {
  async function* rows(): AsyncGenerator<string[]> {
    yield layout.header;
    for await (const reject of rejects) yield rowOf(layout, reject);
  }
  return writeXlsxStream(rows(), { name: '退回行', columns: layout.columns, freezePane: { rows: 1 } });
}
