import { Tokenizer, TokenType } from '@streamparser/json';
import { AppError } from '#shared/errors/index.ts';
import { numberText } from './numbers.ts';
import { LONGEST_CELL } from './workbook.ts';
import { corrupt, tooLarge } from './zip.ts';

/** Deeper than anybody nests a table. */
const MOST_DEPTH = 64;
const MOST_KEYS = 16_384;
const MOST_ROW_CHARACTERS = 16 * 1024 * 1024;

export interface JsonCell {
  readonly text: string;
  /** The number had more digits than a double keeps, and looks like one. */
  readonly rounded: boolean;
}

/** One object of a table, by its keys; keys of objects inside it are joined with dots. */
export interface JsonRow {
  /** Place of the object among all, from 1. */
  readonly rowNo: number;
  readonly cells: ReadonlyMap<string, JsonCell>;
}

/** `lines`: every document is a row. `document`: rows are the objects of the one list of objects that the document holds. */
export type JsonShape = 'lines' | 'document';

/** Keeps the digits of a number as they are written: the library's own type for numbers is a double. */
class ExactTokenizer extends Tokenizer {
  digits = '';

  protected override parseNumber(digits: string): number {
    this.digits = digits;
    return 0;
  }
}

type Expects = 'key' | 'first key' | 'colon' | 'value' | 'first value' | 'comma';

interface Frame {
  readonly kind: 'object' | 'array';
  /** Keys from the beginning of the document, or of the row, joined with dots. */
  readonly path: string;
  readonly keys: Set<string>;
  expects: Expects;
  key: string;
}

/** Text of JSON in pieces of any size to the objects of its table. Holds one object at a time. */
export class JsonRows {
  readonly #path: string;
  readonly #shape: JsonShape;
  readonly #tokenizer = new ExactTokenizer({ separator: '' });
  readonly #frames: Frame[] = [];
  #rows: JsonRow[] = [];
  #count = 0;
  /** Where the list of rows stands in the document; null until its first object. */
  #list: string | null = null;
  /** Depth of the row's own frame while inside one, else 0. */
  #rowDepth = 0;
  #cells = new Map<string, JsonCell>();
  #characters = 0;
  /** Of a list inside a row, as text; null outside of any. */
  #text: string[] | null = null;
  #textDepth = 0;
  #documents = 0;
  #sinceToken = 0;

