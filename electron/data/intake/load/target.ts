import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue, NormalisedRow } from '#shared/domain/codes/index.ts';
import { columnsOf, tableName } from '#data/catalogue/index.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import { prepare, type Statement } from './statement.ts';
import { MonthlyDeltas, type RowPlace } from './aggregates.ts';

/** A row that passed every check. */
export interface CheckedRow {
  readonly rowNo: number;
  /** In the order of the category's fields; personal ones in plain text. */
  readonly values: readonly CellValue[];
  readonly normalised: NormalisedRow;
  readonly key: string;
  readonly hash: string;
  /** Keyed tokens of the personal values, by field; null where the field is not personal or empty. */
  readonly tokens: readonly (string | null)[];
}

export type Outcome = 'accepted' | 'unchanged' | 'superseded';

interface Current {
  readonly row_id: number;
  readonly row_hash: string;
  readonly batch_id: number;
  readonly n_town: string | null;
  readonly n_department: string | null;
  readonly n_date: string | null;
}

/** SQLite binds at most 32,766 values a statement; past a few dozen rows a longer one gains nothing. */
const MOST_BOUND = 32_766;
const MOST_ROWS = 48;

/**
 * The table of a category as a batch is loaded into it, inside the caller's transaction. A row of a known key with the
 * same content is only witnessed; with other content it closes the version before it, also one of the same batch.
 */
export class LoadTarget {
  readonly #category: CategoryDescriptor;
  readonly #secrets: Secrets;
  readonly #batch: number;
  readonly #keys: readonly number[];
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

  constructor(store: Store, secrets: Secrets, category: CategoryDescriptor, batch: number) {
    const { raw } = store;
    this.#category = category;
    this.#secrets = secrets;
    this.#batch = batch;
    this.#keys = category.key.map((id) => category.fields.findIndex((field) => field.id === id));
    this.#monthly = new MonthlyDeltas(raw, category.id);
    const table = `"${tableName(category)}"`;
    const columns = columnsOf(category).map((column) => column.name).filter((name) => name !== 'row_id' && name !== 'superseded_by');
    this.#rowsAtOnce = Math.min(MOST_ROWS, Math.floor(MOST_BOUND / columns.length));
    const head = `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES `;
    const row = `(${columns.map(() => '?').join(', ')})`;
    this.#insertMany = prepare(raw, head + Array.from({ length: this.#rowsAtOnce }, () => row).join(', '));
    this.#insertOne = prepare(raw, head + row);
    const byKey = category.key.map((id) => `"${id}" = ?`).join(' AND ');
    this.#find = prepare(raw, `SELECT row_id, row_hash, batch_id, n_town, n_department, n_date FROM ${table} WHERE superseded_by IS NULL AND ${byKey}`);
    this.#close = prepare(raw, `UPDATE ${table} SET superseded_by = ? WHERE row_id = ?`);
    this.#witness = prepare(raw, 'INSERT OR IGNORE INTO witness (batch_id, row_id, row_no) VALUES (?, ?, ?)');
  }

  put(row: CheckedRow): Outcome {
    // A row of the same key may still be waiting to be written: then it must be found first.
    if (this.#waitingKeys.has(row.key)) this.#flush();
    const current = this.#find.get(...this.#keys.map((index) => row.values[index])) as Current | undefined;
    if (current === undefined) {
      this.#insert(row);
      return 'accepted';
    }
    if (current.row_hash === row.hash) {
      if (current.batch_id !== this.#batch) this.#witness.run(this.#batch, current.row_id, row.rowNo);
      return 'unchanged';
    }
    this.#close.run(this.#batch, current.row_id);
    this.#monthly.add({ date: current.n_date, town: current.n_town, department: current.n_department }, -1);
    this.#insert(row);
    return 'superseded';
  }

  finish(): void {
    this.#flush();
    this.#monthly.finish();
  }

  #insert(row: CheckedRow): void {
    const { normalised, values, tokens } = row;
    const place: RowPlace = normalised;
    this.#monthly.add(place, 1);
    const bound = this.#waiting;
    bound.push(this.#batch, row.rowNo, row.hash, normalised.town, normalised.county, normalised.department, normalised.date, normalised.project);
    const { fields } = this.#category;
    for (let index = 0; index < fields.length; index += 1) {
      const value = values[index] ?? null;
      if (fields[index]?.personal === undefined) bound.push(value);
      else bound.push(value === null ? null : this.#secrets.protect(String(value)), tokens[index] ?? null);
    }
    this.#waitingRows += 1;
    this.#waitingKeys.add(row.key);
    if (this.#waitingRows === this.#rowsAtOnce) {
      this.#insertMany.run(bound);
      this.#cleared();
    }
  }

  #flush(): void {
    const width = this.#waiting.length / Math.max(1, this.#waitingRows);
    for (let row = 0; row < this.#waitingRows; row += 1) this.#insertOne.run(this.#waiting.slice(row * width, (row + 1) * width));
    this.#cleared();
  }

  #cleared(): void {
    this.#waiting = [];
    this.#waitingRows = 0;
    this.#waitingKeys.clear();
  }
}
