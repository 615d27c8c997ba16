import type { AssessmentId, FactorView, MeasureId, ProposalId, RevisionLevels, RevisionView } from '#shared/contract/index.ts';
import { caseDifference, factorsOf, type AssessmentModel, type RevisedCase } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { contextColumns, insertDraft, patchAssessment, writeFactor } from './assessment-repository.ts';
import { loadCase, resultOf, type Case } from './case.ts';
import { subjectOf, tell } from './edit.ts';
import { startState } from './factor-scores.ts';
import { shareEqually } from './factors.ts';
import { keepLibraries, newestModel, shippedMethod } from './library.ts';
import { writeMeasure } from './measure-repository.ts';
import { insertProposal } from './proposal-repository.ts';
import { insertRevision, revisionsOf, revisedCase } from './revision-repository.ts';

/**
 * A draft with everything of a decided case but its conclusion and decision, by the very model it was judged by or by its newest version.
 * Of another version, factors are matched by their ids: new ones are open, those that are gone take no part, nor do stages it does not know.
 * The case itself stays as it is; the history of both tells of the copy.
 *
 * @throws AppError NOT_FOUND, CONFLICT (not decided: such a case is changed itself), MODEL_UNKNOWN, METHOD_UNKNOWN, METHOD_OTHER_KIND (the newest version scores otherwise)
 */
export async function reviseCase(context: CallContext, id: AssessmentId, by: 'same' | 'newest'): Promise<AssessmentId> {
  const { store, libraries, actor, clock, ids } = context;
  const now = clock.now();
  const at = now.toISOString();
  const [proposalId, copy] = [ids.next() as ProposalId, ids.next() as AssessmentId];
  await store.write(async (tx) => {
    const one = await loadCase(tx, libraries, id);
    const { state } = one.head;
    // What can still be returned and changed is no fixed thing to differ from.
    if (state !== 'decided') throw new AppError('CONFLICT', 'Only a decided assessment is copied to revise it; others are changed themselves.', { state });
    await insertProposal(tx, { id: proposalId, fields: one.proposal.fields, createdBy: actor.id, createdAt: at, updatedAt: at });
    const model = by === 'same' || one.newerModel === null ? one.model : newestModel(libraries, one.head.modelId);
    const method = model === one.model ? one.method : shippedMethod(libraries, model.value.method);
    if (method.value.kind !== one.method.value.kind) throw new AppError('METHOD_OTHER_KIND', 'The newest version of the model scores in another way; revise by the same version.', { method: method.value.id });
    if (model !== one.model) await keepLibraries(tx, model, method, at);
    const { factors, gone, fresh } = matched(one, model.value);
    await insertDraft(tx, { id: copy, proposalId, modelId: model.value.id, modelVersion: model.value.version, modelHash: model.hash, factorIds: factorsOf(model.value).map((factor) => factor.id), factorState: startState(method.value) });
    for (const factor of factors) await writeFactor(tx, copy, factor);
    for (const measure of one.measures) await writeMeasure(tx, copy, { ...measure, id: ids.next() as MeasureId, factorIds: measure.factorIds.filter((factorId) => !gone.includes(factorId)) });
    const { initial, residual } = resultOf(method.value, factors, one.head.context);
    await patchAssessment(tx, copy, {
      weight_mode: one.head.weightMode, ...contextColumns('initial', one.head.context.initial), ...contextColumns('residual', one.head.context.residual),
      initial_level: initial.level, residual_level: residual?.level ?? null,
    });
    await insertRevision(tx, copy, id);
    const { title, decisionType } = one.proposal.fields;
    await appendAudit(tx, { at: now, actor: actor.id, action: 'assessment.revised', subject: subjectOf(copy), details: { title, decisionType, from: id, caseRevision: one.head.revision, ...(model === one.model ? {} : { modelId: refOf(model.value), factorsGone: gone, factorsNew: fresh }) } });
    await appendAudit(tx, { at: now, actor: actor.id, action: 'assessment.revised', subject: subjectOf(id), details: { title, decisionType, to: copy, caseRevision: one.head.revision } });
  });
  tell(context, copy);
  tell(context, id);
  return copy;
}

