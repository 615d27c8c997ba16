import type { AssessmentId, MeasureId, ProposalId, RevisionLevels, RevisionView } from '#shared/contract/index.ts';
import { caseDifference, factorsOf, type RevisedCase } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { contextColumns, insertDraft, patchAssessment, writeFactor } from './assessment-repository.ts';
import { loadCase, resultOf, type Case } from './case.ts';
import { subjectOf, tell } from './edit.ts';
import { writeMeasure } from './measure-repository.ts';
import { insertProposal } from './proposal-repository.ts';
import { insertRevision, revisionsOf, revisedCase } from './revision-repository.ts';

/**
 * A draft with everything of a decided case but its conclusion and decision, by the very model it was judged by. The case itself
 * stays as it is; the history of both tells of the copy.
 *
 * @throws AppError NOT_FOUND, CONFLICT (not decided: such a case is changed itself), MODEL_UNKNOWN, METHOD_UNKNOWN
 */
export async function reviseCase(context: CallContext, id: AssessmentId): Promise<AssessmentId> {
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
    await insertDraft(tx, { id: copy, proposalId, modelId: one.head.modelId, modelVersion: one.head.modelVersion, modelHash: one.head.modelHash, factorIds: factorsOf(one.model.value).map((factor) => factor.id) });
    for (const factor of one.factors) await writeFactor(tx, copy, factor);
    for (const measure of one.measures) await writeMeasure(tx, copy, { ...measure, id: ids.next() as MeasureId });
    const { initial, residual } = resultOf(one.method.value, one.factors, one.head.context);
    await patchAssessment(tx, copy, {
      weight_mode: one.head.weightMode, ...contextColumns('initial', one.head.context.initial), ...contextColumns('residual', one.head.context.residual),
      initial_level: initial.level, residual_level: residual?.level ?? null,
    });
    await insertRevision(tx, copy, id);
    const { title, decisionType } = one.proposal.fields;
    await appendAudit(tx, { at: now, actor: actor.id, action: 'assessment.revised', subject: subjectOf(copy), details: { title, decisionType, from: id, caseRevision: one.head.revision } });
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
  if (original === null) return { of: null, revisedBy, difference: null, levels: null };
  const before = await loadCase(db, libraries, original);
  const level = (each: Case): RevisionLevels => {
    const { initial, residual } = resultOf(each.method.value, each.factors, each.head.context);
    return { initial: initial.level, residual: residual?.level ?? null };
  };
  return { of: { id: original as AssessmentId, title: before.proposal.fields.title }, revisedBy, difference: caseDifference(partsOf(before), partsOf(one)), levels: { before: level(before), after: level(one) } };
}

/** Everything of a case that its conclusion rests on. */
function partsOf({ proposal, head, factors, measures }: Case): RevisedCase {
  const { title, decisionType, places, responsibleUnit, decisionOn, startOn, endOn, description, projectCode } = proposal.fields;
  const basics = { title, decisionType, places, responsibleUnit, decisionOn, startOn, endOn, description, projectCode, weightMode: head.weightMode };
  const sides = (['initial', 'residual'] as const).flatMap((side) => {
    const { opinion, incident, triggers } = head.context[side];
    return Object.entries({ opinion, incident, triggers }).map(([field, value]) => ({ field, side, value }));
  });
  return { whole: [...Object.entries(basics).map(([field, value]) => ({ field, side: null, value })), ...sides], factors, measures };
}
