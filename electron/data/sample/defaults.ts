import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import type { ValueSpec } from './plan.ts';

/** What a field gets of which nobody said anything: enough for a new category to have rows that import. */
export function defaultSpec(category: CategoryDescriptor, field: FieldDescriptor): ValueSpec {
  const spec = byType(category, field);
  return field.required ? spec : { fill: 0.8, ...spec };
}

function byType(category: CategoryDescriptor, field: FieldDescriptor): ValueSpec {
  const isTime = category.roles.time === field.id;
  switch (field.type) {
    case 'region':
      return { anchor: 'town', fill: field.required ? 1 : 0.98 };
    case 'date':
    case 'datetime':
      return isTime ? { anchor: 'time', fill: 1 } : { after: { of: 'row.time', days: [1, 60], future: field.required } };
    case 'month':
      return { anchor: 'time' };
    case 'boolean':
      return { choose: { '1': 1, '0': 3 } };
    case 'code':
      return { choose: Object.fromEntries(field.codes?.map(({ code }, index) => [code, 1 / (index + 1)]) ?? [['样例', 1]]) };
    case 'integer':
      return { integer: { range: [Math.max(0, field.min ?? 0), field.max ?? 20], skew: 2 } };
    case 'number':
      return { decimal: { range: [field.min ?? 0, field.max ?? 1000], skew: 2 } };
    case 'creditCode':
    case 'citizenId':
    case 'phone':
      return { make: field.type };
    case 'projectCode':
      return { template: '{row.time:yyMM}-{town.countyCode}-9{d:1}-{d:2}-{n:6}' };
    case 'caseNumber':
      return { template: '({row.time:yyyy}){town.court}民初9{n:6}号' };
    case 'text':
      return { template: textTemplate(category, field) };
  }
}

function textTemplate(category: CategoryDescriptor, field: FieldDescriptor): string {
  if (category.key.includes(field.id)) return 'YL{row.time:yyyyMMdd}{n:7}';
  if (field.personal === 'name') return '{t.person}';
  if (field.personal === 'address') return '{t.address}';
  return '{t.note}';
}
