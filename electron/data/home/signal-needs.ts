import { GIVEN_DAYS, type HomeNeed, type NeedId, type SignalFilter } from '#shared/contract/index.ts';
import { SIGNAL_LEVELS } from '#shared/domain/signals/index.ts';
import { addDays } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { signalDeadline, tallySignals } from '#data/signals/index.ts';
import { need, NOTHING, plain, type Told } from './tally.ts';

/**
 * What was given to the account waits to be received and handled. Who keeps the rules also dispatches, checks what was handled and
 * sees everything given out that is overdue; anybody else who gave a signal away is told when its deadline is near.
 */
export async function signalNeeds(context: CallContext, today: string): Promise<Told> {
  const { permissions } = context.actor;
  if (!permissions.has('signals.handle')) return NOTHING;
  const manages = permissions.has('signals.manage');
  const line = async (id: NeedId, filter: SignalFilter, more: { readonly grave?: boolean } = {}): Promise<HomeNeed> => need(id, await tallySignals(context, filter), more);
  const needs = [await line('signalsReceive', { mine: 'owner', states: ['dispatched'] }), await line('signalsHandle', { mine: 'owner', states: ['received'] })];
  if (manages) {
    needs.push(
      await line('signalsRed', { states: ['raised'], levels: ['red'] }, { grave: true }),
      await line('signalsRaised', { states: ['raised'], levels: SIGNAL_LEVELS.filter((level) => level !== 'red') }),
      await line('signalsCheck', { states: ['handled'] }),
      // Those not dispatched yet have lines of their own.
      need('signalsOverdue', plain((await tallySignals(context, { states: ['dispatched', 'received'], overdue: true })).count), { grave: true }),
    );
  } else {
    needs.push(await line('signalsGiven', { mine: 'giver', states: ['dispatched', 'received'], dueBy: addDays(today, GIVEN_DAYS) }));
  }
  const next = await signalDeadline(context, manages ? {} : { mine: 'owner' });
  return { needs, ahead: next === null ? [] : Array.from({ length: next.count }, () => ({ id: 'signal', on: next.on })) };
}
