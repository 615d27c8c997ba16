import type { MappedColumn } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { maskPersonal } from '#shared/domain/codes/index.ts';

const CITIZEN_ID = /(?<!\d)([1-9]\d{5})(\d{8})(\d{3}[\dXx])(?!\d)/g;
const MOBILE = /(?<!\d)(1[3-9]\d)(\d{4})(\d{4})(?!\d)/g;

/**
 * What may be shown of the cells of a file: those of personal fields masked by their kind, in columns that feed no field
 * whatever looks like an identity number or a mobile number.
 */
export function compileMask(category: CategoryDescriptor, mapping: readonly MappedColumn[]): (cells: readonly string[]) => string[] {
  const kinds = new Map(
    mapping.flatMap((column) => {
      const field = category.fields.find((candidate) => candidate.id === column.field);
      return field === undefined ? [] : [[column.index, field.personal ?? null] as const];
    }),
  );
  return (cells) =>
    cells.map((cell, index) => {
      if (cell === '') return cell;
      const kind = kinds.get(index);
      if (kind === undefined) return cell.replace(CITIZEN_ID, '$1********$3').replace(MOBILE, '$1****$3');
      return kind === null ? cell : maskPersonal(kind, cell);
    });
}
