import type { LocationQuery } from 'vue-router';
import type { SignalFilter } from '#shared/contract/index.ts';
import { SIGNAL_LEVELS, SIGNAL_STATES } from '#shared/domain/signals/index.ts';

/** What `?rule=`, `?level=`, `?state=` and `?overdue=1` ask the list to show; null where the address asks for nothing. */
export function filterOfAddress(query: LocationQuery): SignalFilter | null {
  const level = SIGNAL_LEVELS.find((one) => one === query['level']);
  const state = SIGNAL_STATES.find((one) => one === query['state']);
  const filter: SignalFilter = {
    ...(typeof query['rule'] === 'string' ? { rule: query['rule'] } : {}),
    ...(level === undefined ? {} : { levels: [level] }),
    ...(state === undefined ? {} : { states: [state] }),
    ...(query['overdue'] === '1' ? { overdue: true } : {}),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
