import type { ReviewEvent, ReviewFacts } from '#shared/contract/index.ts';
import { factorsOf, questionsOf } from '#shared/domain/assessment/index.ts';
import { factorOccurred, observedLevel, type Outcomes } from '#shared/domain/follow-up/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { viewCase, type Case } from '#data/assessment/index.ts';
import { resolvePlaces } from '#data/evidence/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { countEvent, type OutcomeScope } from './outcome-repository.ts';

/** What a decided case forecast, and what the data shows today of what came. */
export async function reviewFacts(db: ReadDb, context: CallContext, one: Case, outcomes: Outcomes): Promise<ReviewFacts> {
  const now = context.clock.now();
  const view = await viewCase(db, one, context.actor, now);
  const { fields } = one.proposal;
  const scope: OutcomeScope = {
    projectCode: fields.projectCode, places: resolvePlaces(context.regions, fields.places),
    from: chinaDay(new Date(view.decision?.decidedAt ?? now)), to: chinaDay(now),
  };
  const events: ReviewEvent[] = [];
  for (const event of outcomes.events) events.push({ ...(await countEvent(db, context.catalogue, event, scope)), name: event.name, category: event.category });
  const { initial, residual } = view.result;
  const names = new Map(factorsOf(one.model.value).map(({ id, name }) => [id, name]));
  return {
    from: scope.from, to: scope.to, events,
    forecast: (residual ?? initial).level,
    observed: observedLevel(events, outcomes),
    factors: view.factors.filter(({ state }) => state === 'identified').map(({ factorId, p, residualP }) => {
      const categories = new Set(questionsOf(one.model.value, factorId).map(({ category }) => category));
      const forecast = (residual ?? initial).factors.find(({ id }) => id === factorId);
      return {
        factorId, name: names.get(factorId) ?? { zh: factorId, en: factorId }, p: residualP ?? p, r: forecast?.r ?? null, grade: forecast?.grade ?? null,
        eventIds: events.filter(({ category, link }) => link === 'project' && categories.has(category)).map(({ eventId }) => eventId),
        occurred: factorOccurred(categories, events, outcomes),
      };
    }),
  };
}

/** As they are frozen and hashed. */
export function factsJson({ events, factors, ...facts }: ReviewFacts): Json {
  return {
    ...facts,
    events: events.map(({ name, ...event }) => ({ ...event, name: { ...name } })),
    factors: factors.map(({ name, eventIds, ...factor }) => ({ ...factor, name: { ...name }, eventIds: [...eventIds] })),
  };
}
