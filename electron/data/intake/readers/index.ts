import { openCsv } from './csv.ts';
import { openFile, type OpenFile } from './file.ts';
import { openJson } from './json.ts';
import { isOpenDocument, openOds } from './ods.ts';
import { sniff, type FileKind } from './sniff.ts';
import type { TableOptions, TableSource } from './table.ts';
import { openXls } from './xls.ts';
import { openXlsx } from './xlsx.ts';
import { zipEntries } from './zip.ts';

export { isBlank, type TableOptions, type TableRow, type TableSource } from './table.ts';

/**
 * Opens a table by what the file is, whatever it is called.
 *
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_A_TABLE, FILE_OLD_WORD, FILE_PASSWORD, FILE_CORRUPT, FILE_TOO_LARGE
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableSource> {
  const file = await openFile(path);
  try {
    return await openBy(file, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What a file is, by its bytes. @throws AppError those of opening it */
export async function fileKind(path: string): Promise<FileKind> {
  const file = await openFile(path);
  try {
    return await sniff(file);
  } finally {
    await file.close();
  }
}

async function openBy(file: OpenFile, options: TableOptions): Promise<TableSource> {
  switch (await sniff(file)) {
    case 'text':
      return openCsv(file, options);
    case 'json':
      return openJson(file, options);
    case 'xls':
      return openXls(file, options);
    case 'zip': {
      const entries = await zipEntries(file);
      return isOpenDocument(entries) ? openOds(file, entries, options) : openXlsx(file, entries, options);
    }
  }
}
