import type { Store } from '#data/store/index.ts';
import { prepare, type Statement } from './statement.ts';

/** Where and when a row counts. */
export interface RowPlace {
  readonly date: string | null;
  readonly town: string | null;
  readonly department: string | null;
}

const BETWEEN = '\u001f';
/** Distinct places held before they are written; a category with a free-text department must not fill the memory. */
const MOST_HELD = 50_000;

/** Rows held per month, town and department, kept by differences as rows come and go. */
export class MonthlyDeltas {
  readonly #deltas = new Map<string, number>();
  readonly #add: Statement;
  readonly #sweep: Statement;
  readonly #category: string;

  constructor(raw: Store['raw'], category: string) {
    this.#category = category;
    this.#add = prepare(raw, 
      'INSERT INTO monthly (category, month, town, department, row_count) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET row_count = row_count + excluded.row_count',
    );
    this.#sweep = prepare(raw, 'DELETE FROM monthly WHERE category = ? AND row_count = 0');
  }

  add(place: RowPlace, count: 1 | -1): void {
    const key = `${place.date === null ? '' : place.date.slice(0, 7)}${BETWEEN}${place.town ?? ''}${BETWEEN}${place.department ?? ''}`;
    this.#deltas.set(key, (this.#deltas.get(key) ?? 0) + count);
    if (this.#deltas.size >= MOST_HELD) this.#write();
  }

  finish(): void {
    this.#write();
    this.#sweep.run(this.#category);
  }

  #write(): void {
    for (const [key, count] of this.#deltas) {
      if (count !== 0) this.#add.run(this.#category, ...key.split(BETWEEN), count);
    }
    this.#deltas.clear();
  }
}
