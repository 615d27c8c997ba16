import { isoText } from './numbers.ts';
import { shownNumber } from './shown.ts';
import { isBlank, MOST_COLUMNS, MOST_ROWS, NO_RESULT, tableRow, type TableRow } from './table.ts';
import { LONGEST_CELL } from './workbook.ts';
import { attribute, decodeEntities, eachAttribute, type XmlHandler } from './xml.ts';
import { tooLarge } from './zip.ts';

/** Rows and cells may be written once and said to repeat; beyond so many cells nobody meant it. */
const MOST_CELLS = 200_000_000;
const ROWS_AT_ONCE = 500;

export interface OdsSheet {
  readonly name: string;
  hidden: boolean;
  /** It has a cell with a value; that may still be blank. */
  filled: boolean;
}

/** Keeps track of which sheet the scanner is in. Tables inside cells, and copies of sheets of other files, are none. */
class Sheets {
  #depth = 0;
  #count = 0;
  #outside = false;

  /** Number of the sheet the scanner is in, null outside of any. */
  get current(): number | null {
    return this.#depth === 1 && !this.#outside ? this.#count - 1 : null;
  }

  open(name: string): void {
    if (name === 'table') {
      this.#depth += 1;
      this.#outside = false;
      if (this.#depth === 1) this.#count += 1;
    } else if (name === 'table-source' && this.#depth === 1) {
      this.#outside = true;
      this.#count -= 1;
    }
  }

  close(name: string): void {
    if (name === 'table') this.#depth -= 1;
  }
}

/** The sheets of a spreadsheet, which of them are hidden, and which hold anything. */
export class OdsSheetList implements XmlHandler {
  readonly sheets: OdsSheet[] = [];
  readonly #place = new Sheets();
  readonly #hiddenStyles = new Set<string>();
  #style = '';

