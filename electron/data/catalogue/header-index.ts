import { fieldHeaders, normaliseHeader, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { unitSpellings, unitsFor } from '#shared/domain/codes/index.ts';

/** What a header means in a category. */
export interface HeaderMatch {
  readonly field: string;
  /** Unit that the header states, where it differs from the field's. */
  readonly unit?: string;
  /** By the field's own name (Chinese, English, id) or by a synonym. */
  readonly source: 'name' | 'synonym';
}
export type HeaderIndex = ReadonlyMap<string, HeaderMatch>;

/** All headers that the category accepts, in normalised form, with the units that may stand in them: 总投资(元), 总投资（万元）. */
export function headerIndex(category: CategoryDescriptor): HeaderIndex {
  const index = new Map<string, HeaderMatch>();
  const spellings = category.fields.map((field) => ({ field, headers: fieldHeaders(field) }));
  const add = (header: string, match: HeaderMatch): void => {
    if (header !== '' && !index.has(header)) index.set(header, match);
  };
  // Plain names of all fields first: a unit must never lead a header away from the field that has this very name.
  for (const { field, headers } of spellings) headers.forEach((header, position) => add(header, { field: field.id, source: sourceOf(position) }));
  for (const { field, headers } of spellings) {
    for (const { spelling, unit } of statedUnits(field)) {
      headers.forEach((header, position) =>
        add(normaliseHeader(`${header}${spelling}`), { field: field.id, ...(unit === field.unit ? {} : { unit }), source: sourceOf(position) }),
      );
    }
  }
  return index;
}

/** What a header of a file means, or undefined. */
export function matchHeader(index: HeaderIndex, header: string): HeaderMatch | undefined {
  return index.get(normaliseHeader(header));
}

/** {@link fieldHeaders} gives the three names first. */
function sourceOf(position: number): HeaderMatch['source'] {
  return position < 3 ? 'name' : 'synonym';
}

function statedUnits(field: FieldDescriptor): { spelling: string; unit: string }[] {
  if (field.unit === undefined) return [];
  return unitsFor(field.unit).flatMap((unit) => unitSpellings(unit).flatMap((spelling) => [{ spelling, unit }, { spelling: `单位${spelling}`, unit }]));
}
