import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import type { SignalLevel, SignalState } from '#shared/domain/signals/index.ts';
import { batchId, type AssessmentId } from './common.ts';
import { procedure } from './procedure.ts';
import type { AssessmentState } from './proposals.ts';

/** A thing that was, or may have been, made with the rows of a batch. Frozen = it keeps what it was made with; the rest is computed anew. */
interface Built {
  readonly frozen: boolean;
}

export interface BatchImpact {
  /** Cases whose model asks this category: decided since the batch came in, or still under way. */
  readonly assessments: readonly (Built & { readonly id: AssessmentId; readonly title: string; readonly state: AssessmentState })[];
  /** Months of the index computed with the batch, by a definition that asks this category. */
  readonly index: readonly (Built & { readonly run: string; readonly subject: string; readonly month: string; readonly state: string })[];
  /** Signals of rules over this category that looked at the batch; `latest` at most eight of them, the latest raised first. */
  readonly signals: { readonly open: number; readonly ended: number; readonly latest: readonly ImpactSignal[] };
}

/** Without its subject, who may be a person. */
export interface ImpactSignal {
  readonly id: number;
  readonly ruleName: Bilingual;
  readonly level: SignalLevel;
  readonly from: string;
  readonly to: string;
  readonly state: SignalState;
}

export const impactContract = {
  'impact.ofBatch': procedure<BatchImpact>()({ input: z.strictObject({ id: batchId }), access: 'intake.read' }),
};
