import type { JsonRow } from './json-rows.ts';
import { isBlank, tableRow, type TableRow } from './table.ts';

/** So many objects are looked at before it is settled which columns there are. */
const HEAD_OBJECTS = 1000;

/**
 * Objects to the rows of a table. The header is every key of the first 1,000 objects, in the order of appearance; it
 * depends on nothing else, so that the same file always has the same columns. An object with a value under another key
 * carries it behind the last column and says so.
 */
export class JsonColumns {
  #head: JsonRow[] | null = [];
  #places = new Map<string, number>();

  /** Rows that are ready: none until the header is settled. */
  push(objects: readonly JsonRow[]): readonly TableRow[] {
    if (this.#head === null) return this.#filled(objects);
    for (const object of objects) this.#head.push(object);
    return this.#head.length < HEAD_OBJECTS ? [] : this.end();
  }

  /** What was held back because the file is short. */
  end(): readonly TableRow[] {
    const head = this.#head;
    if (head === null) return [];
    this.#head = null;
    for (const { cells } of head.slice(0, HEAD_OBJECTS)) for (const key of cells.keys()) if (!this.#places.has(key)) this.#places.set(key, this.#places.size);
    if (this.#places.size === 0) return [];
    return [{ rowNo: 0, cells: [...this.#places.keys()] }, ...this.#filled(head)];
  }

  #filled(objects: readonly JsonRow[]): TableRow[] {
    return objects.map((object) => this.#row(object)).filter((row) => !isBlank(row.cells));
  }

  #row({ rowNo, cells }: JsonRow): TableRow {
    const row = Array.from<string>({ length: this.#places.size }).fill('');
    let rounded: number[] | null = null;
    const unknown: string[] = [];
    for (const [key, cell] of cells) {
      const place = this.#places.get(key);
      if (place === undefined) {
        if (cell.text.trim() === '') continue;
        unknown.push(key);
        row.push(`${key}: ${cell.text}`);
        continue;
      }
      row[place] = cell.text;
      if (cell.rounded) (rounded ??= []).push(place);
    }
    return unknown.length === 0 ? tableRow(rowNo, row, rounded) : { ...tableRow(rowNo, row, rounded), unknown };
  }
}
