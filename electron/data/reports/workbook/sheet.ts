import type { Cell, CellStyle, SheetChart, Sparkline, WriteSheet } from 'hucre/xlsx';
import { CELL, FIGURE, FONT, FORMAT, styles } from './style.ts';

/** What a cell holds: text, a real number, a real date, or nothing. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly format: string }
  | { readonly kind: 'date'; readonly date: Date; readonly format: string }
  | { readonly kind: 'empty' };

export interface SheetCell {
  readonly content: Content;
  readonly style: CellStyle;
}

export const EMPTY: SheetCell = { content: { kind: 'empty' }, style: CELL };

/** Text stays text whatever it begins with: it is written as a string, in a cell whose format is text. */
export function text(value: string, ...style: readonly CellStyle[]): SheetCell {
  return value === '' ? { content: { kind: 'empty' }, style: styles(CELL, ...style) } : { content: { kind: 'text', text: value }, style: styles(CELL, ...style) };
}

/** Text without a box around it. */
export function plain(value: string, style: CellStyle): SheetCell {
  return { content: { kind: 'text', text: value }, style };
}

/** A real number from exact decimal text; a spreadsheet keeps 15 significant digits of it. Null = an empty cell, never 0. */
export function figure(value: string | number | null, format: string, ...style: readonly CellStyle[]): SheetCell {
  if (value === null) return { content: { kind: 'empty' }, style: styles(FIGURE, ...style) };
  return { content: { kind: 'number', number: Number(value), format }, style: styles(FIGURE, ...style) };
}

/** A real date from an ISO date (no time of day, no time zone). */
export function day(iso: string | null, ...style: readonly CellStyle[]): SheetCell {
  if (iso === null) return { content: { kind: 'empty' }, style: styles(CELL, ...style) };
  return { content: { kind: 'date', date: new Date(`${iso}T00:00:00Z`), format: FORMAT.date }, style: styles(CELL, { alignment: { horizontal: 'center' } }, ...style) };
}

/** A real date with the time as the clock on the wall of this machine shows it; spreadsheets know no time zones. */
export function moment(instant: string | null, ...style: readonly CellStyle[]): SheetCell {
  if (instant === null) return { content: { kind: 'empty' }, style: styles(CELL, ...style) };
  const at = new Date(instant);
  const wall = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()));
  return { content: { kind: 'date', date: wall, format: FORMAT.time }, style: styles(CELL, { alignment: { horizontal: 'center' } }, ...style) };
}

export interface Print {
  readonly orientation: 'portrait' | 'landscape';
  /** 1-based row numbers repeated on every page. */
  readonly titleRows?: readonly [first: number, last: number];
  readonly titleColumn?: string;
  readonly pagesWide?: number;
  readonly footer: string;
}

/** One sheet, filled row by row from the top. Rows and columns count from 0. */
export class SheetBuilder {
  readonly #name: string;
  readonly #widths: readonly number[];
  readonly #cells = new Map<string, Partial<Cell>>();
  readonly #heights = new Map<number, { height: number }>();
  readonly #merges: NonNullable<WriteSheet['merges']> = [];
  readonly #charts: SheetChart[] = [];
  readonly #sparklines: Sparkline[] = [];
  readonly #breaks: number[] = [];
  #next = 0;

  /** Widths in characters of the default font; Chinese characters take two. */
  constructor(name: string, widths: readonly number[]) {
    this.#name = name;
    this.#widths = widths;
  }

  /** The row that the next `row` will fill. */
  get next(): number {
    return this.#next;
  }

  /** Puts cells side by side from the first column (or `from`) on; the row is as high as its longest wrapped text needs. */
  row(cells: readonly SheetCell[], options: { readonly from?: number; readonly height?: number } = {}): number {
    const row = this.#next;
    cells.forEach((cell, position) => {
      this.put(row, (options.from ?? 0) + position, cell);
    });
    this.#heights.set(row, { height: options.height ?? this.#fit(cells, options.from ?? 0) });
    this.#next += 1;
    return row;
  }

  /** One cell across several columns, as a row of its own. */
  wide(cell: SheetCell, span: number, height?: number): number {
    const row = this.spans([[cell, span]]);
    if (height !== undefined) this.height(row, height);
    return row;
  }

  /** A label and a value across the rest of the columns. */
  pair(label: SheetCell, value: SheetCell, span: number): number {
    return this.spans([[label, 1], [value, span - 1]]);
  }

