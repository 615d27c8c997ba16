import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { isCategoryQuery, type CategoryQuery, type Indicator, type IndexQuery, type RowCondition } from '#shared/domain/stability/index.ts';
import { pick, t } from '@/i18n/index.ts';

/** Descriptors by category id, as far as they are read. */
export type Descriptors = ReadonlyMap<string, CategoryDescriptor>;

/** Every category whose words a query needs. */
export function categoriesOf(query: IndexQuery): string[] {
  return isCategoryQuery(query) ? [query.category, ...(query.via === undefined ? [] : [query.via.category])] : [];
}

/** Numerator and denominator of an indicator in words; rates name their base elsewhere. */
export function indicatorQueryWords({ numerator, denominator }: Indicator, known: Descriptors, categoryName: (id: string) => string): string {
  const above = queryWords(numerator, known, categoryName);
  return denominator.kind === 'share' ? t('stability.query.over', { numerator: above, denominator: queryWords(denominator.of, known, categoryName) }) : above;
}

/** What a query asks, in words; fields and codes by their names where the descriptor is read. */
export function queryWords(query: IndexQuery, known: Descriptors, categoryName: (id: string) => string): string {
  if (!isCategoryQuery(query)) return t(`stability.query.ledger.${query.ledger}`);
  const descriptor = known.get(query.category);
  const measure = measureWords(query, descriptor, categoryName);
  const via = query.via === undefined ? '' : t('stability.query.via', { category: categoryName(query.via.category) });
  if (query.where.length === 0) return `${measure}${via}`;
  const conditions = query.where.map((condition) => conditionWords(condition, descriptor)).join(t('common.listComma'));
  return `${t('stability.query.where', { measure, conditions })}${via}`;
}

function measureWords({ category, measure }: CategoryQuery, descriptor: CategoryDescriptor | undefined, categoryName: (id: string) => string): string {
  const name = categoryName(category);
  return measure.kind === 'count' ? t('stability.query.count', { category: name }) : t('stability.query.sum', { category: name, field: fieldName(descriptor, measure.field) });
}

function conditionWords(condition: RowCondition, descriptor: CategoryDescriptor | undefined): string {
  const field = fieldName(descriptor, condition.field);
  const value = (raw: string | boolean): string => valueWords(raw, descriptor?.fields.find(({ id }) => id === condition.field));
  switch (condition.op) {
    case 'eq': return t('stability.query.eq', { field, value: value(condition.value) });
    case 'in': return t('stability.query.in', { field, value: condition.value.map(value).join(t('common.listComma')) });
    case 'gte': case 'lte': case 'gt': return t(`stability.query.${condition.op}`, { field, value: condition.value });
    case 'isNull': case 'notNull': return t(`stability.query.${condition.op}`, { field });
    case 'notAfter': case 'after': return t(`stability.query.${condition.op}`, { field, other: fieldName(descriptor, condition.other) });
    case 'within': {
      const since = fieldName(descriptor, condition.since);
      if ('minutes' in condition.limit) return t('stability.query.withinMinutes', { field, since, n: condition.limit.minutes });
      if ('days' in condition.limit) return t('stability.query.withinDays', { field, since, n: condition.limit.days });
      return t('stability.query.withinField', { field, since, other: fieldName(descriptor, condition.limit.daysField) });
    }
  }
}

function fieldName(descriptor: CategoryDescriptor | undefined, id: string): string {
  const field = descriptor?.fields.find((one) => one.id === id);
  return field === undefined ? id : pick(field.name);
}

function valueWords(raw: string | boolean, field: FieldDescriptor | undefined): string {
  if (typeof raw === 'boolean') return t(raw ? 'stability.query.yes' : 'stability.query.no');
  const entry = field?.codes?.find(({ code }) => code === raw);
  return entry === undefined ? raw : pick(entry);
}
