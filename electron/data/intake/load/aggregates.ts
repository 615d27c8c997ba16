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
  /** By town and department, then by month; most rows find both without a text being made. */
  readonly #deltas = new Map<string, Map<number, number>>();
  #held = 0;
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
    const where = place.department === null ? (place.town ?? '') : `${place.town ?? ''}${BETWEEN}${place.department}`;
    let months = this.#deltas.get(where);
    if (months === undefined) this.#deltas.set(where, (months = new Map<number, number>()));
    const month = place.date === null ? NO_MONTH : monthNumber(place.date);
    const before = months.get(month);
    if (before === undefined) this.#held += 1;
    months.set(month, (before ?? 0) + count);
    if (this.#held >= MOST_HELD) this.#write();
  }

  finish(): void {
    this.#write();
    this.#sweep.run(this.#category);
  }

  #write(): void {
    for (const [where, months] of this.#deltas) {
      const [town = '', department = ''] = where.split(BETWEEN);
      for (const [month, count] of months) if (count !== 0) this.#add.run(this.#category, monthText(month), town, department, count);
    }
    this.#deltas.clear();
    this.#held = 0;
  }
}

const NO_MONTH = -1;
const ZERO = 0x30;

/** "2024-03-05" as 202403. */
function monthNumber(date: string): number {
  const digit = (at: number): number => date.charCodeAt(at) - ZERO;
  return ((digit(0) * 10 + digit(1)) * 10 + digit(2)) * 1000 + digit(3) * 100 + digit(5) * 10 + digit(6);
}

function monthText(month: number): string {
  const text = String(month);
  return month === NO_MONTH ? '' : `${text.slice(0, 4)}-${text.slice(4)}`;
}
