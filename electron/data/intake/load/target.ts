import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue, NormalisedRow } from '#shared/domain/codes/index.ts';
import { columnsOf, tableName } from '#data/catalogue/index.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import { prepare, type Statement } from './statement.ts';
import { MonthlyDeltas } from './aggregates.ts';
import { KeyFilter } from './key-filter.ts';
import { TableIndexes } from './table-indexes.ts';

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
/** Rows of a first load that perhaps repeat a key, held until they can be looked up. */
const MOST_DOUBTFUL = 5000;
const NORMALISED = ['town', 'county', 'department', 'date', 'project'] as const;

/**
 * The table of a category as a batch is loaded into it, inside the caller's transaction. A row of a known key with the
 * same content is only witnessed; with other content it closes the version before it, also one of the same batch.
 *
 * The first load of an empty table goes without its indexes, which are made at the end: a row whose key has certainly not
 * come before needs no look-up. The few that may repeat one wait until the index by key is there; they keep their order,
 * and rows of other keys do not concern them, so the outcome is that of one row after the other.
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
  readonly #count: (outcome: Outcome) => void;
  readonly #normalised: readonly (typeof NORMALISED)[number][];
  /** Of a first load. */
  #indexes: TableIndexes | null = null;
  #keyFilter: KeyFilter | null = null;
  #doubtful: CheckedRow[] = [];

  /**
   * @param fileSize bytes of the file, from which the number of its keys is estimated
   * @param count is told what became of each row, at the latest by finish()
   */
  constructor(store: Store, secrets: Secrets, category: CategoryDescriptor, batch: number, fileSize: number, count: (outcome: Outcome) => void) {
    const { raw } = store;
    this.#count = count;
    this.#category = category;
    this.#secrets = secrets;
    this.#batch = batch;
    this.#keys = category.key.map((id) => category.fields.findIndex((field) => field.id === id));
    this.#monthly = new MonthlyDeltas(raw, category.id);
    const table = `"${tableName(category)}"`;
    // What is the same in all rows is not bound: binding is what loading costs most.
    this.#normalised = NORMALISED.filter((name) => hasRole(category, name));
    const columns = ['row_no', 'row_hash', ...this.#normalised.map((name) => `n_${name}`), ...columnsOf(category).filter(({ kind }) => kind === 'field' || kind === 'hash').map(({ name }) => name)];
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
      this.#indexes = new TableIndexes(raw, tableName(category));
      this.#keyFilter = new KeyFilter(fileSize);
    }
  }

  put(row: CheckedRow): void {
    if (this.#keyFilter === null) this.#count(this.#place(row));
    else if (this.#keyFilter.seen(row.key)) this.#doubt(row);
    else {
      this.#insert(row);
      this.#count('accepted');
    }
  }

  #doubt(row: CheckedRow): void {
    this.#doubtful.push(row);
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

  #place(row: CheckedRow): Outcome {
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
    if (this.#doubtful.length > 0) this.#settleDoubts();
    this.#flush();
    this.#indexes?.restore();
    this.#monthly.finish();
  }

  #insert(row: CheckedRow): void {
    const { normalised, values, tokens } = row;
    this.#monthly.add(normalised, 1);
    const bound = this.#waiting;
    bound.push(row.rowNo, row.hash);
    for (const name of this.#normalised) bound.push(normalised[name]);
    const { fields } = this.#category;
    for (let index = 0; index < fields.length; index += 1) {
      const value = values[index] ?? null;
      if (fields[index]?.personal === undefined) bound.push(value);
      else bound.push(value === null ? null : this.#secrets.protect(String(value)), tokens[index] ?? null);
    }
    this.#waitingRows += 1;
    if (this.#keyFilter === null) this.#waitingKeys.add(row.key);
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

/** Whether a category says anything about this at all; a column that it cannot fill is left to be NULL. */
function hasRole({ roles }: CategoryDescriptor, name: (typeof NORMALISED)[number]): boolean {
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
