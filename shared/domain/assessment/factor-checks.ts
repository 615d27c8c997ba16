import type { Gap, Warning } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessedFactor, AssessmentData } from './data.ts';
import { figuresOf, gravityOf, isReassessed, type Figure } from './figures.ts';
import type { Judgement } from './judge.ts';
import { factorsOf, type AssessmentModel } from './model.ts';

/** What is missing or contradictory in the factors, in the order in which they stand. */
export function factorChecks(model: AssessmentModel, data: AssessmentData, judgement: Judgement): Check[] {
  const open = data.factors.filter(({ state }) => state === 'open').length;
  return [
    ...(data.factors.some(({ state }) => state === 'identified') ? [] : [finding('NO_FACTOR', 'block')]),
    ...(open > 0 ? [finding('FACTOR_OPEN', 'warn', { params: { count: open } })] : []),
    ...data.factors.flatMap((factor) => oneFactor(model, data, judgement, factor)),
    ...(judgement.kind === 'scorecard' ? [] : [...weightChecks(judgement.draft), ...stageChecks(data)]),
  ];
}

function oneFactor(model: AssessmentModel, data: AssessmentData, judgement: Judgement, factor: AssessedFactor): Check[] {
  const { factorId } = factor;
  if (factorsOf(model).every(({ id }) => id !== factorId)) return [finding('UNKNOWN_FACTOR', 'block', { factorId })];
  if (factor.state === 'excluded') return factor.excludedReason.trim() === '' ? [finding('EXCLUDED_WITHOUT_REASON', 'warn', { factorId })] : [];
  if (factor.state === 'open') return [];
  return [...gapChecks(factorId, judgement.draft.gaps.filter((gap) => gap.factor === factorId)), ...scoreChecks(data, judgement, factor), ...residualChecks(data, judgement, factor)];
}

function gapChecks(factorId: string, gaps: readonly Gap[]): Check[] {
  const missing = gaps.filter(({ reason }) => reason === 'missing');
  const unscored = missing.flatMap(({ field }) => (field.startsWith('initial.') ? [field.slice('initial.'.length)] : []));
  const half = missing.find(({ field }) => field.startsWith('residual.'));
  return [
    ...(unscored.length > 0 ? [finding('UNSCORED_FACTOR', 'block', { factorId, params: { fields: unscored.join(',') } })] : []),
    ...(missing.some(({ field }) => field === 'weight') ? [finding('WEIGHT_MISSING', 'block', { factorId })] : []),
    ...(half ? [finding('RESIDUAL_INCOMPLETE', 'block', { factorId, params: { field: half.field.slice('residual.'.length) } })] : []),
    ...gaps.filter(({ reason }) => reason !== 'missing').map(({ field, reason }) => finding('VALUE_INVALID', 'block', { factorId, params: { field, reason } })),
  ];
}

/** A grave factor needs a word why, and a measure. */
function scoreChecks(data: AssessmentData, judgement: Judgement, { factorId, note }: AssessedFactor): Check[] {
  const gravity = gravityOf(judgement, factorId, 'initial');
  if (gravity === null) return [];
  const { severe, params } = gravity;
  return [
    ...(note.trim() === '' ? [finding('NOTE_MISSING', severe ? 'block' : 'warn', { factorId, params })] : []),
    ...(hasMeasure(data, factorId) ? [] : [finding('FACTOR_WITHOUT_MEASURE', 'warn', { factorId, params })]),
  ];
}

function residualChecks(data: AssessmentData, judgement: Judgement, factor: AssessedFactor): Check[] {
  const { factorId } = factor;
  if (!isReassessed(factor)) {
    const grave = gravityOf(judgement, factorId, 'initial') !== null;
    // A scorecard has items by the dozen that no measure touches; what was said of none stays as it is.
    if (judgement.kind === 'scorecard' && !grave) return [];
    // Where a factor is grave, what the measures leave of it is the point of the whole assessment.
    return [finding('RESIDUAL_MISSING', grave ? 'block' : 'warn', { factorId })];
  }
  const [before, after] = [figuresOf(judgement, factor, 'initial'), figuresOf(judgement, factor, 'residual')];
  const above = judgement.draft.warnings.filter((warning): warning is Extract<Warning, { code: 'RESIDUAL_ABOVE_INITIAL' }> =>
    warning.code === 'RESIDUAL_ABOVE_INITIAL' && warning.factor === factorId);
  const acted = hasMeasure(data, factorId);
  return [
    // Measures may have a price elsewhere, but a rise without a reason is a slip.
    ...(above.length > 0 ? [finding('RESIDUAL_ABOVE_INITIAL', factor.note.trim() === '' ? 'block' : 'warn', { factorId, params: { fields: above.map(({ field }) => field).join(',') } })] : []),
    ...(isLowered(before, after) && !acted ? [finding('LOWERED_WITHOUT_MEASURE', 'block', { factorId })] : []),
    ...(acted && isUnchanged(before, after) ? [finding('RESIDUAL_UNCHANGED', 'warn', { factorId })] : []),
    // Of a scorecard 0 is the printed best, and no claim beyond it.
    ...(judgement.kind === 'scorecard' ? [] : zeroChecks(factorId, before, after)),
  ];
}

function hasMeasure({ measures }: AssessmentData, factorId: string): boolean {
  return measures.some(({ factorIds }) => factorIds.includes(factorId));
}

/** The figures that both sides have, side by side. */
function pairs(before: readonly Figure[], after: readonly Figure[]) {
  return before.flatMap(({ field, value: was }, position) => {
    const is = after[position]?.value ?? null;
    return was === null || is === null ? [] : [{ field, was, is }];
  });
}

function isUnchanged(before: readonly Figure[], after: readonly Figure[]): boolean {
  const both = pairs(before, after);
  return both.length === before.length && both.every(({ was, is }) => is.eq(was));
}

function isLowered(before: readonly Figure[], after: readonly Figure[]): boolean {
  return pairs(before, after).some(({ was, is }) => is.lt(was));
}

/** A measure that avoids a risk altogether is a claim of its own: what was possible is then said to be impossible. */
function zeroChecks(factorId: string, before: readonly Figure[], after: readonly Figure[]): Check[] {
  const ended = pairs(before, after).filter(({ was, is }) => is.isZero() && !was.isZero());
  return ended.length > 0 ? [finding('RESIDUAL_ZERO', 'warn', { factorId, params: { fields: ended.map(({ field }) => field).join(',') } })] : [];
}

/** 样表1 of the 428 outline asks of every factor at which stage it arises. */
function stageChecks({ factors }: AssessmentData): Check[] {
  const without = factors.filter(({ state, stages }) => state === 'identified' && stages.length === 0);
  const [first] = without;
  return first === undefined ? [] : [finding('STAGE_MISSING', 'warn', { factorId: first.factorId, params: { count: without.length } })];
}

function weightChecks({ gaps, weightSum }: { readonly gaps: readonly Gap[]; readonly weightSum: string }): Check[] {
  // While a weight is missing the sum says nothing new.
  if (gaps.some(({ field }) => field === 'weight') || gaps.every(({ field }) => field !== 'weights')) return [];
  return [finding('WEIGHTS_NOT_ONE', 'block', { params: { sum: weightSum } })];
}
