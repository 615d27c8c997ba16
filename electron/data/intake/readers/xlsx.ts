import { AppError } from '#shared/errors/index.ts';
import { hashFile, type OpenFile } from './file.ts';
import { sheetRows } from './sheet.ts';
import { CHUNK_BYTES, type TableOptions, type TableRow, type TableSource } from './table.ts';
import { openWorkbook, type SheetPart, type Workbook } from './workbook.ts';

/**
 * Reads a workbook, one sheet of it; only its table of texts is held in memory.
 *
 * @throws AppError those of a damaged, protected or foreign file; FILE_EMPTY when no sheet holds anything; NOT_FOUND for a sheet it does not have
 */
export async function openXlsx(file: OpenFile, options: TableOptions): Promise<TableSource> {
  const workbook = await openWorkbook(file);
  const sheet = options.sheet === undefined ? await firstFilled(file, workbook) : named(workbook, options.sheet);
  let done = 0;
  let digest: string | null = null;
  return {
    format: 'xlsx',
    size: file.size,
    encoding: () => null,
    delimiter: null,
    sheets: workbook.sheets.map((candidate) => candidate.name),
    sheet: sheet.name,
    rows: () => sheetRows(file, workbook, sheet, { chunkBytes: options.chunkBytes, onPacked: (bytes) => (done = bytes) }),
    progress: () => ({ done, total: Math.max(1, sheet.entry.packed) }),
    sha256: async () => (digest ??= await hashFile(file, CHUNK_BYTES)),
    assertUnchanged: () => file.assertUnchanged(),
    close: () => file.close(),
  };
}

/** The first visible sheet with a row in it; hidden ones only when no other holds anything. */
async function firstFilled(file: OpenFile, workbook: Workbook): Promise<SheetPart> {
  const ordered = [...workbook.sheets.filter((sheet) => !sheet.hidden), ...workbook.sheets.filter((sheet) => sheet.hidden)];
  for (const sheet of ordered) if (await hasRow(sheetRows(file, workbook, sheet, {}))) return sheet;
  throw new AppError('FILE_EMPTY', `${file.path} has no sheet with anything in it.`, { path: file.path });
}

async function hasRow(rows: AsyncIterable<readonly TableRow[]>): Promise<boolean> {
  for await (const chunk of rows) if (chunk.length > 0) return true;
  return false;
}

function named(workbook: Workbook, name: string): SheetPart {
  const sheet = workbook.sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw new AppError('NOT_FOUND', `The workbook has no sheet "${name}".`, { sheet: name });
  return sheet;
}
