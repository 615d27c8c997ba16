import type { LocationQuery } from 'vue-router';
import type { SignalFilter } from '#shared/contract/index.ts';
import { SIGNAL_LEVELS, SIGNAL_STATES } from '#shared/domain/signals/index.ts';

/** What `?rule=`, `?level=`, `?state=` (several joined with commas), `?overdue=1`, `?mine=` and `?dueBy=` ask the list to show; null where the address asks for nothing. */
export function filterOfAddress(query: LocationQuery): SignalFilter | null {
  const named = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split(',') : []);
  const levels = SIGNAL_LEVELS.filter((one) => named(query['level']).includes(one));
  const states = SIGNAL_STATES.filter((one) => named(query['state']).includes(one));
  const mine = (['owner', 'giver'] as const).find((one) => one === query['mine']);
  const { dueBy } = query;
  const filter: SignalFilter = {
    ...(typeof query['rule'] === 'string' ? { rule: query['rule'] } : {}),
    ...(levels.length === 0 ? {} : { levels }),
    ...(states.length === 0 ? {} : { states }),
    ...(mine === undefined ? {} : { mine }),
    ...(typeof dueBy === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(dueBy) ? { dueBy } : {}),
    ...(query['overdue'] === '1' ? { overdue: true } : {}),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
