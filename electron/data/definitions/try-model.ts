import type { ModelTrial, TrialFigure } from '#shared/contract/definitions.ts';
import type { AssessmentId, AssessmentResult } from '#shared/contract/index.ts';
import { factorsOf, modelSchema } from '#shared/domain/assessment/index.ts';
import { definitionRef } from '#shared/domain/definitions/index.ts';
import { methodRef, normaliseWeights } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { checksOf, loadCase, resultOf, type Case } from '#data/assessment/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { faultsOf } from './faults.ts';
import { bodyOf } from './text.ts';
import { findVersion } from './views.ts';

/**
 * What a case would have come to under another model: the factors that both have, with the scores that were given, their weights shared out
 * anew where some fell away. Nothing is kept.
 *
 * @throws AppError NOT_FOUND, BAD_INPUT (no model), CHECKS_FAILED (a model with faults), METHOD_UNKNOWN, METHOD_OTHER_KIND (the case was scored otherwise)
 */
export async function tryModel(context: CallContext, seq: number, assessment: AssessmentId): Promise<ModelTrial> {
  const { store, libraries, clock } = context;
  const row = await findVersion(store.db, seq);
  if (row.kind !== 'model') throw new AppError('BAD_INPUT', 'Only a model can be tried on a case.', { path: 'seq' });
  const body = bodyOf(row);
  const faults = faultsOf(context, row, []);
  if (faults.length > 0) throw new AppError('CHECKS_FAILED', `${definitionRef(row)} has faults.`, { checks: faults.map(({ path, message }) => `${path}: ${message}`) });
  const model = modelSchema.parse(body);
  const method = libraries.methods.find(({ value }) => methodRef(value) === model.method);
  if (method === undefined) throw new AppError('METHOD_UNKNOWN', `There is no method ${model.method}.`, { method: model.method });

  const one = await loadCase(store.db, libraries, assessment);
  if (one.method.value.kind !== method.value.kind) {
    throw new AppError('METHOD_OTHER_KIND', `The case holds no figures that ${model.method} could judge.`, { method: model.method, caseMethod: methodRef(one.method.value) });
  }
  const known = new Set(factorsOf(model).map(({ id }) => id));
  const judged = new Set(one.factors.map(({ factorId }) => factorId));
  const dropped = one.factors.filter(({ factorId, state }) => state === 'identified' && !known.has(factorId)).map(({ factorId }) => factorId);
  const kept = one.factors.filter(({ factorId }) => known.has(factorId));
  const other: Case = { ...one, model: { value: model, hash: row.hash }, method, factors: dropped.length === 0 ? kept : sharedOut(kept) };
  const [was, is] = [one, other].map((each) => resultOf(each.method.value, each.factors, each.head.context));
  const blocking = (each: Case): number => checksOf(each, clock.now()).filter(({ severity }) => severity === 'block').length;
  if (was === undefined || is === undefined) throw new Error('two cases, two results');
  return {
    title: one.proposal.fields.title,
    model: definitionRef(one.model.value),
    initial: { before: figure(was.initial), after: figure(is.initial) },
    residual: was.residual === null || is.residual === null ? null : { before: figure(was.residual), after: figure(is.residual) },
    dropped,
    missing: [...known].filter((id) => !judged.has(id)),
    blocking: { before: blocking(one), after: blocking(other) },
  };
}

function sharedOut(factors: Case['factors']): Case['factors'] {
  const weighted = factors.filter(({ state, weight }) => state === 'identified' && weight !== null);
  const weights = weighted.flatMap(({ weight }) => weight ?? []);
  if (weights.every((weight) => Number(weight) === 0)) return factors;
  const shares = normaliseWeights(weights);
  return factors.map((factor) => ({ ...factor, weight: shares[weighted.indexOf(factor)] ?? factor.weight }));
}

function figure(side: AssessmentResult['initial']): TrialFigure {
  return { index: 'total' in side ? side.total : side.index, level: side.level };
}
