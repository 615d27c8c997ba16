import type { Store } from '#data/store/index.ts';
import type { RefusedRow } from './packed.ts';
import { prepare, type Statement } from './statement.ts';

/** Keeps rejected rows with their original cells, which come protected. */
export class RejectStore {
  readonly #batch: number;
  readonly #row: Statement;
  readonly #reason: Statement;

  constructor(raw: Store['raw'], batch: number) {
    this.#batch = batch;
    this.#row = prepare(raw, 'INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (?, ?, ?, ?)');
    this.#reason = prepare(raw, 'INSERT INTO reject_reason (reject_id, batch_id, code, field) VALUES (?, ?, ?, ?)');
  }

  put({ rowNo, sealed, reasons }: RefusedRow): void {
    const { lastInsertRowid } = this.#row.run(this.#batch, rowNo, sealed, JSON.stringify(reasons));
    for (const { code, field } of reasons) this.#reason.run(lastInsertRowid, this.#batch, code, field ?? '');
  }
}
