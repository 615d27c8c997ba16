import type { CategoryWords } from '#shared/contract/index.ts';
import type { Limit, RowCondition, SignalRule, Source } from '#shared/domain/signals/index.ts';
import { pick, t } from '@/i18n/index.ts';
import { percent } from '../parts/words.ts';

type Words = Readonly<Record<string, CategoryWords>>;

/** What a rule looks at: its category and the conditions on its rows. */
export function sourceWords(source: Source, words: Words): string {
  const category = words[source.category];
  const name = category === undefined ? source.category : pick(category.name);
  const conditions = conditionsWords(source.where, category);
  const base = conditions === '' ? t('signals.say.source', { category: name }) : t('signals.say.where', { category: name, conditions });
  if (source.via === undefined) return base;
  return base + t('signals.say.via', { category: words[source.via.category] === undefined ? source.via.category : pick(words[source.via.category]?.name ?? { zh: '', en: '' }) });
}

/** The condition of a rule as a sentence; every number of it is in there. */
export function conditionWords({ source, condition }: Pick<SignalRule, 'source' | 'condition'>, words: Words): string {
  const category = words[source.category];
  switch (condition.kind) {
    case 'threshold': {
      const { measure } = condition;
      const counted = measure.kind === 'count' ? t('signals.say.count') : t(`signals.say.${measure.kind}`, { field: fieldName(measure.field, category) });
      return t('signals.say.threshold', { period: t(`signals.say.period.${condition.period}`), measure: counted, from: condition.from });
    }
    case 'share':
      return t('signals.say.share', { period: t(`signals.say.period.${condition.period}`), minimum: condition.minimum, conditions: conditionsWords(condition.of, category), from: percent(condition.from) });
    case 'run': return t('signals.say.run', { months: condition.months });
    case 'rate': {
      const shared = { period: t(`signals.say.period.${condition.period}`), minimum: condition.minimum, factor: condition.factor };
      const { against } = condition;
      if (against.kind === 'own') return t('signals.say.rateOwn', { ...shared, periods: against.periods });
      if (against.kind === 'lastYear') return t('signals.say.rateLastYear', shared);
      return t(against.per === 'residents' ? 'signals.say.ratePeersResidents' : 'signals.say.ratePeers', shared);
    }
    case 'deadline':
      return t('signals.say.deadline', { period: t(`signals.say.period.${condition.period}`), done: fieldName(condition.late.done, category), limit: limitWords(condition.late.limit, category), from: condition.from });
    case 'sequence': return t('signals.say.sequence', { first: condition.first, days: condition.withinDays, then: sourceWords(condition.then, words) });
    case 'repeat': return t('signals.say.repeat', { days: condition.withinDays, times: condition.times });
  }
}

/** Conditions on rows, joined. */
export function conditionsWords(conditions: readonly RowCondition[], category: CategoryWords | undefined): string {
  return conditions.map((condition) => oneWords(condition, category)).join(t('common.listComma'));
}

function oneWords(condition: RowCondition, category: CategoryWords | undefined): string {
  if (condition.op === 'late') return t('signals.say.late', { done: fieldName(condition.done, category), limit: limitWords(condition.limit, category) });
  const field = fieldName(condition.field, category);
  const value = (raw: string | boolean): string => valueName(raw, condition.field, category);
  switch (condition.op) {
    case 'eq': return t('signals.say.eq', { field, value: value(condition.value) });
    case 'in': return t('signals.say.in', { field, value: condition.value.map(value).join(t('common.listComma')) });
    case 'gte':
    case 'lte':
    case 'gt': return t(`signals.say.${condition.op}`, { field, value: condition.value });
    case 'isNull':
    case 'notNull': return t(`signals.say.${condition.op}`, { field });
  }
}

function limitWords(limit: Limit, category: CategoryWords | undefined): string {
  if ('due' in limit) return t('signals.say.limitDue', { due: fieldName(limit.due, category) });
  const since = fieldName(limit.since, category);
  if ('minutes' in limit) return t('signals.say.limitMinutes', { since, n: limit.minutes });
  if ('days' in limit) return t('signals.say.limitDays', { since, n: limit.days });
  return t('signals.say.limitField', { since, field: fieldName(limit.daysField, category) });
}

export function fieldName(id: string, category: CategoryWords | undefined): string {
  const field = category?.fields[id];
  return field === undefined ? id : pick(field.name);
}

function valueName(raw: string | boolean, id: string, category: CategoryWords | undefined): string {
  if (typeof raw === 'boolean') return t(raw ? 'common.yes' : 'common.no');
  const code = category?.fields[id]?.codes[raw];
  return code === undefined ? raw : pick(code);
}
