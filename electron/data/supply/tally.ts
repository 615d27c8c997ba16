import type { FieldProfile } from '#shared/contract/index.ts';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatValue, type RegionIndex } from '#shared/domain/codes/index.ts';
import { addMonths, fillFell, median } from '#shared/domain/supply/index.ts';
import { rangeOf, type Slice } from './profile-repository.ts';

const MOST_VALUES = 20_000;
const TOP = 10;
const USUAL_MONTHS = 12;

/** Adds up what the stretches held. */
export class Tally {
  rows = 0;
  readonly #filled: number[];
  readonly #min: (string | number | null)[];
  readonly #max: (string | number | null)[];
  /** Rows and filled cells by month. */
  readonly #months = new Map<string, { rows: number; readonly filled: number[] }>();
  /** How often each value occurs, by field; null where there are too many to be told. */
  readonly #values = new Map<string, Map<string, number> | null>();

  constructor(category: CategoryDescriptor) {
    this.#filled = category.fields.map(() => 0);
    this.#min = category.fields.map(() => null);
    this.#max = category.fields.map(() => null);
  }

  add(slices: readonly Slice[]): void {
    for (const slice of slices) {
      this.rows += slice.rows;
      const month = this.#months.get(slice.month) ?? { rows: 0, filled: this.#filled.map(() => 0) };
      month.rows += slice.rows;
      this.#months.set(slice.month, month);
      slice.fields.forEach(({ filled, min, max }, position) => {
        this.#filled[position] = (this.#filled[position] ?? 0) + filled;
        month.filled[position] = (month.filled[position] ?? 0) + filled;
        this.#min[position] = smaller(this.#min[position] ?? null, min);
        this.#max[position] = larger(this.#max[position] ?? null, max);
      });
    }
  }

  addValues(field: string, counts: readonly { readonly value: string; readonly count: number }[]): void {
    const known = this.#values.get(field) ?? new Map<string, number>();
    if (this.#values.get(field) === null) return;
    for (const { value, count } of counts) known.set(value, (known.get(value) ?? 0) + count);
    this.#values.set(field, known.size > MOST_VALUES ? null : known);
  }

  distinct(field: string): number | null {
    const known = this.#values.get(field);
    return known === null ? null : (known?.size ?? 0);
  }

  profile(field: FieldDescriptor, position: number, distinct: number | null, wholeMonth: string | null, regions: RegionIndex): FieldProfile {
    return {
      field: field.id, name: field.name, type: field.type, unit: field.unit ?? null, personal: field.personal !== undefined, required: field.required,
      empty: this.rows - (this.#filled[position] ?? 0),
      distinct,
      range: this.#range(field, position),
      top: this.#top(field, regions),
      fill: wholeMonth === null ? null : this.#fill(position, wholeMonth),
    };
  }

  #range(field: FieldDescriptor, position: number): FieldProfile['range'] {
    const kind = rangeOf(field);
    const [min, max] = [this.#min[position] ?? null, this.#max[position] ?? null];
    if (kind === null || min === null || max === null) return null;
    const show = (value: string | number): string => (kind === 'length' ? String(value) : (formatValue(field, value, 'zh') ?? ''));
    return { kind, min: show(min), max: show(max) };
  }

  #top(field: FieldDescriptor, regions: RegionIndex): FieldProfile['top'] {
    const counts = [...(this.#values.get(field.id) ?? [])].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP);
    const stored = (value: string): string | number => (field.type === 'boolean' ? Number(value) : value);
    const label = (value: string, language: 'zh' | 'en'): string =>
      field.type === 'region' ? (regions.nameOf(value) ?? value) : (formatValue(field, stored(value), language) ?? value);
    return counts.map(([value, count]) => ({ value, label: { zh: label(value, 'zh'), en: label(value, 'en') }, count }));
  }

  #fill(position: number, month: string): FieldProfile['fill'] {
    const newest = this.#months.get(month);
    if (newest === undefined) return null;
    const share = (newest.filled[position] ?? 0) / newest.rows;
    const first = addMonths(month, -USUAL_MONTHS);
    const months = [...this.#months].filter(([name]) => name !== '' && name >= first && name < month).sort(([a], [b]) => (a < b ? -1 : 1));
    const before = months.map(([, { rows, filled }]) => (filled[position] ?? 0) / rows);
    const usual = median(before);
    return { month, share: share.toFixed(4), usual: usual === null ? null : usual.toFixed(4), fell: fillFell(share, newest.rows, before) };
  }
}

function smaller(a: string | number | null, b: string | number | null): string | number | null {
  if (a === null || b === null) return a ?? b;
  return b < a ? b : a;
}

function larger(a: string | number | null, b: string | number | null): string | number | null {
  if (a === null || b === null) return a ?? b;
  return b > a ? b : a;
}
