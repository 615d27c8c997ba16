import type { RejectReasonView } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { compileRow, type ColumnBinding, type RegionIndex, type RowReason, type RowResult } from '#shared/domain/codes/index.ts';
import type { TableRow } from '../readers/index.ts';

/** 合计, 总 计：, 小计; the words alone, so that a name that contains one is left in peace. */
const TOTAL = /^\s*(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页合计|total|subtotal|grand total)\s*[:：]?\s*$/i;
/** 注：, 填表人：, 单位负责人： and the like. */
const NOTE = /^\s*(备?注|说明|填表|填报|制表|审核|审批|复核|单位|联系|打印|导出|数据来源|来源|note|source)[^:：]{0,12}[:：]/i;
const LONGEST_NOTE = 400;

export type CheckedRow = Extract<RowResult, { readonly ok: true }> | { readonly ok: false; readonly reasons: readonly RejectReasonView[] };

/** Every check a row has to pass: those of its fields, and those of the row as a whole. Knows no store. */
export class RowChecker {
  readonly #category: CategoryDescriptor;
  readonly #check: (cells: readonly string[]) => RowResult;
  /** Columns that feed amounts and counts; a rounded number is an error everywhere else. */
  readonly #amounts: ReadonlySet<number>;
  #width = Infinity;
  readonly #keys: readonly number[];
  #headers: readonly string[] = [];

  constructor(category: CategoryDescriptor, bindings: readonly ColumnBinding[], regions: RegionIndex) {
    this.#category = category;
    this.#check = compileRow(category, bindings, { regions });
    this.#keys = bindings.filter(({ field }) => category.key.includes(field)).map(({ index }) => index);
    const types = new Map(category.fields.map((field) => [field.id, field.type]));
    this.#amounts = new Set(bindings.filter(({ field }) => types.get(field) === 'integer' || types.get(field) === 'number').map(({ index }) => index));
  }

  /** @param width cells a row may have; in text tables one more means that a separator stood in a cell */
  begin(width: number, headers: readonly string[]): void {
    this.#width = width;
    this.#headers = headers;
  }

  check(row: TableRow): CheckedRow {
    const { cells } = row;
    if (this.#standsBeside(cells)) return { ok: false, reasons: [{ code: 'beside_table', field: null, column: null, params: {} }] };
    if (cells.length > this.#width && this.#overflows(cells)) {
      return { ok: false, reasons: [{ code: 'extra_cells', field: null, column: this.#width, params: { expected: this.#width, found: cells.length } }] };
    }
    if (row.unknown !== undefined) return { ok: false, reasons: [{ code: 'unknown_keys', field: null, column: null, params: { keys: row.unknown.join('、') } }] };
    const result = this.#check(row.rounded === undefined ? cells : this.#withoutRounded(cells, row.rounded));
    return result.ok ? result : { ok: false, reasons: result.reasons.map((reason) => this.#view(reason)) };
  }

  /** A total, a note without a key, or the header once more, as pages of a printed table have them. */
  #standsBeside(cells: readonly string[]): boolean {
    let first = 0;
    while (first < cells.length && cells[first] === '') first += 1;
    const cell = cells[first] ?? '';
    if (cell.length > LONGEST_NOTE) return false;
    if (TOTAL.test(cell)) return true;
    if (NOTE.test(cell)) return this.#keys.every((column) => column === first || (cells[column] ?? '') === '');
    return cell !== '' && cell === this.#headers[first] && this.#headers.every((header, column) => header === (cells[column] ?? '').replace(/\s+/g, ' ').trim());
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
