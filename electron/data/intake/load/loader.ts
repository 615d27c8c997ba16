import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { compileRow, type CellValue, type ColumnBinding, type RegionIndex, type RowReason, type RowResult } from '#shared/domain/codes/index.ts';
import type { Secrets, Store } from '#data/store/index.ts';
import { compileMask } from '../mask.ts';
import { bindMapping } from '../mapping.ts';
import type { TableRow } from '../readers/index.ts';
import type { LoadJob } from './job.ts';
import { Ledger } from './ledger.ts';
import { RejectStore } from './reject-store.ts';
import { compileRowHash } from './row-hash.ts';
import { LoadTarget } from './target.ts';

/** Takes the rows of one file one by one: checked, then into the category's table or among the rejects. */
export class Loader {
  readonly batch: number;
  readonly ledger = new Ledger();
  headers: readonly string[] = [];
  readonly #category: CategoryDescriptor;
  readonly #secrets: Secrets;
  readonly #bindings: readonly ColumnBinding[];
  readonly #check: (cells: readonly string[]) => RowResult;
  readonly #mask: (cells: readonly string[]) => string[];
  readonly #hash: (values: readonly CellValue[]) => string;
  readonly #target: LoadTarget;
  readonly #rejects: RejectStore;
  /** Places of the personal fields among the values of a row. */
  readonly #personal: readonly number[];
  /** Columns that feed amounts and counts; a rounded number is an error everywhere else. */
  readonly #amounts: ReadonlySet<number>;
  #width = Infinity;
  readonly #noTokens: readonly null[];

  constructor(store: Store, secrets: Secrets, regions: RegionIndex, job: LoadJob, batch: number, fileSize: number) {
    const { category, mapping } = job;
    this.batch = batch;
    this.#category = category;
    this.#secrets = secrets;
    this.#bindings = bindMapping(category, mapping);
    this.#check = compileRow(category, this.#bindings, { regions });
    this.#mask = compileMask(category, mapping);
    this.#hash = compileRowHash(category);
    this.#target = new LoadTarget(store, secrets, category, batch, fileSize, (outcome) => {
      this.ledger.count(outcome);
    });
    this.#rejects = new RejectStore(store.raw, secrets, batch);
    this.#personal = category.fields.flatMap((field, index) => (field.personal === undefined ? [] : [index]));
    this.#noTokens = category.fields.map(() => null);
    const types = new Map(category.fields.map((field) => [field.id, field.type]));
    this.#amounts = new Set(this.#bindings.filter(({ field }) => types.get(field) === 'integer' || types.get(field) === 'number').map(({ index }) => index));
  }

  /** @param width cells a row may have; in text tables one more means that a separator stood in a cell */
  begin(width: number, headers: readonly string[]): void {
    this.#width = width;
    this.headers = headers;
  }

  take(row: TableRow): void {
    const { cells, rowNo } = row;
    if (cells.length > this.#width && this.#overflows(cells)) {
      this.#reject(row, [{ code: 'extra_cells', field: null, column: this.#width, params: { expected: this.#width, found: cells.length } }]);
      return;
    }
    if (row.unknown !== undefined) {
      this.#reject(row, [{ code: 'unknown_keys', field: null, column: null, params: { keys: row.unknown.join('、') } }]);
      return;
    }
    const result = this.#check(row.rounded === undefined ? cells : this.#withoutRounded(cells, row.rounded));
    if (!result.ok) {
      this.#reject(row, result.reasons.map((reason) => this.#view(reason)));
      return;
    }
    const { values, normalised, key } = result;
    const tokens = this.#personal.length === 0 ? this.#noTokens : this.#tokens(values);
    const hash = this.#hash(this.#personal.length === 0 ? values : values.map((value, index) => tokens[index] ?? value));
    this.#target.put({ rowNo, values, normalised, key, hash, tokens });
  }

  finish(): void {
    this.#target.finish();
  }

  #overflows(cells: readonly string[]): boolean {
    for (let index = this.#width; index < cells.length; index += 1) if (cells[index]?.trim() !== '') return true;
    return false;
  }

  /** Written with an exponent, which every identifier refuses as rounded. */
  #withoutRounded(cells: readonly string[], rounded: readonly number[]): readonly string[] {
    const marked = [...cells];
    for (const column of rounded) if (!this.#amounts.has(column)) marked[column] = Number(cells[column]).toExponential();
    return marked;
  }

  #tokens(values: readonly CellValue[]): (string | null)[] {
    const tokens: (string | null)[] = [...this.#noTokens];
    for (const index of this.#personal) {
      const value = values[index] ?? null;
      if (value !== null) tokens[index] = this.#secrets.token(String(value));
    }
    return tokens;
  }

  #view({ code, field, column, params }: RowReason): RejectReasonView {
    const personal = this.#category.fields.find((candidate) => candidate.id === field)?.personal !== undefined;
    return { code, field, column, params: personal ? {} : params };
  }

  #reject(row: TableRow, reasons: readonly RejectReasonView[]): void {
    this.#rejects.put(row.rowNo, row.cells, reasons);
    this.ledger.reject(reasons, () => ({ rowNo: row.rowNo, cells: this.#mask(row.cells), reasons }));
  }
}
