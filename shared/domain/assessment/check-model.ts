import { categoryById, fieldById, type Catalogue, type CategoryDescriptor, type FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { JudgingMethod } from '#shared/domain/grading/index.ts';
import { conditionFault } from './check-condition.ts';
import { methodFaults, type ModelFault } from './method-faults.ts';
import type { AssessmentModel } from './model.ts';
import type { EvidenceQuestion } from './question.ts';

/**
 * What is wrong with a model beside its form: a method that judges no case, or other factors than the model has; questions that the catalogue
 * cannot answer, and questions that no factor asks.
 */
export function checkModel(model: AssessmentModel, methods: readonly JudgingMethod[], catalogue: Catalogue): ModelFault[] {
  const asked = new Set(model.areas.flatMap(({ factors }) => factors.flatMap(({ evidence }) => evidence)));
  return [
    ...methodFaults(model, methods),
    ...model.questions.flatMap((question) => {
      const faults = questionFaults(question, catalogue);
      return [...faults, ...(asked.has(question.id) ? [] : ['stands beside no factor'])].map((message) => ({ path: `questions/${question.id}`, message }));
    }),
  ];
}

function questionFaults({ category: id, measure, where, via }: EvidenceQuestion, catalogue: Catalogue): string[] {
  const category = categoryById(catalogue, id);
  if (category === undefined) return [`${id}: no such category`];
  const faults = where.flatMap((condition) => fieldFault(category, condition.field, (field) => conditionFault(field, condition)));
  if (category.roles.time === undefined) faults.push(`${id}: says no time, so no window can be asked`);
  if (measure.kind === 'sum') faults.push(...fieldFault(category, measure.field, ({ type }) => (type === 'integer' || type === 'number' ? null : 'is no number to add up')));
  if (via === undefined) return faults;
  const other = categoryById(catalogue, via.category);
  if (other === undefined) return [...faults, `${via.category}: no such category`];
  return [...faults, ...fieldFault(category, via.field, () => null), ...fieldFault(other, via.field, () => null)];
}

function fieldFault(category: CategoryDescriptor, id: string, check: (field: FieldDescriptor) => string | null): string[] {
  const field = fieldById(category, id);
  const fault = field === undefined ? 'no such field' : field.personal === undefined ? check(field) : 'is personal, and stands in the store as cipher';
  return fault === null ? [] : [`${category.id}.${id}: ${fault}`];
}