  /** Cells of several columns each, side by side; as high as the longest wrapped text needs. */
  spans(parts: readonly (readonly [cell: SheetCell, span: number])[]): number {
    const starts = parts.map((_, position) => sum(parts.slice(0, position).map(([, span]) => span)));
    const needed = parts.map(([cell, span], position) => linesIn(cell, sum(this.#widths.slice(starts[position], (starts[position] ?? 0) + span))) * lineHeight(cell));
    const cells = parts.flatMap(([cell, span]) => [cell, ...Array.from({ length: span - 1 }, () => ({ ...cell, content: { kind: 'empty' } as const }))]);
    const row = this.row(cells, { height: Math.max(18, ...needed) });
    parts.forEach(([, span], position) => {
      const start = starts[position] ?? 0;
      if (span > 1) this.merge(row, start, row, start + span - 1);
    });
    return row;
  }

  gap(height = 8): void {
    this.#heights.set(this.#next, { height });
    this.#next += 1;
  }

  put(row: number, column: number, { content, style }: SheetCell): void {
    const base: CellStyle = { font: { name: FONT, size: 10 } };
    switch (content.kind) {
      case 'text': this.#cells.set(key(row, column), { value: clean(content.text), style: { ...styles(base, style), numFmt: FORMAT.text } }); break;
      case 'number': this.#cells.set(key(row, column), { value: content.number, style: { ...styles(base, style), numFmt: content.format } }); break;
      case 'date': this.#cells.set(key(row, column), { value: content.date, style: { ...styles(base, style), numFmt: content.format } }); break;
      case 'empty': this.#cells.set(key(row, column), { value: null, style: styles(base, style) });
    }
  }

  height(row: number, points: number): void {
    this.#heights.set(row, { height: points });
  }

  merge(startRow: number, startCol: number, endRow: number, endCol: number): void {
    this.#merges.push({ startRow, startCol, endRow, endCol });
  }

  chart(chart: SheetChart): void {
    this.#charts.push(chart);
  }

  sparkline(sparkline: Sparkline): void {
    this.#sparklines.push(sparkline);
  }

  /** What follows begins on a new page. */
  breakPage(): void {
    this.#breaks.push(this.#next - 1);
  }

  build(print: Print, frozen: { readonly rows?: number; readonly columns?: number } = {}): WriteSheet {
    const { titleRows, titleColumn } = print;
    return {
      name: this.#name,
      columns: this.#widths.map((width) => ({ width })),
      cells: this.#cells,
      rowDefs: this.#heights,
      merges: this.#merges,
      charts: this.#charts,
      sparklines: this.#sparklines,
      rowBreaks: this.#breaks,
      ...(Object.keys(frozen).length > 0 ? { freezePane: frozen } : {}),
      view: { showGridLines: false },
      pageSetup: {
        paperSize: 'a4', orientation: print.orientation, fitToPage: true, fitToWidth: print.pagesWide ?? 1, fitToHeight: 0, horizontalCentered: true,
        margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
        ...(titleRows === undefined ? {} : { printTitlesRow: `$${String(titleRows[0])}:$${String(titleRows[1])}` }),
        ...(titleColumn === undefined ? {} : { printTitlesColumn: `$${titleColumn}:$${titleColumn}` }),
      },
      headerFooter: { oddFooter: print.footer },
    };
  }

  #fit(cells: readonly SheetCell[], from: number): number {
    const needed = cells.map((cell, position) => linesIn(cell, this.#widths[from + position] ?? 10) * lineHeight(cell));
    return Math.max(18, ...needed);
  }
}

const key = (row: number, column: number): string => `${String(row)},${String(column)}`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Control characters have no place in a cell; line breaks and tabs may stay. */
function clean(value: string): string {
  const kept = Array.from(value).filter((character) => character >= ' ' || character === '\n' || character === '\t');
  return kept.join('').slice(0, 32_000);
}

function lineHeight({ style }: SheetCell): number {
  return (style.font?.size ?? 10) * 1.5;
}

/** How many lines a text takes in a column; Chinese characters count two. */
function linesIn({ content, style }: SheetCell, width: number): number {
  if (content.kind !== 'text' || style.alignment?.wrapText !== true) return 1;
  const room = Math.max(2, (width - 1 - 2 * (style.alignment.indent ?? 0)) * (10 / (style.font?.size ?? 10)));
  return sum(content.text.split('\n').map((line) => Math.max(1, Math.ceil(displayWidth(line) / room))));
}

function displayWidth(line: string): number {
  let width = 0;
  for (const character of line) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1.05;
  return width;
}
