import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { compileRow, type ColumnBinding, type RegionIndex, type RowReason, type RowResult } from '#shared/domain/codes/index.ts';
import type { TableRow } from '../readers/index.ts';

export type CheckedRow = Extract<RowResult, { readonly ok: true }> | { readonly ok: false; readonly reasons: readonly RejectReasonView[] };

/** Every check a row has to pass: those of its fields, and those of the row as a whole. Knows no store. */
export class RowChecker {
  readonly #category: CategoryDescriptor;
  readonly #check: (cells: readonly string[]) => RowResult;
  /** Columns that feed amounts and counts; a rounded number is an error everywhere else. */
  readonly #amounts: ReadonlySet<number>;
  #width = Infinity;

  constructor(category: CategoryDescriptor, bindings: readonly ColumnBinding[], regions: RegionIndex) {
    this.#category = category;
    this.#check = compileRow(category, bindings, { regions });
    const types = new Map(category.fields.map((field) => [field.id, field.type]));
    this.#amounts = new Set(bindings.filter(({ field }) => types.get(field) === 'integer' || types.get(field) === 'number').map(({ index }) => index));
  }

  /** @param width cells a row may have; in text tables one more means that a separator stood in a cell */
  begin(width: number): void {
    this.#width = width;
  }

  check(row: TableRow): CheckedRow {
    const { cells } = row;
    if (cells.length > this.#width && this.#overflows(cells)) {
      return { ok: false, reasons: [{ code: 'extra_cells', field: null, column: this.#width, params: { expected: this.#width, found: cells.length } }] };
    }
    if (row.unknown !== undefined) return { ok: false, reasons: [{ code: 'unknown_keys', field: null, column: null, params: { keys: row.unknown.join('、') } }] };
    const result = this.#check(row.rounded === undefined ? cells : this.#withoutRounded(cells, row.rounded));
    return result.ok ? result : { ok: false, reasons: result.reasons.map((reason) => this.#view(reason)) };
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

  #view({ code, field, column, params }: RowReason): RejectReasonView {
    const personal = this.#category.fields.find((candidate) => candidate.id === field)?.personal !== undefined;
    return { code, field, column, params: personal ? {} : params };
  }
}
