import type { AssessmentResult, AssessmentView, ConclusionCode } from '#shared/contract/index.ts';
import { blockingCodes } from '#shared/domain/assessment/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { answerQuestions } from '#data/evidence/index.ts';
import { patchAssessment } from './assessment-repository.ts';
import { checksOf, openDissents, resultOf } from './case.ts';
import { change } from './edit.ts';
import { freeze } from './snapshot.ts';
import { insertSnapshot } from './snapshot-repository.ts';

/**
 * Hands the case to whoever decides. From now on nobody edits it until it is returned.
 *
 * @throws AppError CHECKS_FAILED with the codes of the blocking checks, and as `change`
 */
export function submit(context: CallContext, id: string): Promise<AssessmentView> {
  return change(context, id, 'submit', async ({ tx, one, at, next }) => {
    const checks = checksOf(one, context.clock.now());
    const state = next({ blocking: blockingCodes(checks) });
    const { initial, residual } = resultOf(one.method.value, one.factors, one.head.context);
    await patchAssessment(tx, id, { state, submitted_by: context.actor.id, submitted_at: at, returned_reasons: null });
    return {
      action: 'assessment.submitted',
      details: {
        initial: figures(initial),
        residual: residual === null ? null : figures(residual),
        conclusion: one.head.conclusion?.code ?? null,
        warnings: [...new Set(checks.map(({ code }) => code))],
      },
    };
  });
}

/** Gives the case back to be worked on. @throws AppError SAME_PERSON, REASON_REQUIRED, and as `change` */
export function returnCase(context: CallContext, id: string, reasons: string): Promise<AssessmentView> {
  return change(context, id, 'return', async ({ tx, next }) => {
    await patchAssessment(tx, id, { state: next({ reasons }), returned_reasons: reasons });
    return { action: 'assessment.returned', details: { reasons } };
  });
}

/**
 * The decision, which freezes the case: evidence is asked one last time, and everything the case was judged by
 * is kept as one hashed text in the same transaction.
 *
 * @throws AppError SAME_PERSON, DISSENT_OPEN, REASON_REQUIRED (a decision that differs from the conclusion), and as `change`
 */
export function decide(context: CallContext, id: string, decision: ConclusionCode, reasons: string): Promise<AssessmentView> {
  const { actor, catalogue, regions, clock } = context;
  return change(context, id, 'decide', async ({ tx, one, at, next }) => {
    const agrees = decision === one.head.conclusion?.code;
    const state = next({ agrees, reasons, openDissents: openDissents(one) });
    const evidence = await answerQuestions(tx, { catalogue, regions, now: clock.now() }, one.proposal.fields, one.model.value.questions);
    const snapshot = freeze(one, { code: decision, reasons, by: actor.id, at }, evidence);
    await insertSnapshot(tx, id, snapshot, at);
    // The last change there can be: from `decided` on the store refuses every other.
    await patchAssessment(tx, id, {
      state, decision_code: decision, decision_reasons: reasons, decided_by: actor.id, decided_at: at, snapshot_hash: snapshot.hash, revision: one.head.revision + 1,
    });
    return {
      action: 'assessment.decided',
      details: { decision, conclusion: one.head.conclusion?.code ?? null, agrees, reasons, snapshotHash: snapshot.hash },
    };
  });
}

function figures(side: AssessmentResult['initial']): Json {
  const value = 'total' in side ? { total: side.total } : { index: side.index };
  return { ...value, level: side.level, decidedBy: [...side.decidedBy] };
}
