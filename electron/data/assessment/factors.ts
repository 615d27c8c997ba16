import type { AssessmentView, FactorPatch, FactorView } from '#shared/contract/index.ts';
import { exact, isShare } from '#shared/domain/decimal/index.ts';
import { equalWeights, normaliseWeights, weightSum } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { patchAssessment, writeFactor } from './assessment-repository.ts';
import { checkFigures, startState } from './factor-scores.ts';
import type { Case } from './case.ts';
import { change, changesOf, type Step } from './edit.ts';

/**
 * Changes one or several factors. Under equal weights, identifying or dropping a factor gives every identified one its new
 * share at once; the entry keeps how many shared before and after, from which every weight follows.
 *
 * @throws AppError NOT_FOUND (no such factor), WEIGHT_RANGE, BAD_INPUT (stage), as checkFigures,
 *   CONFLICT (a score for a factor that is not identified; a weight while weights are equal; an item taken out of a scorecard)
 */
export function patchFactors(context: CallContext, id: string, factorIds: readonly string[], patch: FactorPatch): Promise<AssessmentView> {
  return change(context, id, 'edit', async ({ tx, one }) => {
    const wanted = new Set(factorIds);
    for (const factorId of wanted) {
      if (one.factors.every((factor) => factor.factorId !== factorId)) throw new AppError('NOT_FOUND', `There is no factor ${factorId} in this assessment.`, { factor: factorId });
    }
    const patched = one.factors.map((factor) => (wanted.has(factor.factorId) ? patchOne(one, factor, patch) : factor));
    const changes = patched.flatMap((factor, position) => changesOf(one.factors[position] ?? factor, factor, { factor: factor.factorId }));
    if (changes.length === 0) return null;
    const after = one.head.weightMode === 'equal' && hasWeights(one) ? shareEqually(patched) : patched;
    await writeChanged(tx, one, after);
    const [before, now] = [identified(one.factors).length, identified(after).length];
    const shared: Record<string, Json> = one.head.weightMode === 'equal' && hasWeights(one) && before !== now ? { equalWeights: { before, after: now } } : {};
    return { action: 'assessment.factorChanged', details: { changes: changes.map(({ ...one }) => one), ...shared } };
  });
}

/** Equal: every identified factor gets its share, and weights cannot be entered. Entered: the shares stay as a start. */
export function setWeightMode(context: CallContext, id: string, mode: 'equal' | 'entered'): Promise<AssessmentView> {
  return change(context, id, 'edit', async ({ tx, one }) => {
    needWeights(one);
    const before = one.head.weightMode;
    if (mode === before) return null;
    const after = mode === 'equal' ? shareEqually(one.factors) : one.factors;
    await patchAssessment(tx, id, { weight_mode: mode });
    await writeChanged(tx, one, after);
    return { action: 'assessment.weightModeChanged', details: { changes: [{ field: 'weightMode', before, after: mode }, ...weightChanges(one.factors, after)] } };
  });
}

/**
 * Divides the entered weights by their sum. Only on request, and the entry keeps the sum that stood before.
 *
 * @throws AppError CONFLICT while a weight is missing or weights are equal; WEIGHT_SUM where all are 0
 */
export function normalise(context: CallContext, id: string): Promise<AssessmentView> {
  return change(context, id, 'edit', async ({ tx, one }) => {
    needWeights(one);
    if (one.head.weightMode === 'equal') throw new AppError('CONFLICT', 'Equal weights sum to 1 already.', { reason: 'equalWeights' });
    const used = identified(one.factors);
    const missing = used.filter(({ weight }) => weight === null).map(({ factorId }) => factorId);
    if (used.length === 0 || missing.length > 0) {
      throw new AppError('CONFLICT', 'Enter a weight for every identified factor first.', { reason: 'weightMissing', factors: missing });
    }
    const weights = used.flatMap(({ weight }) => weight ?? []);
    const shares = normaliseWeights(weights);
    const after = one.factors.map((factor) => ({ ...factor, weight: shares[used.indexOf(factor)] ?? factor.weight }));
    const changes = weightChanges(one.factors, after);
    if (changes.length === 0) return null;
    await writeChanged(tx, one, after);
    return { action: 'assessment.weightsNormalised', details: { sumBefore: weightSum(weights), changes } };
  });
}

