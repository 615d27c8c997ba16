import { conditionFault } from '#shared/domain/assessment/index.ts';
import { categoryById, fieldById, type Catalogue, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { IndexDefinition } from './definition.ts';
import { queriesOf } from './inputs.ts';
import { isCategoryQuery, type CategoryQuery, type RowCondition } from './query.ts';

/** What is wrong with a query against a catalogue, as "4.3.eight_types: ...". */
export function checkAgainstCatalogue(definition: IndexDefinition, catalogue: Catalogue): string[] {
  const faults = queriesOf(definition).filter(isCategoryQuery).flatMap((query) => checkQuery(query, definition.subject, catalogue));
  return [...new Set(faults)];
}

function checkQuery({ category: id, measure, where, via }: CategoryQuery, subject: IndexDefinition['subject'], catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, id);
  if (category === undefined) return [`${id}: no such category`];
  const faults = where.flatMap((condition) => checkCondition(category, condition));
  if (measure.kind === 'sum') faults.push(...checkField(category, measure.field, (field) => (field.type === 'integer' || field.type === 'number' ? null : 'is no number to add up')));
  const role = subject === 'town' ? 'place' : 'department';
  if (via === undefined) {
    if (category.roles[role] === undefined) faults.push(`${id}: says no ${role}, and goes by no other category`);
    return faults;
  }
  const other = categoryById(catalogue, via.category);
  if (other === undefined) return [...faults, `${via.category}: no such category`];
  if (other.roles[role] === undefined) faults.push(`${via.category}: says no ${role} either`);
  return [...faults, ...checkField(category, via.field, () => null), ...checkField(other, via.field, () => null)];
}

function checkCondition(category: CategoryDescriptor, condition: RowCondition): string[] {
  switch (condition.op) {
    case 'notAfter':
    case 'after':
      return [condition.field, condition.other].flatMap((id) => checkField(category, id, isDated));
    case 'within': {
      const { limit } = condition;
      const dated = [condition.field, condition.since].flatMap((id) => checkField(category, id, 'minutes' in limit ? isTimed : isDated));
      return 'daysField' in limit ? [...dated, ...checkField(category, limit.daysField, ({ type }) => (type === 'integer' ? null : 'is no number of days'))] : dated;
    }
    default:
      return checkField(category, condition.field, (field) => conditionFault(field, condition));
  }
}

function checkField(category: CategoryDescriptor, id: string, check: (field: FieldDescriptor) => string | null): string[] {
  const field = fieldById(category, id);
  const fault = field === undefined ? 'no such field' : field.personal === undefined ? check(field) : 'is personal, and stands in the store as cipher';
  return fault === null ? [] : [`${category.id}.${id}: ${fault}`];
}

function isDated({ type }: FieldDescriptor): string | null {
  return type === 'date' || type === 'datetime' ? null : 'is no date';
}

function isTimed({ type }: FieldDescriptor): string | null {
  return type === 'datetime' ? null : 'has no time of day';
}
