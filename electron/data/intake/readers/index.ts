import { openCsv } from './csv.ts';
import { openFile } from './file.ts';
import { sniff } from './sniff.ts';
import type { TableOptions, TableSource } from './table.ts';
import { openXlsx } from './xlsx.ts';

export { isBlank, type TableOptions, type TableRow, type TableSource } from './table.ts';

/**
 * Opens a table by what the file is, whatever it is called.
 *
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_EMPTY, FILE_NOT_A_TABLE, FILE_OLD_WORD, FILE_OLD_EXCEL, FILE_PASSWORD, FILE_CORRUPT, FILE_TOO_LARGE
 */
export async function openTable(path: string, options: TableOptions = {}): Promise<TableSource> {
  const file = await openFile(path);
  try {
    return (await sniff(file)) === 'zip' ? await openXlsx(file, options) : await openCsv(file, options);
  } catch (error) {
    await file.close();
    throw error;
  }
}
