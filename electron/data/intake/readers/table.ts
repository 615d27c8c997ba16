import type { TableFormat } from '#shared/contract/intake.ts';

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
}

/** What every reader gives, whatever the format: rows in order, in chunks, with bounded memory. */
export interface TableSource {
  readonly format: TableFormat;
  readonly size: number;
  /** Of CSV: as far as it is known; it is settled once the rows have been read. */
  readonly encoding: () => string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Rows with at least one cell that is not blank. May be asked for once. */
  rows(): AsyncIterable<readonly TableRow[]>;
  /** Bytes of the file done and in all, for a progress bar. */
  progress(): { readonly done: number; readonly total: number };
  /** SHA-256, hex, of the whole file; after `rows()` has been read to its end it costs nothing for CSV. */
  sha256(): Promise<string>;
  /** @throws AppError FILE_CHANGED when the file is not what it was when it was opened */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

export interface TableOptions {
  /** Sheet to read; by default the first that holds anything. */
  readonly sheet?: string | undefined;
  /** Bytes given to the decoder at a time; tests make it small so that every character meets an edge. */
  readonly chunkBytes?: number | undefined;
}

/** As many as a spreadsheet has. */
export const MOST_COLUMNS = 16_384;

export const CHUNK_BYTES = 256 * 1024;

/** White space of every kind that files hold, the full-width space among them. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}
