import type { OpenFile } from './file.ts';
import { isoText } from './numbers.ts';
import { shownNumber, type Shown } from './shown.ts';
import { isBlank, MOST_COLUMNS, MOST_ROWS, NO_RESULT, tableRow, type TableRow } from './table.ts';
import { isTrue, LONGEST_CELL, scanPieces, unescapeText, type SheetPart, type Workbook } from './workbook.ts';
import { attribute, eachAttribute, type XmlHandler } from './xml.ts';
import { corrupt, tooLarge } from './zip.ts';

const MOST_SHEET_BYTES = 16 * 1024 * 1024 * 1024;
/** A row of one cell far to the right is 50 bytes of sheet and 16,384 cells: small pieces keep few of them at once. */
const PIECE_BYTES = 16 * 1024;

/** The rows of one sheet, piece by piece; only the texts cells refer to are held. */
export async function* sheetRows(
  file: OpenFile,
  workbook: Workbook,
  sheet: SheetPart,
  options: { readonly chunkBytes?: number | undefined; readonly onPacked?: (bytes: number) => void },
): AsyncGenerator<readonly TableRow[]> {
  const collector = new RowCollector(file.path, await workbook.strings(), workbook.styles, workbook.epoch1904);
  for await (const _step of scanPieces(file, sheet.entry, MOST_SHEET_BYTES, collector, { ...options, chunkBytes: options.chunkBytes ?? PIECE_BYTES })) {
    const rows = collector.take();
    if (rows.length > 0) yield rows;
  }
}

/** Builds rows from the tags of a sheet. */
class RowCollector implements XmlHandler {
  readonly #path: string;
  readonly #strings: readonly string[];
  readonly #styles: readonly Shown[];
  readonly #epoch1904: boolean;
  #rows: TableRow[] = [];
  #rowNo = 0;
  #inRow = false;
  #cells: string[] = [];
  #rounded: number[] | null = null;
  #column = -1;
  #type = '';
  #shown: Shown = 'plain';
  #value = '';
  #formula = false;
  /** Inside an element whose text belongs to the cell. */
  #reading = false;
  #phonetic = false;

  constructor(path: string, strings: readonly string[], styles: readonly Shown[], epoch1904: boolean) {
    this.#path = path;
    this.#strings = strings;
    this.#styles = styles;
    this.#epoch1904 = epoch1904;
  }

  take(): readonly TableRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row': {
        const stated = Number(attribute(attributes, 'r') ?? 0);
        this.#rowNo = Number.isInteger(stated) && stated > 0 && stated <= MOST_ROWS ? stated : this.#rowNo + 1;
        this.#inRow = true;
        this.#cells = [];
        this.#rounded = null;
        this.#column = -1;
        break;
      }
      case 'c':
        if (this.#inRow) this.#openCell(attributes);
        break;
      case 'v':
      case 't':
        this.#reading = this.#inRow && !this.#phonetic;
        break;
      case 'f':
        this.#formula = true;
        break;
      case 'rPh':
        this.#phonetic = true;
        break;
      default:
    }
  }

  text(text: string): void {
    if (!this.#reading) return;
    this.#value += text;
    if (this.#value.length > LONGEST_CELL) throw tooLarge(this.#path, `a cell of row ${String(this.#rowNo)} is longer than any spreadsheet allows`);
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#reading = false;
        break;
      case 'rPh':
        this.#phonetic = false;
        break;
      case 'c':
        if (this.#inRow) this.#closeCell();
        break;
      case 'row':
        this.#inRow = false;
        if (!isBlank(this.#cells)) this.#rows.push(tableRow(this.#rowNo, this.#cells, this.#rounded));
        break;
      default:
    }
  }

  #openCell(attributes: string): void {
    this.#column += 1;
    this.#type = 'n';
    this.#shown = 'plain';
    this.#value = '';
    this.#formula = false;
    eachAttribute(attributes, this.#cellAttribute);
    if (this.#column >= MOST_COLUMNS) throw tooLarge(this.#path, 'it has more columns than a spreadsheet');
  }

  readonly #cellAttribute = (name: string, value: string): void => {
    if (name === 'r') this.#column = columnOf(value) ?? this.#column;
    else if (name === 't') this.#type = value;
    else if (name === 's') this.#shown = this.#styles[Number(value)] ?? 'plain';
  };

  #closeCell(): void {
    const text = this.#cellText();
    if (text === '') return;
    if ((this.#cells[this.#column] ?? '') !== '') throw corrupt(this.#path, `row ${String(this.#rowNo)} has one cell twice`);
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #cellText(): string {
    const value = this.#value;
    if (value === '') return this.#formula && this.#type !== 'str' ? NO_RESULT : '';
    switch (this.#type) {
      case 's':
        return this.#strings[Number(value)] ?? '#REF!';
      case 'str':
      case 'inlineStr':
        return unescapeText(value);
      case 'b':
        return isTrue(value) ? 'TRUE' : 'FALSE';
      case 'd':
        return isoText(value);
      case 'e':
        return value;
      default:
        return this.#numberText(value.trim());
    }
  }

  #numberText(value: string): string {
    const { text, rounded } = shownNumber(value, this.#shown, this.#epoch1904);
    if (rounded) (this.#rounded ??= []).push(this.#column);
    return text;
  }
}

/** `AB12` -> 27; null without letters: then the cell stands where it comes. */
function columnOf(reference: string): number | null {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + (code - 0x40);
  }
  return column === 0 ? null : column - 1;
}