  open(name: string, attributes: string): void {
    this.#place.open(name);
    const { current } = this.#place;
    switch (name) {
      case 'style':
        this.#style = attribute(attributes, 'name') ?? '';
        break;
      case 'table-properties':
        if (attribute(attributes, 'display') === 'false') this.#hiddenStyles.add(this.#style);
        break;
      case 'table':
        if (current !== null) this.sheets.push({ name: attribute(attributes, 'name') ?? '', hidden: this.#hiddenStyles.has(attribute(attributes, 'style-name') ?? ''), filled: false });
        break;
      case 'table-source':
        this.sheets.pop();
        break;
      case 'table-cell': {
        const sheet = current === null ? undefined : this.sheets[current];
        if (sheet !== undefined && !sheet.filled && attributes.includes('value-type')) sheet.filled = true;
        break;
      }
      default:
    }
  }

  close(name: string): void {
    this.#place.close(name);
  }
}

/** Builds the rows of one sheet from the tags of a spreadsheet's content. */
export class OdsRowCollector implements XmlHandler {
  readonly #path: string;
  readonly #wanted: number;
  readonly #place = new Sheets();
  #pending: { readonly row: TableRow; readonly times: number }[] = [];
  #cellCount = 0;
  #rowNo = 0;
  #rowTimes = 1;
  #cells: string[] = [];
  #rounded: number[] | null = null;
  #column = 0;
  #cellTimes = 1;
  #attributes = new Map<string, string>();
  /** Elements open inside the cell, the cell itself not counted; 0 also outside of cells. */
  #inside = 0;
  #inCell = false;
  #paragraphs: string[] = [];
  #inParagraph = false;
  #ruby = false;

  constructor(path: string, wanted: number) {
    this.#path = path;
    this.#wanted = wanted;
  }

  /** The rows completed since the last call, in small pieces. */
  *take(): Generator<readonly TableRow[]> {
    const pending = this.#pending;
    this.#pending = [];
    let rows: TableRow[] = [];
    for (const { row, times } of pending) {
      for (let time = 0; time < times; time += 1) {
        this.#cellCount += row.cells.length;
        if (this.#cellCount > MOST_CELLS) throw tooLarge(this.#path, 'its repeated rows stand for more cells than any table has');
        rows.push(time === 0 ? row : { ...row, rowNo: row.rowNo + time, cells: [...row.cells] });
        if (rows.length < ROWS_AT_ONCE) continue;
        yield rows;
        rows = [];
      }
    }
    if (rows.length > 0) yield rows;
  }

  open(name: string, attributes: string): void {
    this.#place.open(name);
    if (this.#place.current !== this.#wanted) return;
    if (this.#inCell) {
      this.#openInside(name, attributes);
      return;
    }
    switch (name) {
      case 'table-row':
        this.#rowTimes = times(attributes, 'number-rows-repeated', MOST_ROWS);
        this.#cells = [];
        this.#rounded = null;
        this.#column = 0;
        break;
      case 'table-cell':
      case 'covered-table-cell':
        this.#inCell = true;
        this.#cellTimes = times(attributes, 'number-columns-repeated', MOST_COLUMNS);
        this.#paragraphs = [];
        this.#attributes = new Map();
        if (attributes !== '') eachAttribute(attributes, (attributeName, value) => this.#attributes.set(attributeName, value));
        break;
      default:
    }
  }

  text(text: string): void {
    if (this.#inParagraph && !this.#ruby) this.#append(text.replace(/[ \t\r\n]+/g, ' '), true);
  }

  close(name: string): void {
    const here = this.#place.current === this.#wanted;
    this.#place.close(name);
    if (!here) return;
    if (this.#inCell && this.#inside > 0) {
      this.#inside -= 1;
      if (this.#inside === 0) this.#inParagraph = false;
      if (name === 'ruby-text') this.#ruby = false;
    } else if (this.#inCell) {
      this.#inCell = false;
      this.#closeCell();
    } else if (name === 'table-row') {
      this.#closeRow();
    }
  }

  /** Only paragraphs that stand in the cell itself are its text: a comment or a drawing has paragraphs of its own. */
  #openInside(name: string, attributes: string): void {
    this.#inside += 1;
    if (this.#inside === 1) {
      this.#inParagraph = name === 'p';
      if (this.#inParagraph) this.#paragraphs.push('');
    }
    if (!this.#inParagraph) return;
    if (name === 's') this.#append(' '.repeat(Math.min(LONGEST_CELL, Number(attribute(attributes, 'c') ?? 1) || 1)), false);
    else if (name === 'tab') this.#append('\t', false);
    else if (name === 'line-break') this.#append('\n', false);
    else if (name === 'ruby-text') this.#ruby = true;
  }

  /** @param collapse white space as written: a run of it is one space, none at the beginning (ODF 1.3 part 3, 6.1.2) */
  #append(text: string, collapse: boolean): void {
    const last = this.#paragraphs.length - 1;
    const before = this.#paragraphs[last] ?? '';
    const after = before + (collapse && text.startsWith(' ') && (before === '' || before.endsWith(' ')) ? text.slice(1) : text);
    if (after.length > LONGEST_CELL) throw tooLarge(this.#path, `a cell of row ${String(this.#rowNo + 1)} is longer than any spreadsheet allows`);
    this.#paragraphs[last] = after;
  }

  #closeCell(): void {
    const { text, rounded } = this.#cellText();
    const from = this.#column;
    this.#column += this.#cellTimes;
    if (text === '') return;
    if (this.#column > MOST_COLUMNS) throw tooLarge(this.#path, 'it has more columns than a spreadsheet');
    while (this.#cells.length < from) this.#cells.push('');
    for (let column = from; column < this.#column; column += 1) {
      this.#cells.push(text);
      if (rounded) (this.#rounded ??= []).push(column);
    }
  }

  #closeRow(): void {
    const first = this.#rowNo + 1;
    this.#rowNo += this.#rowTimes;
    if (isBlank(this.#cells)) return;
    if (this.#rowNo > MOST_ROWS) throw tooLarge(this.#path, 'it has more rows than a spreadsheet');
    this.#pending.push({ row: tableRow(first, this.#cells, this.#rounded), times: this.#rowTimes });
  }

  #cellText(): { readonly text: string; readonly rounded: boolean } {
    const shown = this.#paragraphs.join('\n');
    const value = (name: string): string => this.#attributes.get(name) ?? '';
    const exact = (text: string): { text: string; rounded: boolean } => ({ text, rounded: false });
    switch (this.#attributes.get('value-type')) {
      case 'float':
      case 'currency':
        return shownNumber(value('value'), 'plain', false);
      case 'percentage':
        return shownNumber(value('value'), 'percent', false);
      case 'date':
        return exact(isoText(value('date-value')));
      case 'time':
        return exact(clockText(value('time-value')));
      case 'boolean':
        return exact(value('boolean-value') === 'true' ? 'TRUE' : 'FALSE');
      case undefined:
        return exact(shown === '' && this.#attributes.has('formula') ? NO_RESULT : shown);
      default:
        return exact(shown === '' ? decodeEntities(value('string-value')) : shown);
    }
  }
}

function times(attributes: string, name: string, most: number): number {
  const stated = Number((attributes.includes(name) ? attribute(attributes, name) : undefined) ?? 1);
  return Number.isInteger(stated) && stated > 0 ? Math.min(stated, most) : 1;
}

/** `PT08H05M00S` as `08:05:00`; what is none stays as it is. */
function clockText(duration: string): string {
  const parts = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(duration);
  return parts === null ? duration : parts.slice(1).map((part) => part.padStart(2, '0')).join(':');
}
