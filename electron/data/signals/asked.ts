import type { SignalFilter } from '#shared/contract/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { nearestDeadline, signalTally, type Asked } from './signal-repository.ts';

export function askedBy({ actor, clock }: Pick<CallContext, 'actor' | 'clock'>): Asked {
  return { today: chinaDay(clock.now()), account: actor.id, name: actor.name };
}

/** How many signals the list would show with this filter, how many of them are overdue, and their nearest deadline. */
export function tallySignals(context: CallContext, filter: SignalFilter): ReturnType<typeof signalTally> {
  return signalTally(context.store.db, filter, askedBy(context));
}

/** The nearest deadline to come of a follow-up that fits, with how many share it. */
export function signalDeadline(context: CallContext, filter: SignalFilter): ReturnType<typeof nearestDeadline> {
  return nearestDeadline(context.store.db, filter, askedBy(context));
}
