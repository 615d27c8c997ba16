import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import { prepare, type Statement } from './statement.ts';

/** Keeps rejected rows: the original cells protected as a whole, since nobody knows what stands in a wrong cell. */
export class RejectStore {
  readonly #secrets: Secrets;
  readonly #batch: number;
  readonly #row: Statement;
  readonly #reason: Statement;

  constructor(raw: Store['raw'], secrets: Secrets, batch: number) {
    this.#secrets = secrets;
    this.#batch = batch;
    this.#row = prepare(raw, 'INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (?, ?, ?, ?)');
    this.#reason = prepare(raw, 'INSERT INTO reject_reason (reject_id, batch_id, code, field) VALUES (?, ?, ?, ?)');
  }

  put(rowNo: number, cells: readonly string[], reasons: readonly RejectReasonView[]): void {
    const { lastInsertRowid } = this.#row.run(this.#batch, rowNo, this.#secrets.protect(JSON.stringify(cells)), JSON.stringify(reasons));
    for (const { code, field } of reasons) this.#reason.run(lastInsertRowid, this.#batch, code, field ?? '');
  }
}
