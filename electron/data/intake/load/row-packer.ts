import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CellValue, RegionIndex } from '#shared/domain/codes/index.ts';
import type { Secrets } from '#data/store/index.ts';
import { compileMask } from '../mask.ts';
import { bindMapping } from '../mapping.ts';
import type { TableRow } from '../readers/index.ts';
import type { LoadJob } from './job.ts';
import { SHOWN_REJECTS } from './ledger.ts';
import { Packing, rowLayout, type PackedRows, type RefusedRow, type RowLayout } from './packed.ts';
import { RowChecker, type CheckedRow } from './row-checker.ts';
import { compileRowHash } from './row-hash.ts';

type Passed = Extract<CheckedRow, { readonly ok: true }>;

/** Checks the rows of one file and packs what is to be written of them; knows no table of the store. */
export class RowPacker {
  readonly #secrets: Secrets;
  readonly #checker: RowChecker;
  readonly #mask: (cells: readonly string[]) => string[];
  readonly #hash: (values: readonly CellValue[]) => string;
  readonly #layout: RowLayout;
  /** Of each field, whether it is personal. */
  readonly #personal: readonly boolean[];
  readonly #anyPersonal: boolean;
  #shown = 0;

  constructor(secrets: Secrets, regions: RegionIndex, { category, mapping }: LoadJob) {
    this.#secrets = secrets;
    this.#checker = new RowChecker(category, bindMapping(category, mapping), regions);
    this.#mask = compileMask(category, mapping);
    this.#hash = compileRowHash(category);
    this.#layout = rowLayout(category);
    this.#personal = category.fields.map((field) => field.personal !== undefined);
    this.#anyPersonal = this.#personal.includes(true);
  }

  /** @param width cells a row may have; in text tables one more means that a separator stood in a cell */
  begin(width: number, headers: readonly string[]): void {
    this.#checker.begin(width, headers);
  }

  pack(rows: readonly TableRow[]): PackedRows {
    const packing = new Packing(rows.length, this.#layout);
    const refused: RefusedRow[] = [];
    for (const row of rows) {
      const result = this.#checker.check(row);
      if (result.ok) this.#add(packing, row.rowNo, result);
      else refused.push(this.#refuse(row, result.reasons));
    }
    return packing.done(refused);
  }

  #add(packing: Packing, rowNo: number, { values, normalised }: Passed): void {
    const tokens = this.#anyPersonal ? this.#tokens(values) : null;
    packing.add(rowNo);
    packing.add(this.#hash(tokens === null ? values : values.map((value, index) => tokens[index] ?? value)));
    for (const name of this.#layout.normalised) packing.add(normalised[name]);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? null;
      if (this.#personal[index] !== true) packing.add(value);
      else {
        packing.add(value === null ? null : this.#secrets.protect(String(value)));
        packing.add(tokens?.[index] ?? null);
      }
    }
  }

  /** Keyed tokens of the personal values, by field; null where the field is not personal or empty. */
  #tokens(values: readonly CellValue[]): (string | null)[] {
    return values.map((value, index) => (value === null || this.#personal[index] !== true ? null : this.#secrets.token(String(value))));
  }

  #refuse(row: TableRow, reasons: readonly RejectReasonView[]): RefusedRow {
    const shown = this.#shown < SHOWN_REJECTS ? this.#mask(row.cells) : null;
    this.#shown += 1;
    return { rowNo: row.rowNo, sealed: this.#secrets.protect(JSON.stringify(row.cells)), reasons, shown };
  }
}