/** What a case revises and how it differs, and the cases that revise it. @throws AppError NOT_FOUND */
export async function revisionView({ store: { db }, libraries }: CallContext, id: AssessmentId): Promise<RevisionView> {
  const one = await loadCase(db, libraries, id);
  const original = await revisedCase(db, id);
  const revisedBy = (await revisionsOf(db, id)).map((row) => ({ id: row.id as AssessmentId, title: row.title }));
  if (original === null) return { of: null, revisedBy, difference: null, levels: null, models: null, factorNames: {} };
  const before = await loadCase(db, libraries, original);
  const level = (each: Case): RevisionLevels => {
    const { initial, residual } = resultOf(each.method.value, each.factors, each.head.context);
    return { initial: initial.level, residual: residual?.level ?? null };
  };
  const difference = caseDifference(partsOf(before), partsOf(one));
  const [old, fresh] = [refOf(before.model.value), refOf(one.model.value)];
  const named = [...factorsOf(before.model.value).filter((factor) => difference.factorsGone.includes(factor.id)), ...factorsOf(one.model.value).filter((factor) => difference.factorsNew.includes(factor.id))];
  return {
    of: { id: original as AssessmentId, title: before.proposal.fields.title }, revisedBy, difference, levels: { before: level(before), after: level(one) },
    models: old === fresh ? null : { before: old, after: fresh }, factorNames: Object.fromEntries(named.map((factor) => [factor.id, factor.name])),
  };
}

/** The factors of a case as a version of its model has them, and the ids of those that it has no more or anew. */
function matched(one: Case, model: AssessmentModel): { readonly factors: readonly FactorView[]; readonly gone: string[]; readonly fresh: string[] } {
  const wanted = new Set(factorsOf(model).map((factor) => factor.id));
  const stages = new Set(model.stages.map((stage) => stage.id));
  const kept = one.factors.filter(({ factorId }) => wanted.has(factorId)).map((factor) => ({ ...factor, stages: factor.stages.filter((stage) => stages.has(stage)) }));
  const known = new Set(one.factors.map(({ factorId }) => factorId));
  const [gone, fresh] = [one.factors.flatMap(({ factorId }) => (wanted.has(factorId) ? [] : [factorId])), [...wanted].filter((factorId) => !known.has(factorId))];
  // Of fewer factors, equal shares are larger; entered weights stay as they were entered, and a check tells their sum.
  return { factors: one.head.weightMode === 'equal' && one.method.value.kind !== 'scorecard' && gone.length > 0 ? shareEqually(kept) : kept, gone, fresh };
}

function refOf({ id, version }: Pick<AssessmentModel, 'id' | 'version'>): string {
  return `${id}@${String(version)}`;
}

/** Everything of a case that its conclusion rests on. */
function partsOf({ proposal, head, method, factors, measures }: Case): RevisedCase {
  const result = resultOf(method.value, factors, head.context);
  const [r, residualR] = [result.initial, result.residual].map((side) => new Map(side?.factors.map((factor) => [factor.id, 'r' in factor ? factor.r : null])));
  const { title, decisionType, places, responsibleUnit, decisionOn, startOn, endOn, description, projectCode } = proposal.fields;
  const basics = { title, decisionType, places, responsibleUnit, decisionOn, startOn, endOn, description, projectCode, weightMode: head.weightMode };
  const sides = (['initial', 'residual'] as const).flatMap((side) => {
    const { opinion, incident, triggers } = head.context[side];
    return Object.entries({ opinion, incident, triggers }).map(([field, value]) => ({ field, side, value }));
  });
  return { whole: [...Object.entries(basics).map(([field, value]) => ({ field, side: null, value })), ...sides], factors: factors.map((factor) => ({ ...factor, r: r?.get(factor.factorId) ?? null, residualR: residualR?.get(factor.factorId) ?? null })), measures };
}
