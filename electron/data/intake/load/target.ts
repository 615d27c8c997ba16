import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';
import { prepare, type Statement } from './statement.ts';
import type { ContradictionJudge } from '../sources/judge.ts';
import { MonthlyDeltas, type RowPlace } from './aggregates.ts';
import { KeyFilter } from './key-filter.ts';
import { rowLayout, unpack, type PackedRows } from './packed.ts';
import { TableIndexes } from './table-indexes.ts';

/** One row among packed ones: its values begin at `start`. */
interface PackedRow {
  readonly bound: readonly CellValue[];
  readonly start: number;
  readonly key: string;
}

export type Outcome = 'accepted' | 'unchanged' | 'superseded' | 'held';

interface Current {
  readonly row_id: number;
  readonly row_hash: string;
  readonly batch_id: number;
  readonly n_town: string | null;
  readonly n_department: string | null;
  readonly n_date: string | null;
}

const BETWEEN = '\u001f';
/** Places of the first two values of every packed row. */
const ROW_NO = 0;
const HASH = 1;
/** SQLite binds at most 32,766 values a statement; past a few dozen rows a longer one gains nothing. */
const MOST_BOUND = 32_766;
const MOST_ROWS = 48;
const FIRST_LOAD_CACHE_KB = 16_384;
/** Rows of a first load that perhaps repeat a key, held until they can be looked up. */
const MOST_DOUBTFUL = 5000;
/**
 * The table of a category as a batch is loaded into it, inside the caller's transaction. A row of a known key with the
 * same content is only witnessed; with other content it closes the version before it, also one of the same batch, unless the
 * rule about contradicting sources holds it aside.
 *
 * The first load of an empty table goes without its indexes, which are made at the end: a row whose key has certainly not
 * come before needs no look-up. The few that may repeat one wait until the index by key is there; they keep their order,
 * and rows of other keys do not concern them, so the outcome is that of one row after the other.
 */
export class LoadTarget {
  readonly #batch: number;
  /** Values of a row, and where some of them stand. */
  readonly #width: number;
  readonly #keys: readonly number[];
  readonly #town: number;
  readonly #department: number;
  readonly #date: number;
  readonly #rowsAtOnce: number;
  readonly #find: Statement;
  readonly #close: Statement;
  readonly #witness: Statement;
  readonly #insertMany: Statement;
  readonly #insertOne: Statement;
  readonly #monthly: MonthlyDeltas;
  #waiting: CellValue[] = [];
  #waitingRows = 0;
  readonly #waitingKeys = new Set<string>();
  readonly #count: (outcome: Outcome) => void;
  /** Of a first load. */
  #indexes: TableIndexes | null = null;
  #keyFilter: KeyFilter | null = null;
  #doubtful: PackedRow[] = [];
  readonly #judge: ContradictionJudge | null;

  /**
   * @param fileSize bytes of the file, from which the number of its keys is estimated
   * @param count is told what became of each row, at the latest by finish()
   * @param judge null where no other source has sent rows of this category
   */
  constructor(store: Store, category: CategoryDescriptor, batch: number, fileSize: number, count: (outcome: Outcome) => void, judge: ContradictionJudge | null) {
    const { raw } = store;
    this.#count = count;
    this.#judge = judge;
    this.#batch = batch;
    const layout = rowLayout(category);
    this.#width = layout.width;
    this.#keys = category.key.map((id) => layout.at(id));
    this.#town = layout.at('n_town');
    this.#department = layout.at('n_department');
    this.#date = layout.at('n_date');
    this.#monthly = new MonthlyDeltas(raw, category.id);
    const table = `"${tableName(category)}"`;
    const { columns } = layout;
    this.#rowsAtOnce = Math.min(MOST_ROWS, Math.floor(MOST_BOUND / columns.length));
    const head = `INSERT INTO ${table} (batch_id, ${columns.map((name) => `"${name}"`).join(', ')}) VALUES `;
    const row = `(${String(batch)}, ${columns.map(() => '?').join(', ')})`;
    this.#insertMany = prepare(raw, head + Array.from({ length: this.#rowsAtOnce }, () => row).join(', '));
    this.#insertOne = prepare(raw, head + row);
    const byKey = category.key.map((id) => `"${id}" = ?`).join(' AND ');
    this.#find = prepare(raw, `SELECT row_id, row_hash, batch_id, n_town, n_department, n_date FROM ${table} WHERE superseded_by IS NULL AND ${byKey}`);
    this.#close = prepare(raw, `UPDATE ${table} SET superseded_by = ? WHERE row_id = ?`);
    this.#witness = prepare(raw, 'INSERT OR IGNORE INTO witness (batch_id, row_id, row_no) VALUES (?, ?, ?)');
    // Sorting writes temporary files in the clear, so an encrypted store keeps its indexes.
    if (store.key === undefined && raw.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined) {
      // Rows go in behind each other and indexes are sorted in files: a larger cache would only take memory.
      raw.pragma(`cache_size = -${String(FIRST_LOAD_CACHE_KB)}`);
      this.#indexes = new TableIndexes(raw, tableName(category));
      this.#keyFilter = new KeyFilter(fileSize);
    }
  }

