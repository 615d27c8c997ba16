import type { Cell, CellStyle, CellValue, SheetChart, WriteSheet } from 'hucre/xlsx';
import type { Colour } from '#shared/domain/stability/index.ts';

/** Found on Windows; elsewhere the office suite takes its own Chinese font. */
export const FONT = 'Microsoft YaHei';
const LINE = { style: 'thin' as const, color: { rgb: 'B4BCC6' } };
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const fill = (rgb: string): CellStyle => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } });
/** Meaning as on screen; the word always stands beside the colour. */
const COLOUR_FILL: Readonly<Record<Colour, string>> = { green: 'DDF0E3', blue: 'DCE9F7', yellow: 'FBF0D5', red: 'F6DCDA' };

/** Number formats; a spreadsheet keeps 15 significant digits of an exact figure. */
export const FORMAT = { score: '0.00', change: '+0.00;-0.00;0.00', steps: '+0;-0;0', whole: '#,##0', share: '0.0%', weight: '0.##', end: '#,##0.00##', text: '@' } as const;

const base = (more: NonNullable<CellStyle['font']> = {}): CellStyle => ({ font: { name: FONT, size: 10, ...more }, alignment: { vertical: 'center', wrapText: true }, border: BOX });
export const STYLE = {
  title: { font: { name: FONT, size: 16, bold: true }, alignment: { horizontal: 'center', vertical: 'center' } },
  note: { font: { name: FONT, size: 9, color: { rgb: '586271' } }, alignment: { vertical: 'center', wrapText: true } },
  warning: { font: { name: FONT, size: 11, bold: true, color: { rgb: 'FFFFFF' } }, alignment: { horizontal: 'center', vertical: 'center' }, ...fill('9B1C1C') },
  head: { ...base({ bold: true }), alignment: { horizontal: 'center', vertical: 'center', wrapText: true }, ...fill('E4EDF7') },
  label: { ...base({ color: { rgb: '586271' } }), ...fill('F3F4F6') },
  cell: base(),
  figure: { ...base(), alignment: { horizontal: 'right', vertical: 'center' } },
  left: { ...base(), alignment: { horizontal: 'left', vertical: 'center' } },
  missing: { ...base({ italic: true, color: { rgb: '7A8490' } }), alignment: { horizontal: 'right', vertical: 'center' } },
  hash: base({ name: 'Consolas', size: 8 }),
} satisfies Readonly<Record<string, CellStyle>>;

export interface Content {
  readonly value: CellValue;
  readonly style: CellStyle;
}

/** Text stays text whatever it begins with. */
export function text(value: string, style: CellStyle = STYLE.cell): Content {
  return { value: value === '' ? null : value, style: { ...style, numFmt: FORMAT.text } };
}

/** A real number; null = an empty cell, never 0. */
export function figure(value: string | number | null, format: string, style: CellStyle = STYLE.figure): Content {
  return { value: value === null ? null : Number(value), style: { ...style, numFmt: format } };
}

export function coloured(style: CellStyle, colour: Colour | null): CellStyle {
  return colour === null ? style : { ...style, ...fill(COLOUR_FILL[colour]) };
}

/** As high as the text needs in so many characters' width; Chinese characters take two. */
function heightOf({ value }: Content, width: number): number {
  if (typeof value !== 'string') return LINE_HEIGHT;
  const length = Array.from(value).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1.05), 0);
  return LINE_HEIGHT * Math.max(1, Math.ceil(length / Math.max(2, width - 2)));
}

const LINE_HEIGHT = 18;

/** One sheet, filled row by row. Columns have widths in characters; Chinese characters take two. */
export class Page {
  readonly #name: string;
  readonly #widths: readonly number[];
  readonly #cells = new Map<string, Partial<Cell>>();
  readonly #heights = new Map<number, { height: number }>();
  readonly #merges: NonNullable<WriteSheet['merges']> = [];
  readonly #charts: SheetChart[] = [];
  #next = 0;

  constructor(name: string, widths: readonly number[]) {
    this.#name = name;
    this.#widths = widths;
  }

  get next(): number {
    return this.#next;
  }

  row(cells: readonly Content[], height = LINE_HEIGHT): number {
    const row = this.#next;
    cells.forEach(({ value, style }, column) => this.#cells.set(`${String(row)},${String(column)}`, { value, style }));
    this.#heights.set(row, { height });
    this.#next += 1;
    return row;
  }

  /** One cell across all columns, or across all but the first. */
  wide(content: Content, options: { readonly label?: Content; readonly height?: number } = {}): void {
    const span = this.#widths.length;
    const first = options.label === undefined ? 0 : 1;
    const filler = Array.from({ length: span - first - 1 }, () => ({ ...content, value: null }));
    const width = this.#widths.slice(first).reduce((sum, one) => sum + one, 0);
    const row = this.row([...(options.label === undefined ? [] : [options.label]), content, ...filler], options.height ?? heightOf(content, width));
    if (span - first > 1) this.#merges.push({ startRow: row, startCol: first, endRow: row, endCol: span - 1 });
  }

  chart(chart: SheetChart): void {
    this.#charts.push(chart);
  }

  build(footer: string, options: { readonly landscape?: boolean; readonly frozen?: { readonly rows: number; readonly columns: number }; readonly pagesWide?: number } = {}): WriteSheet {
    const { landscape = false, frozen, pagesWide = 1 } = options;
    return {
      name: this.#name,
      columns: this.#widths.map((width) => ({ width })),
      cells: this.#cells,
      rowDefs: this.#heights,
      merges: this.#merges,
      charts: this.#charts,
      ...(frozen === undefined ? {} : { freezePane: frozen }),
      view: { showGridLines: false },
      pageSetup: {
        paperSize: 'a4', orientation: landscape ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: pagesWide, fitToHeight: 0, horizontalCentered: true,
        margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
        ...(frozen === undefined ? {} : { printTitlesRow: `$${String(frozen.rows)}:$${String(frozen.rows)}` }),
      },
      headerFooter: { oddFooter: footer },
    };
  }
}
