import { NEED_IDS, type HomeNeed, type HomeToday } from '#shared/contract/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import type { definitionsHandlers } from '#data/definitions/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { caseNeeds } from './case-needs.ts';
import { definitionNeeds } from './definition-needs.ts';
import { dutyNeeds } from './duty-needs.ts';
import { indexNeeds } from './index-needs.ts';
import { keeperNeeds } from './keeper-needs.ts';
import { signalNeeds } from './signal-needs.ts';
import { supplyNeeds } from './supply-needs.ts';
import { nearest } from './tally.ts';

/** What waits for the account today and the nearest day to come; every part asks only what the account can do something about. */
export async function todayOf(context: CallContext, definitions: ReturnType<typeof definitionsHandlers>): Promise<HomeToday> {
  const today = chinaDay(context.clock.now());
  const told = await Promise.all([
    caseNeeds(context, today),
    signalNeeds(context, today),
    dutyNeeds(context, today),
    indexNeeds(context),
    definitionNeeds(context, definitions),
    supplyNeeds(context),
    keeperNeeds(context),
  ]);
  return {
    today,
    needs: inOrder(told.flatMap(({ needs }) => needs).filter(({ count }) => count > 0)),
    next: nearest(told.flatMap(({ ahead }) => ahead), today),
  };
}

/** What is late or broken first; within that as NEED_IDS has them. */
function inOrder(needs: readonly HomeNeed[]): HomeNeed[] {
  return [...needs].sort((a, b) => Number(b.grave) - Number(a.grave) || NEED_IDS.indexOf(a.id) - NEED_IDS.indexOf(b.id));
}
