import { hashFile, type OpenFile } from './file.ts';
import { sheetRows } from './sheet.ts';
import { CHUNK_BYTES, firstFilled, namedSheet, nothingIn, visibleFirst, type TableOptions, type TableSource } from './table.ts';
import { openWorkbook } from './workbook.ts';
import type { ZipEntries } from './zip.ts';

/**
 * Reads a workbook, one sheet of it; only its table of texts is held in memory.
 *
 * @throws AppError those of a damaged, protected or foreign file; FILE_EMPTY when no sheet holds anything; NOT_FOUND for a sheet it does not have
 */
export async function openXlsx(file: OpenFile, entries: ZipEntries, options: TableOptions): Promise<TableSource> {
  const workbook = await openWorkbook(file, entries, options.chunkBytes);
  const sheet = options.sheet === undefined ? await firstFilled(visibleFirst(workbook.sheets), (part) => sheetRows(file, workbook, part, { chunkBytes: options.chunkBytes })) : namedSheet(workbook.sheets, options.sheet);
  if (sheet === undefined) throw nothingIn(file.path);
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
