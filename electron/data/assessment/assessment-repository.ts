import type { Insertable, Updateable } from 'kysely';
import type { AssessmentId, AssessmentState, ConclusionCode, FactorView, SideContext, WeightMode } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';
import { toConclusion, toContext, toFactorState, toOpposed, toStages, toState, toWeightMode } from './read-row.ts';

/** The head of an assessment as stored; accounts are ids. */
export interface StoredAssessment {
  readonly id: AssessmentId;
  readonly proposalId: string;
  readonly modelId: string;
  readonly modelVersion: number;
  readonly modelHash: string;
  readonly state: AssessmentState;
  readonly revision: number;
  readonly weightMode: WeightMode;
  readonly context: { readonly initial: SideContext; readonly residual: SideContext };
  readonly conclusion: { readonly code: ConclusionCode; readonly text: string } | null;
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  readonly returnedReasons: string | null;
  readonly decision: { readonly code: ConclusionCode; readonly reasons: string; readonly by: string; readonly at: string } | null;
  readonly snapshotHash: string | null;
}

/** Nobody has said anything yet: no survey, no forecast, no look at the triggers. */
export const EMPTY_CONTEXT: SideContext = { opinion: null, incident: null, triggers: null };

/** @throws AppError NOT_FOUND */
export async function getAssessment(db: ReadDb, id: string): Promise<StoredAssessment> {
  const row = await db.selectFrom('assessment').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such assessment; it may have been removed.');
  return {
    id: row.id as AssessmentId,
    proposalId: row.proposal_id,
    modelId: row.model_id,
    modelVersion: row.model_version,
    modelHash: row.model_hash,
    state: toState(row.state),
    revision: row.revision,
    weightMode: toWeightMode(row.weight_mode),
    context: { initial: toContext(row.context_initial), residual: toContext(row.context_residual) },
    conclusion: row.conclusion_code === null ? null : { code: toConclusion(row.conclusion_code), text: row.conclusion_text },
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    returnedReasons: row.returned_reasons,
    decision:
      row.decision_code === null || row.decided_by === null || row.decided_at === null
        ? null
        : { code: toConclusion(row.decision_code), reasons: row.decision_reasons, by: row.decided_by, at: row.decided_at },
    snapshotHash: row.snapshot_hash,
  };
}

/**
 * A draft at revision 1. Every factor is open, so that nothing is identified, scored or excluded for the evaluator; only where the method itself
 * prescribes them all (`factorState`) they stand identified.
 */
export async function insertDraft(
  tx: WriteTx,
  draft: { readonly id: string; readonly proposalId: string; readonly modelId: string; readonly modelVersion: number; readonly modelHash: string; readonly factorIds: readonly string[]; readonly factorState: 'open' | 'identified' },
): Promise<void> {
  const context = JSON.stringify(EMPTY_CONTEXT);
  const row: Insertable<StoreSchema['assessment']> = {
    id: draft.id, proposal_id: draft.proposalId, model_id: draft.modelId, model_version: draft.modelVersion, model_hash: draft.modelHash,
    state: 'draft', revision: 1, weight_mode: 'equal', context_initial: context, context_residual: context,
    conclusion_code: null, conclusion_text: '', initial_level: null, residual_level: null,
    submitted_by: null, submitted_at: null, returned_reasons: null, decision_code: null, decision_reasons: '', decided_by: null, decided_at: null, snapshot_hash: null,
  };
  await tx.insertInto('assessment').values(row).execute();
  const factors = draft.factorIds.map((factorId) => ({
    assessment_id: draft.id, factor_id: factorId, state: draft.factorState, excluded_reason: '', stages: '[]',
    weight: null, p: null, q: null, residual_p: null, residual_q: null, c: null, residual_c: null, points: null, residual_points: null, opposed: null, residual_opposed: null, note: '',
  }));
  await tx.insertInto('assessment_factor').values(factors).execute();
}

/** Sets columns of the head; the revision is the caller's to raise. */
export async function patchAssessment(tx: WriteTx, id: string, patch: Updateable<StoreSchema['assessment']>): Promise<void> {
  await tx.updateTable('assessment').set(patch).where('id', '=', id).execute();
}

/** In no particular order; the model knows theirs. */
export async function readFactors(db: ReadDb, assessmentId: string): Promise<FactorView[]> {
  const rows = await db.selectFrom('assessment_factor').selectAll().where('assessment_id', '=', assessmentId).orderBy('factor_id').execute();
  return rows.map((row) => ({
    factorId: row.factor_id,
    state: toFactorState(row.state),
    excludedReason: row.excluded_reason,
    stages: toStages(row.stages),
    weight: row.weight,
    p: row.p,
    q: row.q,
    residualP: row.residual_p,
    residualQ: row.residual_q,
    c: row.c,
    residualC: row.residual_c,
    points: row.points,
    residualPoints: row.residual_points,
    opposed: row.opposed === null ? null : toOpposed(row.opposed),
    residualOpposed: row.residual_opposed === null ? null : toOpposed(row.residual_opposed),
    note: row.note,
  }));
}

export async function writeFactor(tx: WriteTx, assessmentId: string, factor: FactorView): Promise<void> {
  await tx
    .updateTable('assessment_factor')
    .set({
      state: factor.state,
      excluded_reason: factor.excludedReason,
      stages: JSON.stringify(factor.stages),
      weight: factor.weight,
      p: factor.p,
      q: factor.q,
      residual_p: factor.residualP,
      residual_q: factor.residualQ,
      c: factor.c,
      residual_c: factor.residualC,
      points: factor.points,
      residual_points: factor.residualPoints,
      opposed: factor.opposed === null ? null : JSON.stringify(factor.opposed),
      residual_opposed: factor.residualOpposed === null ? null : JSON.stringify(factor.residualOpposed),
      note: factor.note,
    })
    .where('assessment_id', '=', assessmentId)
    .where('factor_id', '=', factor.factorId)
    .execute();
}

export function contextColumns(side: 'initial' | 'residual', context: SideContext): Updateable<StoreSchema['assessment']> {
  const text = JSON.stringify(context);
  return side === 'initial' ? { context_initial: text } : { context_residual: text };
}
