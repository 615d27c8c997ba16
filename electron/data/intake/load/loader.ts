import { NEWEST } from '#shared/domain/sources/index.ts';
import type { Store } from '#data/store/index.ts';
import { ContradictionJudge } from '../sources/judge.ts';
import type { LoadJob } from './job.ts';
import { Ledger } from './ledger.ts';
import type { PackedRows } from './packed.ts';
import { RejectStore } from './reject-store.ts';
import { LoadTarget } from './target.ts';

/** Takes the checked rows of one file, pack by pack, into the category's table or among the rejects, and counts each. */
export class Loader {
  readonly batch: number;
  readonly ledger = new Ledger();
  readonly #target: LoadTarget;
  readonly #rejects: RejectStore;

  constructor(store: Store, { category, sender, sourceRule }: LoadJob, batch: number, fileSize: number) {
    this.batch = batch;
    this.#target = new LoadTarget(store, category, batch, fileSize, (outcome) => {
      this.ledger.count(outcome);
    }, ContradictionJudge.open(store.raw, category, batch, sender, sourceRule ?? NEWEST));
    this.#rejects = new RejectStore(store.raw, batch);
  }

  take(rows: PackedRows): void {
    this.#target.put(rows);
    for (const row of rows.refused) {
      this.#rejects.put(row);
      this.ledger.reject(row.rowNo, row.reasons, row.shown);
    }
  }

  finish(): void {
    this.#target.finish();
  }
}
