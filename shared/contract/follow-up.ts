import { z } from 'zod';
import { MEASURE_ACTIONS, type MeasureAction, type MeasurePlan, type MeasureStanding } from '#shared/domain/follow-up/index.ts';
import { isRealDay } from '#shared/domain/legal-procedure/index.ts';
import type { Brand } from '#shared/util/brand.ts';
import { assessmentId, fileToken, isoDate, measureId, paging, type AssessmentId, type MeasureId, type Page } from './common.ts';
import { procedure } from './procedure.ts';

const day = isoDate.refine(isRealDay);
export type MeasureProofId = Brand<string, 'MeasureProofId'>;
const proofId = z.string().min(1).max(64).transform((value) => value as MeasureProofId);

/** Which measures a list shows: past their deadline, due to be called to mind, not done, done. */
export const MEASURE_FILTERS = ['all', 'overdue', 'remind', 'open', 'done'] as const;
export type MeasureFilter = (typeof MEASURE_FILTERS)[number];

/** A measure of a decided case, while it is carried out. */
export interface TrackedMeasure {
  readonly id: MeasureId;
  readonly assessmentId: AssessmentId;
  /** Title of the matter. */
  readonly matter: string;
  readonly title: string;
  readonly assistant: string;
  readonly controlPoint: string;
  /** As the decision froze it. */
  readonly decidedDeadline: string | null;
  readonly decidedAt: string;
  readonly standing: MeasureStanding;
  /** Number of steps taken; a step must name it. */
  readonly revision: number;
  readonly lastStep: { readonly at: string; readonly text: string } | null;
}

export interface MeasureProof {
  readonly id: MeasureProofId;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export interface MeasureStepView {
  readonly at: string;
  /** Display name. */
  readonly by: string;
  readonly action: MeasureAction;
  readonly text: string;
  readonly plan: MeasurePlan | null;
  readonly doneOn: string | null;
  readonly proofs: readonly MeasureProof[];
}

export interface FollowedMeasure extends TrackedMeasure {
  /** The latest first. */
  readonly steps: readonly MeasureStepView[];
  readonly today: string;
  readonly mayFollow: boolean;
}

export const followUpContract = {
  'measures.list': procedure<Page<TrackedMeasure> & { counts: Readonly<Record<MeasureFilter, number>> }>()({
    input: z.strictObject({ filter: z.enum(MEASURE_FILTERS).default('all'), text: z.string().max(100).default(''), assessmentId: assessmentId.optional(), ...paging }),
    access: 'proposal.read',
  }),
  'measures.get': procedure<FollowedMeasure>()({ input: z.strictObject({ id: measureId }), access: 'proposal.read' }),
  /** Takes one step; `revision` is the number of steps that the caller saw. */
  'measures.follow': procedure<FollowedMeasure>()({
    input: z.strictObject({
      id: measureId,
      revision: z.int().min(0),
      action: z.enum(MEASURE_ACTIONS),
      text: z.string().trim().max(2000),
      plan: z.strictObject({ owner: z.string().trim().max(100), dueOn: day.nullable(), remindOn: day.nullable() }).nullable().default(null),
      doneOn: day.nullable().default(null),
      files: z.array(fileToken).max(10).default([]),
    }),
    access: 'measure.follow',
  }),
  'measures.saveProof': procedure<{ path: string }>()({ input: z.strictObject({ id: measureId, proofId, save: fileToken }), access: 'report.export' }),
};
