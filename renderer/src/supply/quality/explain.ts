import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { QualityCondition, QualityRule } from '#shared/domain/quality/index.ts';
import { pick, t, unitWord } from '@/i18n/index.ts';

/** Descriptors of the categories that a rule names, by id; without one its ids stand in place of names. */
export type Descriptors = ReadonlyMap<string, CategoryDescriptor>;

/** How a rule judges, in one sentence with the names of its fields. */
export function explainRule(rule: QualityRule, descriptors: Descriptors): string {
  const own = descriptors.get(rule.category);
  const field = (id: string, category: CategoryDescriptor | undefined = own): string => nameOf(category, id);
  const category = (id: string): string => categoryName(descriptors, id);
  const via = 'via' in rule ? rule.via : undefined;
  const other = via === undefined ? undefined : descriptors.get(via.category);
  switch (rule.kind) {
    case 'reference':
      return t('quality.explain.reference', { field: field(rule.field), to: category(rule.to) });
    case 'order':
      return via === undefined
        ? t('quality.explain.order', { earlier: field(rule.earlier), later: field(rule.later) })
        : t('quality.explain.orderVia', { category: category(via.category), earlier: field(rule.earlier, other), later: field(rule.later), on: field(via.on) });
    case 'balance':
      return t(rule.relation === 'equal' ? 'quality.explain.balanceEqual' : 'quality.explain.balanceAtMost', {
        parts: rule.parts.map((id) => t('quality.quoted', { name: field(id) })).join(t('quality.plus')), total: field(rule.total),
      });
    case 'bounds': {
      const unit = own?.fields.find(({ id }) => id === rule.field)?.unit;
      const words = { field: field(rule.field), min: rule.min ?? '', max: rule.max ?? '', unit: unit === undefined ? '' : unitWord(unit) };
      if (rule.max === undefined) return t('quality.explain.boundsMin', words);
      return t(rule.min === undefined ? 'quality.explain.boundsMax' : 'quality.explain.boundsBoth', words);
    }
    case 'ratio':
      return t('quality.explain.ratio', { field: field(rule.field), category: category(rule.via.category), other: field(rule.other, other), low: rule.low, high: rule.high, on: field(rule.via.on) });
    case 'implies': {
      const when = conditions(rule.when, own);
      return via === undefined
        ? t('quality.explain.implies', { when, then: conditions(rule.then, own) })
        : t('quality.explain.impliesVia', { when, category: category(via.category), then: conditions(rule.then, other) });
    }
    case 'stuck':
      return t('quality.explain.stuck', { when: conditions(rule.when, own), since: field(rule.since), days: rule.days });
    case 'duplicate':
      return t(rule.within === 'town' ? 'quality.explain.duplicateTown' : 'quality.explain.duplicateAll', { fields: rule.fields.map((id) => t('quality.quoted', { name: field(id) })).join(t('common.listComma')) });
    case 'silence': {
      const key = ({ town: 'quality.explain.silenceTown', department: 'quality.explain.silenceDepartment', category: 'quality.explain.silenceCategory' } as const)[rule.level];
      return t(key, { months: rule.months, least: rule.least });
    }
    case 'townTotal':
      return t('quality.explain.townTotal', { field: field(rule.field), category: category(rule.other.category), other: field(rule.other.field, descriptors.get(rule.other.category)), low: rule.low, high: rule.high });
    case 'staleness':
      return t('quality.explain.staleness', { days: rule.days });
  }
}

/** Categories whose descriptors {@link explainRule} needs. */
export function namedCategories(rule: QualityRule): readonly string[] {
  const others = rule.kind === 'reference' ? [rule.to] : rule.kind === 'townTotal' ? [rule.other.category] : 'via' in rule && rule.via !== undefined ? [rule.via.category] : [];
  return [rule.category, ...others];
}

function conditions(list: readonly QualityCondition[], category: CategoryDescriptor | undefined): string {
  return list.map((condition) => conditionWords(condition, category)).join(t('quality.and'));
}

function conditionWords(condition: QualityCondition, category: CategoryDescriptor | undefined): string {
  const field = nameOf(category, condition.field);
  switch (condition.op) {
    case 'isNull':
    case 'notNull':
      return t(`quality.condition.${condition.op}`, { field });
    case 'gte':
      return t('quality.condition.gte', { field, value: condition.value });
    case 'eq':
      return t('quality.condition.eq', { field, value: valueName(category, condition.field, condition.value) });
    case 'in':
      return t('quality.condition.in', { field, value: condition.value.map((value) => valueName(category, condition.field, value)).join(t('quality.or')) });
  }
}

function nameOf(category: CategoryDescriptor | undefined, id: string): string {
  const found = category?.fields.find((field) => field.id === id);
  return found === undefined ? id : pick(found.name);
}

function valueName(category: CategoryDescriptor | undefined, field: string, value: string | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  const code = category?.fields.find(({ id }) => id === field)?.codes?.find((entry) => entry.code === value);
  return t('quality.quoted', { name: code === undefined ? value : pick(code) });
}

function categoryName(descriptors: Descriptors, id: string): string {
  const found = descriptors.get(id);
  return found === undefined ? id : `${id} ${pick(found.name)}`;
}
