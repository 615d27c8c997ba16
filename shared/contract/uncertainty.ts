import { z } from 'zod';
import { uncertaintySettingsSchema, type UncertaintyResult, type UncertaintySettings } from '#shared/domain/uncertainty/index.ts';
import { assessmentId, type AssessmentId, type TaskId } from './common.ts';
import { procedure } from './procedure.ts';

/** One run as the list names it. */
export interface UncertaintyRunHead {
  readonly id: string;
  readonly ranAt: string;
  readonly ranBy: string;
  /** Revision of the case that it drew from. */
  readonly revision: number;
  readonly settings: UncertaintySettings;
  /** SHA-256 of the result; the same seed over the same case gives the same. */
  readonly hash: string;
  /** The case has other scores, weights or measures by now. */
  readonly stale: boolean;
}

export interface UncertaintyView {
  readonly assessment: AssessmentId;
  /** Newest first. */
  readonly runs: readonly UncertaintyRunHead[];
  /** The run asked for, or the newest; null while there is none. */
  readonly shown: (UncertaintyRunHead & { readonly result: UncertaintyResult }) | null;
  /** The account may run it now. */
  readonly mayRun: boolean;
}

export const uncertaintyContract = {
  'uncertainty.get': procedure<UncertaintyView>()({ input: z.strictObject({ id: assessmentId, run: z.string().min(1).max(64).optional() }), access: 'proposal.read' }),
  /** Starts a task; its result names the run. Refused while the level of what was entered is not known, and once the case is decided. */
  'uncertainty.run': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ id: assessmentId, settings: uncertaintySettingsSchema }), access: 'assessment.score' }),
};