function patchOne(one: Case, factor: FactorView, patch: FactorPatch): FactorView {
  const after: FactorView = {
    factorId: factor.factorId,
    state: patch.state ?? factor.state,
    excludedReason: patch.excludedReason ?? factor.excludedReason,
    stages: patch.stages ?? factor.stages,
    weight: patch.weight === undefined ? factor.weight : patch.weight,
    p: patch.p === undefined ? factor.p : patch.p,
    q: patch.q === undefined ? factor.q : patch.q,
    residualP: patch.residualP === undefined ? factor.residualP : patch.residualP,
    residualQ: patch.residualQ === undefined ? factor.residualQ : patch.residualQ,
    c: patch.c === undefined ? factor.c : patch.c,
    residualC: patch.residualC === undefined ? factor.residualC : patch.residualC,
    points: patch.points === undefined ? factor.points : patch.points,
    residualPoints: patch.residualPoints === undefined ? factor.residualPoints : patch.residualPoints,
    opposed: patch.opposed === undefined ? factor.opposed : patch.opposed,
    residualOpposed: patch.residualOpposed === undefined ? factor.residualOpposed : patch.residualOpposed,
    note: patch.note ?? factor.note,
  };
  const { head, model, method } = one;
  const { factorId } = factor;
  if (after.state !== 'identified' && startState(method.value) === 'identified') {
    throw new AppError('CONFLICT', 'A scorecard is whole or none: an item that does not apply gets 0 points and a note.', { reason: 'wholeScorecard', factor: factorId });
  }
  checkFigures(method.value, factor, patch);
  for (const field of SCORED) {
    const value = patch[field];
    if (value === undefined || value === null) continue;
    // A score that is stored but takes no part would be a silent one.
    if (after.state !== 'identified') throw new AppError('CONFLICT', `Factor ${factorId} is not identified, so it takes no score.`, { reason: 'notIdentified', factor: factorId });
    if (field !== 'weight') continue;
    needWeights(one);
    if (head.weightMode === 'equal') throw new AppError('CONFLICT', 'The weights are equal; choose entered weights first.', { reason: 'equalWeights', factor: factorId });
    if (!isShare(exact(after.weight ?? '', { factor: factorId, path: field }))) throw new AppError('WEIGHT_RANGE', `The weight of factor ${factorId} must lie in 0..1, not ${after.weight ?? ''}.`, { factor: factorId, path: field });
  }
  const unknown = after.stages.find((stage) => model.value.stages.every(({ id }) => id !== stage));
  if (unknown !== undefined) throw new AppError('BAD_INPUT', `The model has no stage ${unknown}.`, { path: 'stages', factor: factorId });
  return after;
}

const SCORED = ['p', 'q', 'residualP', 'residualQ', 'c', 'residualC', 'points', 'residualPoints', 'opposed', 'residualOpposed', 'weight'] as const;

/** Items of a scorecard weigh by their points. */
function hasWeights({ method }: Case): boolean {
  return method.value.kind !== 'scorecard';
}

function needWeights(one: Case): void {
  if (!hasWeights(one)) throw new AppError('METHOD_OTHER_KIND', 'The items of a scorecard have no weights.', { method: one.method.value.id });
}

/** Shares that sum to exactly 1; what takes no part has none. */
export function shareEqually(factors: readonly FactorView[]): FactorView[] {
  const used = identified(factors);
  const shares = equalWeights(used.length);
  return factors.map((factor) => ({ ...factor, weight: factor.state === 'identified' ? (shares[used.indexOf(factor)] ?? null) : null }));
}

function identified(factors: readonly FactorView[]): FactorView[] {
  return factors.filter(({ state }) => state === 'identified');
}

function weightChanges(before: readonly FactorView[], after: readonly FactorView[]) {
  return after.flatMap((factor, position) => changesOf({ weight: before[position]?.weight ?? null }, { weight: factor.weight }, { factor: factor.factorId })).map((one) => ({ ...one }));
}

async function writeChanged(tx: Step['tx'], one: Case, after: readonly FactorView[]): Promise<void> {
  for (const [position, factor] of after.entries()) {
    if (JSON.stringify(one.factors[position]) !== JSON.stringify(factor)) await writeFactor(tx, one.head.id, factor);
  }
}
