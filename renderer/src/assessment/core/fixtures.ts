import type { AssessmentId, AssessmentView, FactorView, MeasureId, MeasureView, ProposalId, SideContext } from '#shared/contract/index.ts';

/** Material for the specs of this folder. */
export const NO_CONTEXT: SideContext = { opinion: null, incident: null, triggers: null };

export function factor(factorId: string, over: Partial<FactorView> = {}): FactorView {
  return {
    factorId, state: 'identified', excludedReason: '', stages: [], weight: null, p: null, q: null, residualP: null, residualQ: null, c: null, residualC: null, points: null, residualPoints: null,
    opposed: null, residualOpposed: null, note: '', ...over,
  };
}

export function measure(id: string, over: Partial<MeasureView> = {}): MeasureView {
  return { id: id as MeasureId, title: 'Hold a hearing', owner: '', assistant: '', deadline: null, controlPoint: '', factorIds: [], ...over };
}

export function view(over: Partial<AssessmentView> = {}): AssessmentView {
  const nothing = { index: null, level: null, factors: [], paths: { index: null, count: null, trigger: null, opinion: null }, decidedBy: [] };
  return {
    id: 'a1' as AssessmentId,
    proposal: {
      id: 'p1' as ProposalId, assessmentId: 'a1' as AssessmentId, state: 'draft', createdBy: 'A', createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z',
      title: 'Sample road', decisionType: 'major-project', places: ['330602001'], responsibleUnit: 'Sample office', decisionOn: null, startOn: null, endOn: null,
      description: '', projectCode: null,
    },
    state: 'draft', revision: 1, model: { id: 'major-project', version: 1, hash: '', method: 'wpq@1' }, weightMode: 'equal',
    factors: [], context: { initial: NO_CONTEXT, residual: NO_CONTEXT }, measures: [], conclusion: null, newerModel: null,
    result: { kind: 'wpq', initial: nothing, residual: null, weightSum: '0' }, checks: [], submittedBy: null, submittedAt: null, returnedReasons: null, decision: null, dissents: { total: 0, open: 0 },
    snapshotHash: null, may: { edit: true, submit: true, decide: false }, ...over,
  };
}

