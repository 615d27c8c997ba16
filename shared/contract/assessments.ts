import { z } from 'zod';
import type { ComparisonResult } from '#shared/domain/ahp/index.ts';
import type { Grade, Level, Method, OpposedShare, PathName, ScorecardDraftSide, WcSide } from '#shared/domain/grading/index.ts';
import type { AssessmentModel, CaseDifference, Check } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { assessmentId, decimalText, isoDate, measureId, type AssessmentId, type MeasureId } from './common.ts';
import { procedure } from './procedure.ts';
import type { AssessmentState, ProposalView } from './proposals.ts';

export type FactorState = 'open' | 'identified' | 'excluded';
export type WeightMode = 'equal' | 'entered';
export type Side = 'initial' | 'residual';

/** Decimal texts; null = not scored, which is never the same as 0. Which figures a factor has, the method says. */
export interface FactorView {
  readonly factorId: string;
  readonly state: FactorState;
  readonly excludedReason: string;
  readonly stages: readonly string[];
  readonly weight: string | null;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  /** Level value of w x C. */
  readonly c: string | null;
  readonly residualC: string | null;
  /** Risk points of a scorecard's item. */
  readonly points: string | null;
  readonly residualPoints: string | null;
  /** Of a scorecard's opposition item: the share opposed by strength; its points follow from them. */
  readonly opposed: readonly OpposedShare[] | null;
  readonly residualOpposed: readonly OpposedShare[] | null;
  readonly note: string;
}

const opposedShare = z.strictObject({ strength: z.string().max(40), opposed: decimalText }) satisfies z.ZodType<OpposedShare>;

export const factorPatch = z.strictObject({
  state: z.enum(['open', 'identified', 'excluded']).optional(),
  excludedReason: z.string().max(1000).optional(),
  stages: z.array(z.string().max(40)).max(8).optional(),
  weight: decimalText.nullable().optional(),
  p: decimalText.nullable().optional(),
  q: decimalText.nullable().optional(),
  residualP: decimalText.nullable().optional(),
  residualQ: decimalText.nullable().optional(),
  c: decimalText.nullable().optional(),
  residualC: decimalText.nullable().optional(),
  points: decimalText.nullable().optional(),
  residualPoints: decimalText.nullable().optional(),
  opposed: z.array(opposedShare).max(10).nullable().optional(),
  residualOpposed: z.array(opposedShare).max(10).nullable().optional(),
  note: z.string().max(2000).optional(),
});
export type FactorPatch = z.infer<typeof factorPatch>;

/** What feeds the opinion and trigger paths on one side; null = no data, which never counts as low. */
export const sideContext = z.strictObject({
  opinion: z.strictObject({
    /** Share opposed, 0..1. */
    opposed: decimalText,
    surveyed: z.int().min(0).nullable(),
    source: z.string().max(500),
  }).nullable(),
  incident: z.strictObject({ people: z.int().min(0), source: z.string().max(500) }).nullable(),
  triggers: z.array(z.enum(['violence', 'extreme_act'])).nullable(),
});
export type SideContext = z.infer<typeof sideContext>;

export const measureFields = z.strictObject({
  title: z.string().trim().min(1).max(500),
  owner: z.string().trim().max(100),
  assistant: z.string().trim().max(200),
  deadline: isoDate.nullable(),
  controlPoint: z.string().trim().max(500),
  factorIds: z.array(z.string().max(20)).max(100),
});
export type MeasureFields = z.infer<typeof measureFields>;
export interface MeasureView extends MeasureFields {
  readonly id: MeasureId;
}

export interface SideResult {
  /** Exact composite index; null until every identified factor is scored and the weights sum to 1. */
  readonly index: string | null;
  readonly level: Level | null;
  readonly factors: readonly { readonly id: string; readonly r: string | null; readonly grade: Grade | null }[];
  readonly paths: Readonly<Record<PathName, Level | null>>;
  readonly decidedBy: readonly PathName[];
}

