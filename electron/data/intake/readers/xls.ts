import { createHash } from 'node:crypto';
import type { CellObject, WorkBook } from 'xlsx';
import { AppError } from '#shared/errors/index.ts';
import type { OpenFile } from './file.ts';
import { shownByFormat, shownNumber, type Shown } from './shown.ts';
import { isBlank, namedSheet, nothingIn, tableRow, visibleFirst, type TableOptions, type TableRow, type TableSource } from './table.ts';
import { corrupt, tooLarge } from './zip.ts';

/** The library holds the whole file and every cell of it; a sheet of this kind ends at 65,536 rows. */
const MOST_BYTES = 64 * 1024 * 1024;
const ROWS_AT_ONCE = 500;

/** [MS-XLS] 2.5.10 BErr. */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'], [0x07, '#DIV/0!'], [0x0f, '#VALUE!'], [0x17, '#REF!'], [0x1d, '#NAME?'], [0x24, '#NUM!'], [0x2a, '#N/A'],
]);

/** The first byte of a workbook that is not in an OLE file. */
const BARE = 0x09;
const END_RECORD = 0x0a;

interface OldSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly (CellObject | undefined)[] | undefined)[];
}

interface OldWorkbook {
  readonly sheets: readonly OldSheet[];
  readonly epoch1904: boolean;
}

/**
 * Reads one sheet of a workbook of the old kind (BIFF 2 to 8, from .xls, .xlt or .et files), which is held in memory.
 *
 * @throws AppError FILE_TOO_LARGE beyond 64 MB, FILE_PASSWORD, FILE_CORRUPT, FILE_EMPTY, NOT_FOUND for a sheet it does not have
 */
export async function openXls(file: OpenFile, options: TableOptions): Promise<TableSource> {
  if (file.size > MOST_BYTES) throw tooLarge(file.path, `a workbook of the old .xls kind may have ${String(MOST_BYTES / 1024 / 1024)} MB, because it has to be held in memory`);
  const bytes = await file.read(0, file.size);
  if (bytes[0] === BARE) assertWhole(bytes, file.path);
  let workbook = await parse(file.path, bytes, options.head);
  let sheet = chosen(workbook, options.sheet);
  // The first rows may all be empty: then the others are needed after all.
  if (sheet === undefined && options.head !== undefined) {
    workbook = await parse(file.path, bytes, undefined);
    sheet = chosen(workbook, options.sheet);
  }
  if (sheet === undefined) throw nothingIn(file.path);
  const { name, rows } = sheet;
  const names = workbook.sheets.map((candidate) => candidate.name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { epoch1904 } = workbook;
  let done = 0;
  return {
    format: 'xls',
    size: file.size,
    encoding: () => null,
    delimiter: null,
    sheets: names,
    sheet: name,
    async *rows() {
      const formats = new Map<unknown, Shown>();
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const found: TableRow[] = [];
        rows.slice(from, from + ROWS_AT_ONCE).forEach((cells, index) => {
          const row = rowOf(from + index + 1, cells ?? [], epoch1904, formats);
          if (!isBlank(row.cells)) found.push(row);
        });
        done = Math.min(rows.length, from + ROWS_AT_ONCE);
        if (found.length > 0) yield await Promise.resolve(found);
      }
    },
    progress: () => ({ done: Math.round((file.size * done) / Math.max(1, rows.length)), total: file.size }),
    sha256: () => Promise.resolve(sha256),
    assertUnchanged: () => file.assertUnchanged(),
    close: () => file.close(),
  };
}

/** Without OLE nothing tells the length of the stream: a cut one lacks its last record, and the library may not mind. */
function assertWhole(bytes: Buffer, path: string): void {
  let last = 0;
  let at = 0;
  while (at + 4 <= bytes.length && bytes.readUInt16LE(at) !== 0) {
    last = bytes.readUInt16LE(at);
    at += 4 + bytes.readUInt16LE(at + 2);
  }
  if (last !== END_RECORD || at > bytes.length) throw corrupt(path, 'its last record is missing');
}

/** The named sheet, or the first with a cell in it. */
function chosen(workbook: OldWorkbook, name: string | undefined): OldSheet | undefined {
  if (name !== undefined) return namedSheet(workbook.sheets, name);
  return visibleFirst(workbook.sheets).find((sheet) => sheet.rows.some((row) => row?.some((cell) => cell?.v !== undefined && String(cell.v).trim() !== '') === true));
}

/** The library is large, and old workbooks are rare: it is loaded with the first of them. */
async function parse(path: string, bytes: Buffer, head: number | undefined): Promise<OldWorkbook> {
  const { read, set_cptable: setCodepages } = await import('xlsx');
  // Texts before 1997 are in the code page of their office, GBK here.
  setCodepages(await import('xlsx/dist/cpexcel.full.mjs'));
  try {
    const workbook = read(bytes, {
      type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false, cellDates: false,
      ...(head === undefined ? {} : { sheetRows: head }),
    });
    return { sheets: sheetsOf(workbook), epoch1904: workbook.Workbook?.WBProps?.date1904 === true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.startsWith('File is password-protected')) {
      throw new AppError('FILE_PASSWORD', `${path} is protected by a password. Open it in Excel or WPS, remove the password, and save it.`, { path }, { cause: error });
    }
    throw corrupt(path, 'the workbook cannot be read', error);
  }
}

function sheetsOf(workbook: WorkBook): OldSheet[] {
  return workbook.SheetNames.flatMap((name, index) => {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined || (sheet['!type'] ?? 'sheet') !== 'sheet') return [];
    return [{ name, hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, rows: sheet['!data'] ?? [] }];
  });
}

function rowOf(rowNo: number, source: readonly (CellObject | undefined)[], epoch1904: boolean, formats: Map<unknown, Shown>): TableRow {
  let rounded: number[] | null = null;
  const cells = Array.from(source, (cell, column) => {
    if (cell?.v === undefined) return '';
    switch (cell.t) {
      case 'n': {
        const shown = formats.get(cell.z) ?? shownByFormat(String(cell.z ?? ''));
        formats.set(cell.z, shown);
        const number = shownNumber(String(cell.v), shown, epoch1904);
        if (number.rounded) (rounded ??= []).push(column);
        return number.text;
      }
      case 's':
        return String(cell.v).toWellFormed().replaceAll('\0', '\ufffd');
      case 'b':
        return cell.v === true ? 'TRUE' : 'FALSE';
      case 'e':
        return ERRORS.get(Number(cell.v)) ?? '#VALUE!';
      case 'd':
      case 'z':
        return '';
    }
  });
  return tableRow(rowNo, cells, rounded);
}