  constructor(path: string, shape: JsonShape) {
    this.#path = path;
    this.#shape = shape;
    this.#tokenizer.onToken = ({ token, value }) => {
      this.#sinceToken = 0;
      this.#take(token, value);
    };
    this.#tokenizer.onError = (error) => {
      throw error instanceof AppError ? error : this.#wrong(error.message, error);
    };
  }

  /** Objects begun so far: names the place of what is wrong. */
  get count(): number {
    return this.#count;
  }

  /** Where the list of rows stands, keys joined with dots; null without any, empty at the top. */
  get list(): string | null {
    return this.#shape === 'lines' ? '' : this.#list;
  }

  /** @throws AppError FILE_CORRUPT, FILE_TOO_LARGE, FILE_NOT_A_TABLE (two lists of objects) */
  push(text: string): void {
    if (text === '') return;
    this.#sinceToken += text.length;
    this.#tokenizer.write(text);
    if (this.#sinceToken > LONGEST_CELL) throw tooLarge(this.#path, 'one of its texts is longer than any cell may be');
  }

  /** @throws AppError FILE_CORRUPT when the text ends in the middle */
  end(): void {
    if (!this.#tokenizer.isEnded) this.#tokenizer.end();
    if (this.#frames.length > 0) throw this.#wrong('it ends in the middle');
  }

  /** The rows completed since the last call. */
  take(): readonly JsonRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take(token: TokenType, value: unknown): void {
    switch (token) {
      case TokenType.LEFT_BRACE:
        this.#open('object');
        break;
      case TokenType.LEFT_BRACKET:
        this.#open('array');
        break;
      case TokenType.RIGHT_BRACE:
        this.#close('object');
        break;
      case TokenType.RIGHT_BRACKET:
        this.#close('array');
        break;
      case TokenType.COLON:
        this.#colon();
        break;
      case TokenType.COMMA:
        this.#comma();
        break;
      case TokenType.STRING:
        this.#string(String(value));
        break;
      case TokenType.NUMBER:
        this.#value(numberText(this.#tokenizer.digits), this.#tokenizer.digits);
        break;
      case TokenType.TRUE:
      case TokenType.FALSE:
        this.#value({ text: value === true ? 'TRUE' : 'FALSE', rounded: false }, String(value));
        break;
      case TokenType.NULL:
        this.#value({ text: '', rounded: false }, 'null');
        break;
      case TokenType.SEPARATOR:
        break;
    }
  }

  #string(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame?.kind === 'object' && (frame.expects === 'key' || frame.expects === 'first key')) {
      if (frame.keys.has(text)) throw this.#wrong(`the key "${text}" stands twice in one object`);
      if (this.#rowDepth > 0) {
        frame.keys.add(text);
        if (frame.keys.size > MOST_KEYS) throw tooLarge(this.#path, 'one of its objects has more keys than a spreadsheet columns');
      }
      frame.key = text;
      frame.expects = 'colon';
      this.#text?.push(frame.keys.size > 1 ? ',' : '', JSON.stringify(text), ':');
      return;
    }
    // Halves of characters and the zero character are none that a cell could hold.
    this.#value({ text: text.toWellFormed().replaceAll('\0', '\ufffd'), rounded: false }, JSON.stringify(text));
  }

  #open(kind: Frame['kind']): void {
    const parent = this.#frames.at(-1);
    this.#expectValue(parent);
    if (this.#text !== null) this.#text.push(this.#separator(parent), kind === 'object' ? '{' : '[');
    else if (kind === 'array') this.#openList(parent);
    const isRow = this.#rowDepth === 0 && kind === 'object' && (this.#shape === 'lines' ? parent === undefined : parent?.kind === 'array');
    const path = isRow ? '' : pathOf(parent);
    if (isRow) this.#openRow(parent);
    if (this.#frames.push({ kind, path, keys: new Set(), expects: kind === 'object' ? 'first key' : 'first value', key: '' }) > MOST_DEPTH) {
      throw tooLarge(this.#path, 'it is nested deeper than any table');
    }
    if (isRow) this.#rowDepth = this.#frames.length;
    if (this.#text !== null && this.#textDepth === 0) this.#textDepth = this.#frames.length;
  }

  #openRow(parent: Frame | undefined): void {
    this.#count += 1;
    this.#cells = new Map();
    this.#characters = 0;
    if (this.#shape === 'lines') return;
    const list = parent?.path ?? '';
    if (this.#list === null && parent?.expects !== 'first value') throw this.#wrong('something else stands among its objects');
    this.#list ??= list;
    if (this.#list !== list) {
      throw new AppError('FILE_NOT_A_TABLE', `${this.#path} holds more than one list of objects ("${this.#list}" and "${list}"). Export each of them into a file of its own.`, { path: this.#path, kind: 'json' });
    }
  }

  /** A list inside a row is one cell; elsewhere it may be the list of rows, or hold it. */
  #openList(parent: Frame | undefined): void {
    if (this.#rowDepth > 0) {
      this.#text = ['['];
      this.#textDepth = 0;
    } else if ((this.#shape === 'lines' && parent === undefined) || this.#isList(parent)) throw this.#wrong('a list stands where an object belongs');
  }

  /** The frame is the list whose objects are the rows. */
  #isList(frame: Frame | undefined): boolean {
    return frame?.kind === 'array' && this.#list === frame.path;
  }

  #close(kind: Frame['kind']): void {
    const frame = this.#frames.at(-1);
    const ready = kind === 'object' ? 'first key' : 'first value';
    if (frame?.kind !== kind || (frame.expects !== 'comma' && frame.expects !== ready)) throw this.#wrong('a bracket closes what is not open');
    const depth = this.#frames.length;
    this.#frames.pop();
    if (this.#text !== null) {
      this.#text.push(kind === 'object' ? '}' : ']');
      if (depth === this.#textDepth) {
        const text = this.#text.join('');
        this.#text = null;
        this.#textDepth = 0;
        this.#put(this.#frames.at(-1), { text: text === '[]' ? '' : text, rounded: false });
      }
    }
    if (depth === this.#rowDepth) {
      this.#rows.push({ rowNo: this.#count, cells: this.#cells });
      this.#rowDepth = 0;
    }
    this.#settled();
  }

  #colon(): void {
    const frame = this.#frames.at(-1);
    if (frame?.expects !== 'colon') throw this.#wrong('a colon stands where none belongs');
    frame.expects = 'value';
  }

  #comma(): void {
    const frame = this.#frames.at(-1);
    if (frame?.expects !== 'comma') throw this.#wrong('a comma stands where none belongs');
    frame.expects = frame.kind === 'object' ? 'key' : 'value';
  }

  #value(cell: JsonCell, source: string): void {
    const frame = this.#frames.at(-1);
    this.#expectValue(frame);
    if (this.#text !== null) this.#text.push(this.#separator(frame), source);
    else if (this.#rowDepth > 0) this.#put(frame, cell);
    else if (frame === undefined || this.#isList(frame)) throw this.#wrong('a bare value stands where an object belongs');
    if (this.#rowDepth > 0) this.#characters += source.length;
    if (this.#characters > MOST_ROW_CHARACTERS) throw tooLarge(this.#path, 'one of its objects is larger than any row');
    this.#settled();
  }

  #put(frame: Frame | undefined, cell: JsonCell): void {
    const key = pathOf(frame);
    if (this.#cells.has(key)) throw this.#wrong(`the key "${key}" stands twice in one object`);
    this.#cells.set(key, cell);
  }

  #separator(frame: Frame | undefined): string {
    return frame?.kind === 'array' && frame.expects === 'value' ? ',' : '';
  }

  #expectValue(frame: Frame | undefined): void {
    if (frame === undefined) {
      this.#documents += 1;
      if (this.#documents > 1 && this.#shape === 'document') throw this.#wrong('something stands behind its end; where there are several documents, each has a line of its own');
      return;
    }
    if (frame.expects !== 'value' && frame.expects !== 'first value') throw this.#wrong('a value stands where none belongs');
  }

  #settled(): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) frame.expects = 'comma';
  }

  #wrong(why: string, cause?: unknown): AppError {
    return corrupt(this.#path, `it is no JSON, or a cut one (object ${String(this.#count)}): ${why}`, cause);
  }
}

/** Where a value inside the frame stands. */
function pathOf(frame: Frame | undefined): string {
  if (frame === undefined) return '';
  if (frame.kind === 'array') return frame.path;
  return frame.path === '' ? frame.key : `${frame.path}.${frame.key}`;
}