  put(rows: PackedRows): void {
    const bound = unpack(rows);
    for (let start = 0; start < bound.length; start += this.#width) {
      const row: PackedRow = { bound, start, key: this.#key(bound, start) };
      if (this.#keyFilter === null) this.#count(this.#place(row));
      else if (this.#keyFilter.seen(row.key)) this.#doubt(row);
      else {
        this.#insert(row);
        this.#count('accepted');
      }
    }
  }

  /** All values of the key as one text. */
  #key(bound: readonly CellValue[], start: number): string {
    let key = '';
    for (const at of this.#keys) key += (key === '' ? '' : BETWEEN) + String(bound[start + at]);
    return key;
  }

  #doubt({ bound, start }: PackedRow): void {
    // A copy, texts and key included, so that one doubtful row does not hold its whole pack in memory.
    const copy = structuredClone(bound.slice(start, start + this.#width));
    this.#doubtful.push({ bound: copy, start: 0, key: this.#key(copy, 0) });
    if (this.#doubtful.length >= MOST_DOUBTFUL) this.#settleDoubts();
  }

  /** From here on every row is looked up. */
  #settleDoubts(): void {
    this.#keyFilter = null;
    this.#flush();
    this.#indexes?.restore('_by_key');
    for (const row of this.#doubtful) this.#count(this.#place(row));
    this.#doubtful = [];
  }

  #place(row: PackedRow): Outcome {
    // A row of the same key may still be waiting to be written: then it must be found first.
    if (this.#waitingKeys.has(row.key)) this.#flush();
    const key = this.#keys.map((at) => row.bound[row.start + at] ?? null);
    const current = this.#find.get(...key) as Current | undefined;
    if (current === undefined) {
      this.#insert(row);
      return 'accepted';
    }
    const [content, rowNo] = [String(row.bound[row.start + HASH]), Number(row.bound[row.start + ROW_NO])];
    if (current.row_hash === content) {
      if (current.batch_id !== this.#batch) this.#witness.run(this.#batch, current.row_id, rowNo);
      this.#judge?.agree(key, current.row_id, rowNo);
      return 'unchanged';
    }
    const ruling = this.#judge?.judge({ key, content, rowNo, standing: { row: current.row_id, batch: current.batch_id } });
    if (ruling === 'repeat') return 'unchanged';
    this.#close.run(this.#batch, current.row_id);
    this.#monthly.add(placeOf(current), -1);
    this.#insert(row);
    if (ruling === 'hold') this.#setAside(key, current);
    return ruling === 'hold' ? 'held' : 'superseded';
  }

  /** The row that was just put in the place of `current` stands beside it instead. */
  #setAside(key: readonly CellValue[], current: Current): void {
    this.#flush();
    const aside = this.#find.get(...key) as Current;
    this.#close.run(this.#batch, aside.row_id);
    this.#close.run(null, current.row_id);
    this.#monthly.add(placeOf(aside), -1);
    this.#monthly.add(placeOf(current), 1);
    this.#judge?.held(key, aside.row_id);
  }

  finish(): void {
    if (this.#doubtful.length > 0) this.#settleDoubts();
    this.#flush();
    this.#indexes?.restore();
    this.#judge?.finish();
    this.#monthly.finish();
  }

  #insert({ bound, start, key }: PackedRow): void {
    this.#monthly.add({ date: this.#text(bound, start, this.#date), town: this.#text(bound, start, this.#town), department: this.#text(bound, start, this.#department) }, 1);
    const waiting = this.#waiting;
    for (let at = start, end = start + this.#width; at < end; at += 1) waiting.push(bound[at] ?? null);
    this.#waitingRows += 1;
    if (this.#keyFilter === null) this.#waitingKeys.add(key);
    if (this.#waitingRows === this.#rowsAtOnce) {
      this.#insertMany.run(this.#waiting);
      this.#cleared();
    }
  }

  #text(bound: readonly CellValue[], start: number, at: number): string | null {
    const value = at === -1 ? null : bound[start + at];
    return typeof value === 'string' ? value : null;
  }

  #flush(): void {
    for (let row = 0; row < this.#waitingRows; row += 1) this.#insertOne.run(this.#waiting.slice(row * this.#width, (row + 1) * this.#width));
    this.#cleared();
  }

  #cleared(): void {
    this.#waiting = [];
    this.#waitingRows = 0;
    this.#waitingKeys.clear();
  }
}

function placeOf({ n_date: date, n_town: town, n_department: department }: Current): RowPlace {
  return { date, town, department };
}
