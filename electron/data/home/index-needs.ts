import type { HomeNeed, StabilityMonthState, StabilityRun, StabilitySubject } from '#shared/contract/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { monthStates } from '#data/stability/index.ts';
import { need, NOTHING, plain, type Told } from './tally.ts';

type RunFacts = Pick<StabilityRun, 'state' | 'stale'>;
/** What is asked of a month: newest first. */
export type MonthFacts = Pick<StabilityMonthState, 'month'> & { readonly published: RunFacts | null; readonly latest: RunFacts | null };

export interface IndexSteps {
  readonly computes: boolean;
  readonly reviews: boolean;
  readonly publishes: boolean;
}

export async function indexNeeds(context: CallContext): Promise<Told> {
  const may = (permission: 'stability.compute' | 'stability.review' | 'stability.publish'): boolean => context.actor.permissions.has(permission);
  const steps: IndexSteps = { computes: may('stability.compute'), reviews: may('stability.review'), publishes: may('stability.publish') };
  if (!Object.values(steps).includes(true)) return NOTHING;
  const needs: HomeNeed[] = [];
  for (const subject of ['town', 'department'] as const) needs.push(...needsOfIndex(subject, await monthStates(context, subject), steps));
  return { needs, ahead: [] };
}

/** One line for each step of the account that months of the index wait for, leading to the oldest of them. */
export function needsOfIndex(subject: StabilitySubject, months: readonly MonthFacts[], { computes, reviews, publishes }: IndexSteps): HomeNeed[] {
  const waiting = (state: 'computed' | 'reviewed'): readonly MonthFacts[] => months.filter(({ latest }) => latest?.state === state && !latest.stale);
  const line = (id: 'indexCompute' | 'indexReview' | 'indexPublish', found: readonly MonthFacts[]): HomeNeed[] => {
    const oldest = found.at(-1);
    return oldest === undefined ? [] : [need(id, plain(found.length), { first: { kind: 'month', subject, month: oldest.month } })];
  };
  return [...line('indexCompute', computes ? monthsToCompute(months) : []), ...line('indexReview', reviews ? waiting('computed') : []), ...line('indexPublish', publishes ? waiting('reviewed') : [])];
}

/**
 * Months of one index that ask to be computed: newer than all that has a run (without any run only the newest), sent back,
 * or computed but not published from data that changed since.
 */
function monthsToCompute(months: readonly MonthFacts[]): MonthFacts[] {
  const newestRun = months.findIndex(({ published, latest }) => published !== null || latest !== null);
  const fresh = months.slice(0, newestRun === -1 ? 1 : newestRun);
  return [...fresh, ...months.filter(({ latest }) => latest !== null && (latest.state === 'returned' || latest.stale))];
}
