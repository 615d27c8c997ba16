import type { FileInspection, MappedColumn, SuggestedColumn } from '#shared/contract/index.ts';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { unitsFor } from '#shared/domain/codes/index.ts';

/** The column mapping of a file as it stands on screen: what was suggested, with the user's corrections. */
export interface MappingColumn extends MappedColumn {
  readonly source: SuggestedColumn['source'] | 'chosen';
}

/** Gives a column another field; a field feeds from one column only, so another column that had it lets go. */
export function assignField(mapping: readonly MappingColumn[], index: number, field: string | null): readonly MappingColumn[] {
  return mapping.map((column) => {
    if (column.index === index) return { ...column, field, unit: null, source: 'chosen' as const };
    return field !== null && column.field === field ? { ...column, field: null, unit: null, source: 'none' as const } : column;
  });
}

export function assignUnit(mapping: readonly MappingColumn[], index: number, unit: string | null): readonly MappingColumn[] {
  return mapping.map((column) => (column.index === index ? { ...column, unit, source: 'chosen' as const } : column));
}

/** Required fields without a column. */
export function missingFields(descriptor: CategoryDescriptor, mapping: readonly MappedColumn[]): readonly FieldDescriptor[] {
  const mapped = new Set(mapping.map((column) => column.field));
  return descriptor.fields.filter((field) => field.required && !mapped.has(field.id));
}

/** Units a column may be stated in besides the field's own (those that convert exactly); empty where there is nothing to choose. */
export function otherUnits(field: FieldDescriptor | undefined): readonly string[] {
  return field?.unit === undefined ? [] : unitsFor(field.unit).slice(1);
}

/** What the contract takes: without where a suggestion came from. */
export function toInput(mapping: readonly MappingColumn[]): MappedColumn[] {
  return mapping.map(({ index, header, field, unit }) => ({ index, header, field, unit }));
}

/** First non-empty values of a column, for recognising it. */
export function sampleValues(inspection: Pick<FileInspection, 'preview'>, index: number, count = 3): readonly string[] {
  return inspection.preview.map((row) => row[index] ?? '').filter((value) => value.trim() !== '').slice(0, count);
}
