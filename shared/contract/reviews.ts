import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { VERDICTS, type Calibration, type Comparison, type EventCount, type ObservedLevel, type ReviewFault, type ReviewText } from '#shared/domain/follow-up/index.ts';
import type { Grade, Level } from '#shared/domain/grading/index.ts';
import { assessmentId, paging, type AssessmentId, type Page } from './common.ts';
import { procedure } from './procedure.ts';

/** waiting: decided, not due yet. due: nobody has begun. open: begun. closed: frozen. */
export const REVIEW_STATES = ['waiting', 'due', 'open', 'closed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface ReviewRow {
  readonly assessmentId: AssessmentId;
  readonly title: string;
  readonly responsibleUnit: string;
  readonly decidedOn: string;
  readonly dueOn: string;
  readonly state: ReviewState;
  /** Level forecast for after the measures. */
  readonly forecast: Level | null;
  /** What came, by the closed review; null where it is not closed, or not known. */
  readonly observed: ObservedLevel | null;
  /** The unit that reviews; empty before somebody begins. */
  readonly unit: string;
}

/** What the data shows of one kind of event. */
export interface ReviewEvent extends EventCount {
  readonly name: Bilingual;
  readonly category: string;
}

/** An evidence question of the model: months since the decision against as many before it. */
export interface ReviewQuestion extends Comparison {
  readonly questionId: string;
  readonly name: Bilingual;
  readonly category: string;
  readonly unit: string;
}

/** One factor: what was forecast for after the measures, and what came in the categories that its evidence is taken from. */
export interface ReviewFactor {
  readonly factorId: string;
  readonly name: Bilingual;
  /** Decimal texts; null where the method does not score so. */
  readonly p: string | null;
  readonly r: string | null;
  readonly grade: Grade | null;
  /** C of w x C, or the points of a scorecard's item; null where the method scores by p and q. */
  readonly score: string | null;
  /** Kinds of event that its categories show. */
  readonly eventIds: readonly string[];
  /** Its evidence questions, asked again over the months since the decision. */
  readonly questions: readonly ReviewQuestion[];
  /** Null where nothing that could show it was imported since the decision. */
  readonly occurred: boolean | null;
}

/** What a closed review froze. */
export interface ReviewFacts {
  /** Days that were looked at, both included: from the decision on. */
  readonly from: string;
  readonly to: string;
  readonly forecast: Level | null;
  readonly observed: ObservedLevel | null;
  readonly events: readonly ReviewEvent[];
  readonly factors: readonly ReviewFactor[];
}

export interface ReviewView extends ReviewRow {
  readonly facts: ReviewFacts;
  readonly text: ReviewText;
  /** Display name and time of the last save or of the closing; null before the first. */
  readonly by: string | null;
  readonly at: string | null;
  /** SHA-256 of the frozen text; null until closed. */
  readonly hash: string | null;
  /** What still stands against closing. */
  readonly faults: readonly ReviewFault[];
  /** The signed-in account worked on the assessment and cannot review it. */
  readonly barred: boolean;
  readonly mayReview: boolean;
}

const reviewText = z.strictObject({
  unit: z.string().trim().max(100),
  verdicts: z.record(z.string().max(20), z.strictObject({ verdict: z.enum(VERDICTS), note: z.string().trim().max(1000) })),
  conclusion: z.string().trim().max(4000),
}) satisfies z.ZodType<ReviewText>;

const id = { id: assessmentId };

export const reviewsContract = {
  'reviews.list': procedure<Page<ReviewRow> & { counts: Readonly<Record<ReviewState, number>> }>()({
    input: z.strictObject({ state: z.enum(REVIEW_STATES).nullable().default(null), text: z.string().max(100).default(''), ...paging }),
    access: 'proposal.read',
  }),
  'reviews.get': procedure<ReviewView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  /** Keeps what is written so far. SAME_PERSON for whoever worked on the assessment. */
  'reviews.save': procedure<ReviewView>()({ input: z.strictObject({ ...id, text: reviewText }), access: 'review.write' }),
  /** Freezes the review with what the data shows now. */
  'reviews.close': procedure<ReviewView>()({ input: z.strictObject(id), access: 'review.write' }),
  /** How good forecasts were, over all closed reviews. */
  'reviews.calibration': procedure<Calibration>()({ input: z.strictObject({}), access: 'proposal.read' }),
};
