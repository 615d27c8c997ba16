import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';

/** Decimal places that a made-up number of a field has: none for whole numbers, two where nothing else is said. */
export function digitsOf(field: FieldDescriptor, stated: number | undefined): number {
  if (field.type !== 'number') return 0;
  return Math.min(field.scale ?? 0, stated ?? 2);
}

/** Plain decimal notation without needless zeros, kept within the field's limits. */
export function writeNumber(value: number, field: FieldDescriptor, digits: number): string {
  const kept = Math.min(field.max ?? Infinity, Math.max(field.min ?? -Infinity, value));
  const text = kept.toFixed(digits);
  const short = digits === 0 ? text : text.replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

/** A number between two; skew > 1 makes those near the first common. */
export function between([low, high]: readonly [number, number], fraction: number, skew = 1): number {
  return low + (high - low) * fraction ** skew;
}

/** A whole number between two, both included. */
export function wholeBetween([low, high]: readonly [number, number], fraction: number, skew = 1): number {
  return Math.floor(low + (high - low + 1) * fraction ** skew);
}
