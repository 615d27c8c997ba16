import { z } from 'zod';
import type { ObservedLevel } from '#shared/domain/follow-up/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import type { ConclusionCode } from './assessments.ts';
import { assessmentId, type AssessmentId } from './common.ts';
import { procedure } from './procedure.ts';

/** How near a decided case is: in one of the same towns, in one of the same counties, or elsewhere. */
export const NEARNESS = ['town', 'county', 'elsewhere'] as const;
export type Nearness = (typeof NEARNESS)[number];

/** A decided case of the same kind: what was forecast, what was decided, what came. */
export interface Precedent {
  readonly id: AssessmentId;
  readonly title: string;
  readonly decisionType: string;
  /** The same kind of decision; else only the same model. */
  readonly sameType: boolean;
  readonly near: Nearness;
  readonly decidedOn: string;
  readonly initial: Level | null;
  readonly residual: Level | null;
  readonly decision: ConclusionCode;
  /** What came, by the closed follow-up review; null where none is closed. */
  readonly observed: ObservedLevel | null;
}

export const precedentsContract = {
  /** The nearest first, at most 50. */
  'precedents.of': procedure<readonly Precedent[]>()({ input: z.strictObject({ id: assessmentId }), access: 'proposal.read' }),
};
