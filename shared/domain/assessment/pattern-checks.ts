import { parseDecimal } from '#shared/domain/decimal/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessedFactor, AssessmentData } from './data.ts';
import { figuresOf, isReassessed, type Side } from './figures.ts';
import type { Judgement } from './judge.ts';
import { questionsOf, type AssessmentModel } from './model.ts';

/** From how many factors on equal values are no accident. */
const ALIKE_FROM = 3;
/** From how many excluded factors on one and the same reason is no reason. */
const SAME_REASON_FROM = 10;

/** Marks of a form that was filled in rather than judged: one score, one residual, one reason for everything, and scores that rest on nothing. */
export function patternChecks(model: AssessmentModel, data: AssessmentData, judgement: Judgement): Check[] {
  const identified = data.factors.filter(({ state }) => state === 'identified');
  return [...scoresAlike(identified, judgement), ...residualsAlike(identified, judgement), ...withoutGrounds(model, identified, judgement), ...weightZero(identified), ...excludedAlike(data.factors)];
}

function scoresAlike(identified: readonly AssessedFactor[], judgement: Judgement): Check[] {
  const scores = identified.flatMap((factor) => scoreOf(judgement, factor, 'initial') ?? []);
  return scores.length >= ALIKE_FROM && scores.length === identified.length && new Set(scores).size === 1 ? [finding('SCORES_ALIKE', 'warn', { params: { count: scores.length } })] : [];
}

function residualsAlike(identified: readonly AssessedFactor[], judgement: Judgement): Check[] {
  const changed = identified.flatMap((factor) => {
    const [before, after] = [scoreOf(judgement, factor, 'initial'), isReassessed(factor) ? scoreOf(judgement, factor, 'residual') : null];
    return before === null || after === null || before === after ? [] : [{ before, after }];
  });
  const alike = changed.length >= ALIKE_FROM && new Set(changed.map(({ after }) => after)).size === 1 && new Set(changed.map(({ before }) => before)).size > 1;
  return alike ? [finding('RESIDUALS_ALIKE', 'warn', { params: { count: changed.length } })] : [];
}

/** Every number with what it rests on: a note, or at least a question that the model asks of the data. */
function withoutGrounds(model: AssessmentModel, identified: readonly AssessedFactor[], judgement: Judgement): Check[] {
  const bare = identified.filter((factor) => scoreOf(judgement, factor, 'initial') !== null).filter(({ factorId, note }) => note.trim() === '' && questionsOf(model, factorId).length === 0);
  const [first] = bare;
  return first === undefined ? [] : [finding('SCORE_WITHOUT_GROUNDS', 'warn', { factorId: first.factorId, params: { count: bare.length } })];
}

function weightZero(identified: readonly AssessedFactor[]): Check[] {
  return identified.flatMap(({ factorId, weight }) => (weight !== null && parseDecimal(weight)?.isZero() === true ? [finding('WEIGHT_ZERO', 'warn', { factorId })] : []));
}

function excludedAlike(factors: readonly AssessedFactor[]): Check[] {
  const reasons = new Map<string, number>();
  for (const { state, excludedReason } of factors) {
    const reason = excludedReason.trim();
    if (state === 'excluded' && reason !== '') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const most = Math.max(0, ...reasons.values());
  return most >= SAME_REASON_FROM ? [finding('EXCLUDED_ALIKE', 'warn', { params: { count: most } })] : [];
}

/** A score as text that is equal for equal numbers ("0.5" and "0.50"); null where it is not whole. */
function scoreOf(judgement: Judgement, factor: AssessedFactor, side: Side): string | null {
  const values = figuresOf(judgement, factor, side).flatMap(({ value }) => value?.toFixed() ?? []);
  return values.length < figuresOf(judgement, factor, side).length ? null : values.join(' ');
}