export type WcSideResult = Omit<WcSide, 'atLeast'>;
export type ScorecardSideResult = Omit<ScorecardDraftSide, 'atLeast'>;

/** What the case comes to, in the figures of its kind of method; higher is worse in all of them. */
export type AssessmentResult =
  | { readonly kind: 'wpq'; readonly initial: SideResult; readonly residual: SideResult | null; readonly weightSum: string }
  | { readonly kind: 'wc'; readonly initial: WcSideResult; readonly residual: WcSideResult | null; readonly weightSum: string }
  | { readonly kind: 'scorecard'; readonly initial: ScorecardSideResult; readonly residual: ScorecardSideResult | null; readonly weightSum: null };

/** 评估结论, by the assessor. */
export const conclusionCode = z.enum(['implement', 'implementAfterMeasures', 'partial', 'postpone', 'doNotImplement', 'adjustAndReassess']);
export type ConclusionCode = z.infer<typeof conclusionCode>;

/** 决策结论, by the deciding body: kept apart from the assessor's conclusion, with reasons when it differs. */
export interface DecisionView {
  readonly decision: ConclusionCode;
  readonly agrees: boolean;
  readonly reasons: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

export interface AssessmentView {
  readonly id: AssessmentId;
  readonly proposal: ProposalView;
  readonly state: AssessmentState;
  /** Goes up with every change. */
  readonly revision: number;
  readonly model: { readonly id: string; readonly version: number; readonly hash: string; readonly method: string };
  readonly weightMode: WeightMode;
  readonly factors: readonly FactorView[];
  readonly context: Readonly<Record<Side, SideContext>>;
  readonly measures: readonly MeasureView[];
  readonly conclusion: { readonly code: ConclusionCode; readonly text: string } | null;
  /** The newest version of the model that is in use; null where this one is. */
  readonly newerModel: number | null;
  readonly result: AssessmentResult;
  readonly checks: readonly Check[];
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  readonly returnedReasons: string | null;
  readonly decision: DecisionView | null;
  /** How many dissents were recorded, and how many of them wait for an answer. */
  readonly dissents: { readonly total: number; readonly open: number };
  /** SHA-256 over the frozen snapshot (model, scores, result, evidence); null until decided. */
  readonly snapshotHash: string | null;
  /** What the signed-in account may do now. */
  readonly may: { readonly edit: boolean; readonly submit: boolean; readonly decide: boolean };
}

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

export interface RevisionLevels {
  readonly initial: Level | null;
  readonly residual: Level | null;
}

/** What a case revises, and what revises it. `difference` and `levels` stand where it revises one. */
export interface RevisionView {
  readonly of: { readonly id: AssessmentId; readonly title: string } | null;
  readonly revisedBy: readonly { readonly id: AssessmentId; readonly title: string }[];
  readonly difference: CaseDifference | null;
  readonly levels: { readonly before: RevisionLevels; readonly after: RevisionLevels } | null;
  /** "major-project@1" of both sides, where the revision is judged by another version. */
  readonly models: { readonly before: string; readonly after: string } | null;
  /** Names of the factors that only one side has. */
  readonly factorNames: Readonly<Record<string, Bilingual>>;
}

const id = { id: assessmentId };
const matrix = z.array(z.array(z.string().max(10)).max(20)).max(20);
const comparison = z.strictObject({ top: matrix.nullable(), groups: z.array(z.strictObject({ members: z.array(z.string().max(20)).min(1).max(20), matrix })).min(1).max(26) });

export const assessmentsContract = {
  'models.get': procedure<AssessmentModel>()({ input: z.strictObject({ id: z.string(), version: z.int().positive() }), access: 'proposal.read' }),
  /** The parameters of a method ("wpq@1"): every cut-off and which side is inclusive, shown beside every result. */
  'models.method': procedure<Method>()({ input: z.strictObject({ ref: z.string().regex(/^[a-z][a-z0-9-]*@[1-9]\d*$/) }), access: 'proposal.read' }),
  'models.list': procedure<readonly { id: string; version: number; name: Bilingual; description: Bilingual; factors: number; method: string; hash: string }[]>()({ input: z.strictObject({}), access: 'proposal.read' }),
  /** The kinds of decision matter, each with the ids of the models that fit it: the first is the one to begin with. */
  'models.decisionTypes': procedure<readonly { code: string; zh: string; en: string; models: readonly string[] }[]>()({ input: z.strictObject({}), access: 'proposal.read' }),
  'assessments.get': procedure<AssessmentView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  'assessments.patchFactor': procedure<AssessmentView>()({ input: z.strictObject({ ...id, factorId: z.string().max(20), patch: factorPatch }), access: 'assessment.score' }),
  /** Sets several factors at once (identify all, exclude the rest). */
  'assessments.patchFactors': procedure<AssessmentView>()({ input: z.strictObject({ ...id, factorIds: z.array(z.string().max(20)).min(1).max(100), patch: factorPatch }), access: 'assessment.score' }),
  /** A new draft with everything of a decided case but its conclusion and decision, by the same version of its model or by the newest; the case stays as it is. */
  'assessments.revise': procedure<{ assessmentId: AssessmentId }>()({ input: z.strictObject({ ...id, model: z.enum(['same', 'newest']).default('same') }), access: 'proposal.edit' }),
  'assessments.revision': procedure<RevisionView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  'assessments.setWeightMode': procedure<AssessmentView>()({ input: z.strictObject({ ...id, mode: z.enum(['equal', 'entered']) }), access: 'assessment.score' }),
  /** Divides the entered weights by their sum, on request only; the audit chain keeps the sum before. */
  'assessments.normaliseWeights': procedure<AssessmentView>()({ input: z.strictObject(id), access: 'assessment.score' }),
  /** What pairwise comparisons (AHP) come to: weights, consistency, the pair that disturbs most. Nothing is kept. */
  'assessments.tryComparison': procedure<ComparisonResult>()({ input: z.strictObject({ comparison }), access: 'assessment.score' }),
  /** Takes their weights over; the audit chain keeps every matrix. */
  'assessments.compareWeights': procedure<AssessmentView>()({ input: z.strictObject({ ...id, comparison }), access: 'assessment.score' }),
  'assessments.setContext': procedure<AssessmentView>()({ input: z.strictObject({ ...id, side: z.enum(['initial', 'residual']), context: sideContext }), access: 'assessment.score' }),
  'assessments.saveMeasure': procedure<AssessmentView>()({ input: z.strictObject({ ...id, measureId: measureId.nullable(), fields: measureFields }), access: 'assessment.score' }),
  'assessments.removeMeasure': procedure<AssessmentView>()({ input: z.strictObject({ ...id, measureId }), access: 'assessment.score' }),
  'assessments.setConclusion': procedure<AssessmentView>()({ input: z.strictObject({ ...id, code: conclusionCode, text: z.string().max(4000) }), access: 'assessment.score' }),
  /** Refused with CHECKS_FAILED while a blocking check is open. */
  'assessments.submit': procedure<AssessmentView>()({ input: z.strictObject(id), access: 'assessment.score' }),
  'assessments.return': procedure<AssessmentView>()({ input: z.strictObject({ ...id, reasons: z.string().trim().min(1).max(4000) }), access: 'assessment.decide' }),
  /** Agrees with the conclusion or decides otherwise; a differing decision needs reasons. Freezes the assessment. */
  'assessments.decide': procedure<AssessmentView>()({ input: z.strictObject({ ...id, decision: conclusionCode, reasons: z.string().max(4000) }), access: 'assessment.decide' }),
  'assessments.timeline': procedure<readonly TimelineEntry[]>()({ input: z.strictObject(id), access: 'proposal.read' }),
};
