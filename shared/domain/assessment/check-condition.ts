import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Condition } from './question.ts';

/** Why a condition can never hold on a field of the catalogue; null where it can. Open lists may hold codes that nobody named yet. */
export function conditionFault(field: FieldDescriptor, condition: Condition): string | null {
  switch (condition.op) {
    case 'isNull':
    case 'notNull':
      return null;
    case 'gte':
    case 'lte':
    case 'gt':
      return field.type === 'integer' || field.type === 'number' ? null : 'is no number to compare';
    case 'eq':
      return checkValue(field, condition.value);
    case 'in':
      return condition.value.map((value) => checkValue(field, value)).find((fault) => fault !== null) ?? null;
  }
}

function checkValue(field: FieldDescriptor, value: string | boolean): string | null {
  if (typeof value === 'boolean') return field.type === 'boolean' ? null : 'is no yes or no';
  if (field.type === 'boolean') return 'is yes or no';
  if (field.codes === undefined || field.open) return null;
  return field.codes.some(({ code }) => code === value) ? null : `has no code "${value}"`;
}
