import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { columnsOf } from '#data/catalogue/index.ts';

/** A row that failed a check. */
export interface RefusedRow {
  readonly rowNo: number;
  /** Its cells, protected as a whole: nobody knows what stands in a wrong cell. */
  readonly sealed: string;
  readonly reasons: readonly RejectReasonView[];
  /** Its cells as they may be shown; null where enough others are shown. */
  readonly shown: readonly string[] | null;
}

/**
 * Rows of a file after every check, as they cross from the thread that reads to the one that writes: the values of the layout's
 * columns, one row behind the other, all texts as one text and all numbers as one array. Copying a text for each cell from
 * thread to thread would cost as much as checking it.
 */
export interface PackedRows {
  /** Of each value the length of its text, or EMPTY or NUMBER. */
  readonly marks: Int32Array<ArrayBuffer>;
  readonly texts: string;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly refused: readonly RefusedRow[];
}

const EMPTY = -1;
const NUMBER = -2;

/** Gathers the values of rows, of which there are at most so many. */
export class Packing {
  readonly #marks: Int32Array<ArrayBuffer>;
  readonly #texts: string[] = [];
  readonly #numbers: number[] = [];
  #count = 0;

  constructor(mostRows: number, { width }: RowLayout) {
    this.#marks = new Int32Array(mostRows * width);
  }

  add(value: CellValue): void {
    let mark = EMPTY;
    if (typeof value === 'string') {
      mark = value.length;
      this.#texts.push(value);
    } else if (value !== null) {
      mark = NUMBER;
      this.#numbers.push(value);
    }
    this.#marks[this.#count] = mark;
    this.#count += 1;
  }

  done(refused: readonly RefusedRow[]): PackedRows {
    return { marks: this.#marks.slice(0, this.#count), texts: this.#texts.join(''), numbers: new Float64Array(this.#numbers), refused };
  }
}

/**
 * All values again, row behind row, ready to be bound. Their texts are parts of one long one: what is kept for longer than the
 * pack has to be copied, or it keeps the whole pack.
 */
export function unpack({ marks, texts, numbers }: PackedRows): CellValue[] {
  const values = new Array<CellValue>(marks.length);
  let from = 0;
  let number = 0;
  for (let at = 0; at < marks.length; at += 1) {
    const mark = marks[at] ?? EMPTY;
    if (mark >= 0) values[at] = texts.slice(from, (from += mark));
    else values[at] = mark === EMPTY ? null : (numbers[number++] ?? null);
  }
  return values;
}

export const NORMALISED = ['town', 'county', 'department', 'date', 'project'] as const;
export type Normalised = (typeof NORMALISED)[number];

/** Which columns of a category's table a loaded row fills, and where each stands among its packed values. */
export interface RowLayout {
  readonly columns: readonly string[];
  readonly width: number;
  readonly normalised: readonly Normalised[];
  /** Place of a column; -1 for one that the category cannot fill, which is left to be NULL. */
  at(column: string): number;
}

/** The order: row_no, row_hash, the normalised columns, then each field, a personal one followed by its token. */
export function rowLayout(category: CategoryDescriptor): RowLayout {
  // What is the same in all rows is not bound: binding is what loading costs most.
  const normalised = NORMALISED.filter((name) => hasRole(category, name));
  const columns = ['row_no', 'row_hash', ...normalised.map((name) => `n_${name}`), ...columnsOf(category).filter(({ kind }) => kind === 'field' || kind === 'hash').map(({ name }) => name)];
  return { columns, width: columns.length, normalised, at: (column) => columns.indexOf(column) };
}

/** Whether a category says anything about this at all. */
function hasRole({ roles }: CategoryDescriptor, name: Normalised): boolean {
  switch (name) {
    case 'town':
    case 'county':
      return roles.place !== undefined;
    case 'date':
      return roles.time !== undefined;
    case 'department':
      return roles.department !== undefined;
    case 'project':
      return roles.project !== undefined;
  }
}
