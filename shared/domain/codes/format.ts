import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { CellValue } from './compile-field.ts';
import { scaledToText } from './scaled.ts';

/** Label of a stored code in the language; the code itself where the list is open and does not know it. */
export function codeLabel(field: FieldDescriptor, code: string, language: 'zh' | 'en'): string {
  return field.codes?.find((entry) => entry.code === code)?.[language] ?? code;
}

/**
 * A stored value as exact text: decimals at the field's scale, labels for codes, 是/否 for booleans; null stays null.
 * Places stay codes (RegionIndex.nameOf has their names) and personal values are not masked (maskPersonal).
 */
export function formatValue(field: FieldDescriptor, value: CellValue, language: 'zh' | 'en'): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return field.type === 'code' ? codeLabel(field, value, language) : value;
  if (field.type === 'boolean') return language === 'zh' ? (value === 1 ? '是' : '否') : value === 1 ? 'Yes' : 'No';
  return scaledToText(value, field.scale ?? 0);
}
