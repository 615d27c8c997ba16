import type { Store } from '#data/store/index.ts';

interface Index {
  readonly name: string;
  readonly sql: string;
}

/**
 * Takes the indexes off a table and makes them again, inside the caller's transaction, so that nobody else ever sees the
 * table without them. Sorting all rows once is much cheaper than finding the place of each in every index.
 */
export class TableIndexes {
  readonly #raw: Store['raw'];
  #missing: readonly Index[];

  constructor(raw: Store['raw'], table: string) {
    this.#raw = raw;
    this.#missing = raw.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL").all(table) as Index[];
    for (const { name } of this.#missing) raw.exec(`DROP INDEX "${name}"`);
  }

  /** Makes again those whose name ends so, by default all that are missing. */
  restore(ending = ''): void {
    const due = this.#missing.filter(({ name }) => name.endsWith(ending));
    this.#missing = this.#missing.filter((index) => !due.includes(index));
    for (const { sql } of due) this.#raw.exec(sql);
  }
}
