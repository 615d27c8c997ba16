import { parseDecimal } from '#shared/domain/decimal/index.ts';
import { gradeRank, type DraftResult, type Gap, type Warning } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessedFactor, AssessmentData } from './data.ts';
import { factorsOf, type AssessmentModel } from './model.ts';

/** What is missing or contradictory in the factors, in the order in which they stand. */
export function factorChecks(model: AssessmentModel, data: AssessmentData, draft: DraftResult): Check[] {
  const open = data.factors.filter(({ state }) => state === 'open').length;
  return [
    ...(data.factors.some(({ state }) => state === 'identified') ? [] : [finding('NO_FACTOR', 'block')]),
    ...(open > 0 ? [finding('FACTOR_OPEN', 'warn', { params: { count: open } })] : []),
    ...data.factors.flatMap((factor) => oneFactor(model, data, draft, factor)),
    ...weightChecks(draft),
    ...stageChecks(data),
  ];
}

function oneFactor(model: AssessmentModel, data: AssessmentData, draft: DraftResult, factor: AssessedFactor): Check[] {
  const { factorId } = factor;
  if (factorsOf(model).every(({ id }) => id !== factorId)) return [finding('UNKNOWN_FACTOR', 'block', { factorId })];
  if (factor.state === 'excluded') return factor.excludedReason.trim() === '' ? [finding('EXCLUDED_WITHOUT_REASON', 'warn', { factorId })] : [];
  if (factor.state === 'open') return [];
  return [...gapChecks(factorId, draft.gaps.filter((gap) => gap.factor === factorId)), ...scoreChecks(data, draft, factor), ...residualChecks(data, draft, factor)];
}

function gapChecks(factorId: string, gaps: readonly Gap[]): Check[] {
  const missing = gaps.filter(({ reason }) => reason === 'missing');
  const unscored = missing.flatMap(({ field }) => (field === 'initial.p' || field === 'initial.q' ? [field.slice(-1)] : []));
  const half = missing.find(({ field }) => field.startsWith('residual.'));
  return [
    ...(unscored.length > 0 ? [finding('UNSCORED_FACTOR', 'block', { factorId, params: { fields: unscored.join(',') } })] : []),
    ...(missing.some(({ field }) => field === 'weight') ? [finding('WEIGHT_MISSING', 'block', { factorId })] : []),
    ...(half ? [finding('RESIDUAL_INCOMPLETE', 'block', { factorId, params: { field: half.field.slice(-1) } })] : []),
    ...gaps.filter(({ reason }) => reason !== 'missing').map(({ field, reason }) => finding('VALUE_INVALID', 'block', { factorId, params: { field, reason } })),
  ];
}

/** A grave factor needs a word why, and a measure. */
function scoreChecks(data: AssessmentData, draft: DraftResult, { factorId, note }: AssessedFactor): Check[] {
  const grade = draft.initial.factors.find(({ id }) => id === factorId)?.grade ?? null;
  if (grade === null || gradeRank(grade) < gradeRank('larger')) return [];
  const hasMeasure = data.measures.some(({ factorIds }) => factorIds.includes(factorId));
  return [
    ...(note.trim() === '' ? [finding('NOTE_MISSING', grade === 'major' ? 'block' : 'warn', { factorId, params: { grade } })] : []),
    ...(hasMeasure ? [] : [finding('FACTOR_WITHOUT_MEASURE', 'warn', { factorId, params: { grade } })]),
  ];
}

function residualChecks(data: AssessmentData, draft: DraftResult, factor: AssessedFactor): Check[] {
  const { factorId } = factor;
  const grade = draft.initial.factors.find(({ id }) => id === factorId)?.grade ?? null;
  if (factor.residualP === null && factor.residualQ === null) {
    // Where a factor is grave, what the measures leave of it is the point of the whole assessment.
    const severity = grade !== null && gradeRank(grade) >= gradeRank('larger') ? 'block' : 'warn';
    return [finding('RESIDUAL_MISSING', severity, { factorId })];
  }
  const above = draft.warnings.filter((warning): warning is Extract<Warning, { code: 'RESIDUAL_ABOVE_INITIAL' }> =>
    warning.code === 'RESIDUAL_ABOVE_INITIAL' && warning.factor === factorId);
  const hasMeasure = data.measures.some(({ factorIds }) => factorIds.includes(factorId));
  return [
    // Measures may have a price elsewhere, but a rise without a reason is a slip.
    ...(above.length > 0 ? [finding('RESIDUAL_ABOVE_INITIAL', factor.note.trim() === '' ? 'block' : 'warn', { factorId, params: { fields: above.map(({ field }) => field).join(',') } })] : []),
    ...(isLowered(factor) && !hasMeasure ? [finding('LOWERED_WITHOUT_MEASURE', 'block', { factorId })] : []),
    ...(hasMeasure && isUnchanged(factor) ? [finding('RESIDUAL_UNCHANGED', 'warn', { factorId })] : []),
    ...zeroChecks(factor),
  ];
}

function isUnchanged({ p, q, residualP, residualQ }: AssessedFactor): boolean {
  return sameNumber(p, residualP) && sameNumber(q, residualQ);
}

function sameNumber(one: string | null, other: string | null): boolean {
  const [a, b] = [one === null ? null : parseDecimal(one), other === null ? null : parseDecimal(other)];
  return a !== null && b !== null && a.eq(b);
}

/** A measure that avoids a risk altogether is a claim of its own: what was possible is then said to be impossible. */
function zeroChecks({ factorId, p, q, residualP, residualQ }: AssessedFactor): Check[] {
  const ended = ([['p', p, residualP], ['q', q, residualQ]] as const).flatMap(([field, before, after]) => (sameNumber(after, '0') && before !== null && !sameNumber(before, '0') ? [field] : []));
  return ended.length > 0 ? [finding('RESIDUAL_ZERO', 'warn', { factorId, params: { fields: ended.join(',') } })] : [];
}

/** 样表1 of the 428 outline asks of every factor at which stage it arises. */
function stageChecks({ factors }: AssessmentData): Check[] {
  const without = factors.filter(({ state, stages }) => state === 'identified' && stages.length === 0);
  const [first] = without;
  return first === undefined ? [] : [finding('STAGE_MISSING', 'warn', { factorId: first.factorId, params: { count: without.length } })];
}

function isLowered({ p, q, residualP, residualQ }: AssessedFactor): boolean {
  const below = (after: string | null, before: string | null): boolean => {
    const [a, b] = [after === null ? null : parseDecimal(after), before === null ? null : parseDecimal(before)];
    return a !== null && b !== null && a.lt(b);
  };
  return below(residualP, p) || below(residualQ, q);
}

function weightChecks({ gaps, weightSum }: DraftResult): Check[] {
  // While a weight is missing the sum says nothing new.
  if (gaps.some(({ field }) => field === 'weight') || gaps.every(({ field }) => field !== 'weights')) return [];
  return [finding('WEIGHTS_NOT_ONE', 'block', { params: { sum: weightSum } })];
}
