import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CellValue, RegionIndex } from '#shared/domain/codes/index.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import { compileMask } from '../mask.ts';
import { bindMapping } from '../mapping.ts';
import type { TableRow } from '../readers/index.ts';
import type { LoadJob } from './job.ts';
import { Ledger } from './ledger.ts';
import { RejectStore } from './reject-store.ts';
import { RowChecker } from './row-checker.ts';
import { compileRowHash } from './row-hash.ts';
import { LoadTarget } from './target.ts';

/** Takes the rows of one file one by one: checked, then into the category's table or among the rejects. */
export class Loader {
  readonly batch: number;
  readonly ledger = new Ledger();
  headers: readonly string[] = [];
  readonly #secrets: Secrets;
  readonly #checker: RowChecker;
  readonly #mask: (cells: readonly string[]) => string[];
  readonly #hash: (values: readonly CellValue[]) => string;
  readonly #target: LoadTarget;
  readonly #rejects: RejectStore;
  /** Places of the personal fields among the values of a row. */
  readonly #personal: readonly number[];
  readonly #noTokens: readonly null[];

  constructor(store: Store, secrets: Secrets, regions: RegionIndex, job: LoadJob, batch: number, fileSize: number) {
    const { category, mapping } = job;
    this.batch = batch;
    this.#secrets = secrets;
    this.#checker = new RowChecker(category, bindMapping(category, mapping), regions);
    this.#mask = compileMask(category, mapping);
    this.#hash = compileRowHash(category);
    this.#target = new LoadTarget(store, secrets, category, batch, fileSize, (outcome) => {
      this.ledger.count(outcome);
    });
    this.#rejects = new RejectStore(store.raw, secrets, batch);
    this.#personal = category.fields.flatMap((field, index) => (field.personal === undefined ? [] : [index]));
    this.#noTokens = category.fields.map(() => null);
  }

  /** @param width cells a row may have; in text tables one more means that a separator stood in a cell */
  begin(width: number, headers: readonly string[]): void {
    this.#checker.begin(width, headers);
    this.headers = headers;
  }

  take(row: TableRow): void {
    const result = this.#checker.check(row);
    if (!result.ok) {
      this.#reject(row, result.reasons);
      return;
    }
    const { values, normalised, key } = result;
    const tokens = this.#personal.length === 0 ? this.#noTokens : this.#tokens(values);
    const hash = this.#hash(this.#personal.length === 0 ? values : values.map((value, index) => tokens[index] ?? value));
    this.#target.put({ rowNo: row.rowNo, values, normalised, key, hash, tokens });
  }

  finish(): void {
    this.#target.finish();
  }

  #tokens(values: readonly CellValue[]): (string | null)[] {
    const tokens: (string | null)[] = [...this.#noTokens];
    for (const index of this.#personal) {
      const value = values[index] ?? null;
      if (value !== null) tokens[index] = this.#secrets.token(String(value));
    }
    return tokens;
  }

  #reject(row: TableRow, reasons: readonly RejectReasonView[]): void {
    this.#rejects.put(row.rowNo, row.cells, reasons);
    this.ledger.reject(reasons, () => ({ rowNo: row.rowNo, cells: this.#mask(row.cells), reasons }));
  }
}
