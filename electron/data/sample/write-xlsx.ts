import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsx, writeXlsxStream, type CellValue, type ColumnDef } from 'hucre/xlsx';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Cell } from './dress.ts';
import type { SampleSheet } from './sheet-plan.ts';

/** Up to here a workbook is made in memory, with a second sheet and properties; beyond, it is streamed with its rows alone. */
const IN_MEMORY_ROWS = 5000;
const SHEET = '样例数据';
/** The same for every run: a workbook must not tell when it was made. */
const MADE = new Date(Date.UTC(2024, 0, 1));

/**
 * Writes a sheet as a workbook: real numbers and dates where the column keeps to its manner, texts elsewhere.
 *
 * @param notes one paragraph a line, for the second sheet
 */
export async function writeWorkbook(path: string, category: CategoryDescriptor, sheet: SampleSheet, rows: number, notes: readonly string[]): Promise<void> {
  const columns: ColumnDef[] = category.fields.map((field, index) => ({
    header: sheet.headers[index] ?? field.name.zh,
    width: field.type === 'text' ? 28 : 16,
    ...(field.type === 'date' ? { numFmt: 'yyyy-mm-dd' } : field.type === 'datetime' ? { numFmt: 'yyyy-mm-dd hh:mm:ss' } : {}),
  }));
  if (rows > IN_MEMORY_ROWS) {
    const stream = writeXlsxStream(valuesOf(sheet), { name: SHEET, columns, freezePane: { rows: 1 } });
    await pipeline(Readable.fromWeb(stream), createWriteStream(path));
    return;
  }
  const bytes = await writeXlsx({
    sheets: [
      { name: SHEET, columns, rows: [[...sheet.headers], ...valuesOf(sheet)], freezePane: { rows: 1 } },
      { name: '说明', columns: [{ width: 100 }], rows: notes.map((note) => [note]) },
    ],
    properties: { title: `样例 ${category.id} ${category.name.zh}`, subject: '合成样例数据', description: notes.join('\n'), created: MADE, modified: MADE },
  });
  await writeFile(path, bytes);
}

function* valuesOf(sheet: SampleSheet): Generator<CellValue[]> {
  for (const cells of sheet.rows()) yield cells.map(valueOf);
}

function valueOf({ text, typed }: Cell): CellValue {
  return typed ?? (text === '' ? null : text);
}
