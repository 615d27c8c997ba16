import { z } from 'zod';
import { stateOf, type Refused, type Words } from '#shared/domain/sources/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from '#shared/domain/codes/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { Store } from '#data/store/index.ts';

const refusedText = z.array(z.strictObject({ sender: z.string(), content: z.string() }));

/** The contradictions of one category as the store keeps them; always inside the caller's transaction. */
export class ContradictionStore {
  readonly #category: CategoryDescriptor;
  readonly #table: string;
  readonly #raw: Store['raw'];
  readonly #find;
  readonly #rows;
  readonly #addRow;

  constructor(raw: Store['raw'], category: CategoryDescriptor) {
    this.#raw = raw;
    this.#category = category;
    this.#table = `"${tableName(category)}"`;
    this.#find = raw.prepare<[string, string], number>('SELECT id FROM contradiction WHERE category = ? AND record_key = ?').pluck();
    this.#rows = raw.prepare<[number], number>('SELECT row_id FROM contradiction_row WHERE contradiction_id = ?').pluck();
    this.#addRow = raw.prepare<[string, number, number, number]>('INSERT INTO contradiction_row (category, row_id, contradiction_id, held) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET held = excluded.held');
  }

  get any(): boolean {
    return this.#raw.prepare('SELECT 1 FROM contradiction WHERE category = ? LIMIT 1').get(this.#category.id) !== undefined;
  }

  /** @param key values of the category's key fields, in their order */
  find(key: readonly CellValue[]): number | undefined {
    return this.#find.get(this.#category.id, JSON.stringify(key));
  }

  begin(key: readonly CellValue[], batch: number): number {
    const { lastInsertRowid } = this.#raw
      .prepare("INSERT INTO contradiction (category, record_key, state, judged_by, last_batch) VALUES (?, ?, 'agreed', NULL, ?)")
      .run(this.#category.id, JSON.stringify(key), batch);
    return Number(lastInsertRowid);
  }

  rows(id: number): number[] {
    return this.#rows.all(id);
  }

  addRow(id: number, row: number, held: boolean): void {
    this.#addRow.run(this.#category.id, row, id, held ? 1 : 0);
  }

  /** The version that holds now; undefined where all batches with this key were taken back. */
  currentRow(id: number): number | undefined {
    const key = this.keyOf(id);
    return this.#raw.prepare<CellValue[], number>(`SELECT row_id FROM ${this.#table} WHERE superseded_by IS NULL AND ${this.#category.key.map((field) => `"${field}" = ?`).join(' AND ')}`).pluck().get(...key);
  }

  keyOf(id: number): CellValue[] {
    return keyText.parse(JSON.parse(this.#raw.prepare<[number], string>('SELECT record_key FROM contradiction WHERE id = ?').pluck().get(id) ?? '[]'));
  }

  replaceRows(id: number, rows: readonly { readonly row: number; readonly held: boolean }[]): void {
    this.#raw.prepare('DELETE FROM contradiction_row WHERE contradiction_id = ?').run(id);
    for (const { row, held } of rows) this.addRow(id, row, held);
  }

  /** Says where it stands, by what the sources said last and what was decided. */
  tell(id: number, words: Words, lastBatch?: number): void {
    const { state, by } = stateOf(words, this.refused(id));
    this.#raw.prepare('UPDATE contradiction SET state = ?, judged_by = ?, last_batch = coalesce(?, last_batch) WHERE id = ?').run(state, by, lastBatch ?? null, id);
  }

  /** Words decided against, of decisions that were not taken back. */
  refused(id: number): Refused[] {
    const texts = this.#raw
      .prepare<[number], string>("SELECT d.refused FROM contradiction_decision d LEFT JOIN batch b ON b.id = d.batch_id WHERE d.contradiction_id = ? AND coalesce(b.state, 'committed') = 'committed'")
      .pluck()
      .all(id);
    return texts.flatMap((text) => refusedText.parse(JSON.parse(text)));
  }

  /** Nobody contradicts any more. What a person decided stays readable. */
  end(id: number, words: Words): void {
    const decided = this.#raw.prepare('SELECT 1 FROM contradiction_decision WHERE contradiction_id = ? LIMIT 1').get(id) !== undefined;
    if (decided) this.tell(id, words);
    else this.#raw.prepare('DELETE FROM contradiction WHERE id = ?').run(id);
  }
}

const keyText = z.array(z.union([z.string(), z.number()]));
