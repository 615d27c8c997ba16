import type { AssessmentResult, ReviewEvent, ReviewFacts, ReviewQuestion } from '#shared/contract/index.ts';
import { factorsOf, questionsOf } from '#shared/domain/assessment/index.ts';
import { compareMonths, factorOccurred, observedLevel, type Outcomes } from '#shared/domain/follow-up/index.ts';
import { chinaDay, monthSpan } from '#shared/domain/supply/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { viewCase, type Case } from '#data/assessment/index.ts';
import { answerQuestions, resolvePlaces } from '#data/evidence/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { countEvent, type OutcomeScope } from './outcome-repository.ts';

/** The longest window that an evidence question may have. */
const MOST_MONTHS = 120;

type Forecast = AssessmentResult['initial']['factors'][number];

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
  const questions = await askedAgain(db, context, one, scope);
  const { initial, residual } = view.result;
  const names = new Map(factorsOf(one.model.value).map(({ id, name }) => [id, name]));
  return {
    from: scope.from, to: scope.to, events,
    forecast: (residual ?? initial).level,
    observed: observedLevel(events, outcomes),
    factors: view.factors.filter(({ state }) => state === 'identified').map(({ factorId, p, residualP, c, residualC }) => {
      const categories = new Set(questionsOf(one.model.value, factorId).map(({ category }) => category));
      const forecasts: readonly Forecast[] = (residual ?? initial).factors;
      const forecast = forecasts.find(({ id }) => id === factorId);
      return {
        factorId, name: names.get(factorId) ?? { zh: factorId, en: factorId }, p: residualP ?? p, r: forecast !== undefined && 'r' in forecast ? forecast.r : null,
        grade: forecast !== undefined && 'grade' in forecast ? forecast.grade : null,
        score: residualC ?? c ?? (forecast !== undefined && 'points' in forecast ? forecast.points : null),
        questions: questionsOf(one.model.value, factorId).flatMap(({ id }) => questions.get(id) ?? []),
        eventIds: events.filter(({ category, link }) => link === 'project' && categories.has(category)).map(({ eventId }) => eventId),
        occurred: factorOccurred(categories, events, outcomes),
      };
    }),
  };
}

/** The model's evidence questions over the whole months since the decision and as many before it; none before the first month is over. */
async function askedAgain(db: ReadDb, context: CallContext, { model, proposal }: Case, { from, to }: OutcomeScope): Promise<ReadonlyMap<string, ReviewQuestion>> {
  const months = monthSpan(from.slice(0, 7), to.slice(0, 7)) - 1;
  if (months < 1) return new Map();
  const { catalogue, regions, clock } = context;
  const asked = model.value.questions.map((question) => ({ ...question, windowMonths: Math.min(MOST_MONTHS, 2 * months + 1) }));
  const answers = await answerQuestions(db, { catalogue, regions, now: clock.now() }, proposal.fields, asked);
  return new Map(answers.map(({ questionId, name, category, unit, months: series }) => [questionId, { questionId, name, category, unit, ...compareMonths(series, from.slice(0, 7)) }]));
}

/** As they are frozen and hashed. */
export function factsJson({ events, factors, ...facts }: ReviewFacts): Json {
  return {
    ...facts,
    events: events.map(({ name, ...event }) => ({ ...event, name: { ...name } })),
    factors: factors.map(({ name, eventIds, questions, ...factor }) => ({
      ...factor, name: { ...name }, eventIds: [...eventIds], questions: questions.map(({ name: asked, ...question }) => ({ ...question, name: { ...asked } })),
    })),
  };
}
