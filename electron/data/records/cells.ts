import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatValue, maskPersonal, type CellValue, type RegionIndex } from '#shared/domain/codes/index.ts';
import type { Secrets } from '#data/store/index.ts';

/** A row of a category's table, by column. */
export type StoredRow = Readonly<Record<string, CellValue>>;

/**
 * Shows stored values as an official reads them: exact decimals, labels for codes, 是/否, places by name, personal values
 * masked. The full value of a personal cell never leaves this function.
 */
export function compileCells(category: CategoryDescriptor, secrets: Secrets, regions: RegionIndex): (row: StoredRow) => (string | null)[] {
  const show = category.fields.map((field) => cellOf(field, secrets, regions));
  return (row) => category.fields.map((field, index) => show[index]?.(row[field.id] ?? null) ?? null);
}

function cellOf(field: FieldDescriptor, secrets: Secrets, regions: RegionIndex): (value: CellValue) => string | null {
  const { personal } = field;
  if (personal !== undefined) return (value) => (value === null ? null : maskPersonal(personal, secrets.reveal(String(value))));
  if (field.type === 'region') return (value) => (value === null ? null : (regions.nameOf(String(value)) ?? String(value)));
  return (value) => formatValue(field, value, 'zh');
}
