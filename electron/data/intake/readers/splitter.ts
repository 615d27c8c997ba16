import { AppError } from '#shared/errors/index.ts';
import type { TableRow } from './table.ts';
import { isBlank, MOST_COLUMNS } from './table.ts';
import { corrupt, tooLarge } from './zip.ts';

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const MARK = 0xfeff;
/** Longer than any cell of a spreadsheet (32,767) by far: a quotation mark that nobody closed. */
const LONGEST_CELL = 4 * 1024 * 1024;

/**
 * Text to rows, fed in pieces of any size (RFC 4180, and what offices make of it: any of the three line ends, quotes in
 * the middle of a cell as they are). Hand-written because the kept libraries either want the whole text at once or lose
 * characters at chunk edges; docs/decisions/0006-intake.md has the comparison.
 */
export class RowSplitter {
  readonly #delimiter: number;
  readonly #path: string;
  #rowNo = 1;
  #cells: string[] = [];
  /** What earlier pieces held of the cell that is open now. */
  #open = '';
  #quoted = false;
  /** A quote inside a quoted cell: its end, or the first of two. */
  #quoteSeen = false;
  /** The last piece ended with CR: a LF that follows belongs to it. */
  #afterCr = false;
  #touched = false;

  constructor(delimiter: string, path: string) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#path = path;
  }

  /** Rows that end in this piece; rows of blanks are counted but left out. */
  push(text: string): TableRow[] {
    const rows: TableRow[] = [];
    const delimiter = this.#delimiter;
    const zero = text.indexOf('\0');
    if (zero !== -1) {
      this.push(text.slice(0, zero));
      throw corrupt(this.#path, `it holds zero bytes in row ${String(this.#rowNo)}`);
    }
    const length = text.length;
    let at = 0;
    if (this.#afterCr && length > 0) {
      this.#afterCr = false;
      if (text.charCodeAt(0) === LF) at = 1;
    }
    let from = at;
    while (at < length) {
      if (this.#quoted) {
        at = this.#insideQuotes(text, at);
        from = at;
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === delimiter) {
        if (this.#cells.length >= MOST_COLUMNS) throw tooLarge(this.#path, `row ${String(this.#rowNo)} has more columns than a spreadsheet`);
        this.#cells.push(this.#open === '' ? text.slice(from, at) : this.#open + text.slice(from, at));
        this.#open = '';
        this.#touched = false;
        at += 1;
        from = at;
      } else if (code === LF || code === CR) {
        this.#cells.push(this.#open === '' ? text.slice(from, at) : this.#open + text.slice(from, at));
        this.#endRow(rows);
        at += 1;
        if (code === CR) {
          if (at === length) this.#afterCr = true;
          else if (text.charCodeAt(at) === LF) at += 1;
        }
        from = at;
      } else if (code === MARK && at === from && this.#open === '' && !this.#touched) {
        // The mark of a file that was joined behind another one: it is no part of the first cell, and a quote may follow.
        at += 1;
        from = at;
      } else if (code === QUOTE && at === from && this.#open === '' && !this.#touched) {
        this.#quoted = true;
        this.#touched = true;
        at += 1;
        from = at;
      } else {
        at += 1;
      }
    }
    if (from < length && !this.#quoted) this.#keep(text.slice(from));
    return rows;
  }

  /**
   * The row that no line end closes.
   *
   * @throws AppError FILE_UNCLOSED_QUOTE
   */
  end(): TableRow[] {
    if (this.#quoted && !this.#quoteSeen) throw this.#unclosed();
    const rows: TableRow[] = [];
    // The end mark of DOS programs is not a row.
    if (this.#cells.length === 0 && this.#open === '\u001a') return rows;
    if (this.#cells.length > 0 || this.#open !== '' || this.#touched) {
      this.#cells.push(this.#open);
      this.#endRow(rows);
    }
    return rows;
  }

  /** Takes text up to the closing quote; returns where the text outside goes on. */
  #insideQuotes(text: string, start: number): number {
    let at = start;
    for (;;) {
      if (this.#quoteSeen) {
        if (at >= text.length) return at;
        this.#quoteSeen = false;
        if (text.charCodeAt(at) !== QUOTE) {
          this.#quoted = false;
          return at;
        }
        this.#open += '"';
        at += 1;
      }
      const quote = text.indexOf('"', at);
      if (quote === -1) {
        this.#keep(text.slice(at));
        return text.length;
      }
      this.#open += text.slice(at, quote);
      this.#quoteSeen = true;
      at = quote + 1;
    }
  }

  #keep(text: string): void {
    this.#open += text;
    if (this.#open.length <= LONGEST_CELL) return;
    throw this.#quoted ? this.#unclosed() : tooLarge(this.#path, `a cell of row ${String(this.#rowNo)} is longer than any spreadsheet allows`);
  }

  #endRow(rows: TableRow[]): void {
    const cells = this.#cells;
    if (!isBlank(cells)) rows.push({ rowNo: this.#rowNo, cells });
    this.#cells = [];
    this.#open = '';
    this.#touched = false;
    this.#rowNo += 1;
  }

  #unclosed(): AppError {
    return new AppError(
      'FILE_UNCLOSED_QUOTE',
      `${this.#path}: a quotation mark opened in row ${String(this.#rowNo)} is never closed, so the rows after it cannot be told apart. Correct that cell, or save the table as .xlsx.`,
      { path: this.#path, row: this.#rowNo },
    );
  }
}
