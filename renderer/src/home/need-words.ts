import type { HomeAhead, HomeNeed } from '#shared/contract/index.ts';
import { daysBetween } from '#shared/domain/supply/index.ts';
import { t } from '@/i18n/index.ts';
import { formatCount } from '@/ui/index.ts';

/** Kinds whose day is the planned decision, not a deadline. */
const PLANNED: ReadonlySet<HomeNeed['id']> = new Set(['casesReturned', 'casesDraft', 'casesSubmitted']);

/** A need as a sentence: how many of what, how many of them are late, and the nearest deadline. */
export function needSentence(need: HomeNeed, today: string): string {
  const month = need.first?.kind === 'month' ? { index: t(`home.index.${need.first.subject}`), month: need.first.month } : {};
  return [t(`home.need.${need.id}`, { n: need.count, shown: formatCount(need.count), ...month }), lateClause(need), dueClause(need, today), t('home.also.stop')].join('');
}

/** The nearest day to come, as a sentence. */
export function aheadSentence({ id, on, count }: HomeAhead, today: string): string {
  const days = daysBetween(today, on);
  return t(`home.next.${id}`, { day: on, when: days === 1 ? t('home.next.tomorrow') : t('home.next.inDays', { n: days }), n: count });
}

function lateClause({ id, count, late }: HomeNeed): string {
  if (late === 0) return '';
  const planned = PLANNED.has(id);
  if (late === count) return t(planned ? 'home.also.allPlanPast' : 'home.also.allLate');
  return t(planned ? 'home.also.planPast' : 'home.also.late', { late: formatCount(late) });
}

function dueClause({ id, due }: HomeNeed, today: string): string {
  if (due === null) return '';
  const planned = PLANNED.has(id);
  if (due === today) return t(planned ? 'home.also.planToday' : 'home.also.dueToday');
  return t(planned ? 'home.also.plan' : 'home.also.due', { day: due });
}
