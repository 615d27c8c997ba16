import type { TableFormat } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';

/** One row of a table as text. */
export interface TableRow {
  /** As a spreadsheet counts: the first row is 1, empty rows count too. */
  readonly rowNo: number;
  readonly cells: string[];
  /**
   * Columns whose number had more digits than a spreadsheet keeps: what stands in the cell is already rounded.
   * Absent in nearly every row.
   */
  readonly rounded?: readonly number[];
  /** Of JSON: keys that are no column; what stood under them stands behind the last column. Absent in nearly every row. */
  readonly unknown?: readonly string[];
}

/** What every reader gives, whatever the format: rows in order, in chunks, with bounded memory. */
export interface TableSource {
  readonly format: TableFormat;
  readonly size: number;
  /** Of text: as far as it is known; it is settled once the rows have been read. */
  readonly encoding: () => string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Rows with at least one cell that is not blank. May be asked for once. */
  rows(): AsyncIterable<readonly TableRow[]>;
  /** Bytes of the file done and in all, for a progress bar. */
  progress(): { readonly done: number; readonly total: number };
  /** SHA-256, hex, of the whole file; after `rows()` has been read to its end it costs nothing for text. */
  sha256(): Promise<string>;
  /** @throws AppError FILE_CHANGED when the file is not what it was when it was opened */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

export interface TableOptions {
  /** Sheet to read; by default the first that holds anything. */
  readonly sheet?: string | undefined;
  /** How many rows will be looked at, at most: spares a format that is held in memory the others. All by default. */
  readonly head?: number | undefined;
  /** Bytes given to the decoder at a time; tests make it small so that every character meets an edge. */
  readonly chunkBytes?: number | undefined;
}

/** As many as a spreadsheet has. */
export const MOST_COLUMNS = 16_384;
export const MOST_ROWS = 1_048_576;

/** What a formula without a stored result is read as: an error like any other, so that it is rejected, not lost. */
export const NO_RESULT = '#CALC!';

export const CHUNK_BYTES = 256 * 1024;

/** @param rounded columns of rounded numbers, null for none */
export function tableRow(rowNo: number, cells: string[], rounded: readonly number[] | null): TableRow {
  return rounded === null ? { rowNo, cells } : { rowNo, cells, rounded };
}

/** @throws AppError NOT_FOUND */
export function namedSheet<T extends { readonly name: string }>(sheets: readonly T[], name: string): T {
  const sheet = sheets.find((candidate) => candidate.name === name);
  if (sheet === undefined) throw new AppError('NOT_FOUND', `The workbook has no sheet "${name}".`, { sheet: name });
  return sheet;
}

/** Visible sheets first: a hidden one is taken only when no other holds anything. */
export function visibleFirst<T extends { readonly hidden: boolean }>(sheets: readonly T[]): readonly T[] {
  return [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)];
}

/** The first of the sheets with a row in it; only as much of each is read. */
export async function firstFilled<T>(sheets: readonly T[], rowsOf: (sheet: T) => AsyncIterable<readonly TableRow[]>): Promise<T | undefined> {
  for (const sheet of sheets) for await (const chunk of rowsOf(sheet)) if (chunk.length > 0) return sheet;
  return undefined;
}

export function nothingIn(path: string): AppError {
  return new AppError('FILE_EMPTY', `${path} has no sheet with anything in it.`, { path });
}

/** White space of every kind that files hold, the full-width space among them. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}
