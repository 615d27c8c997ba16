import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { dissentAboutSchema, type DissentAbout, type DissentCapacity, type DissentReplyAction, type DissentStanding } from '#shared/domain/dissent/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import type { Brand } from '#shared/util/brand.ts';
import { assessmentId, type AssessmentId } from './common.ts';
import { procedure } from './procedure.ts';

export type DissentId = Brand<string, 'DissentId'>;
const dissentId = z.string().min(1).max(64).transform((value) => value as DissentId);

export interface DissentReplyView {
  readonly action: DissentReplyAction;
  readonly text: string;
  readonly by: string;
  readonly at: string;
}

/** A dissenting opinion, as it was recorded; it never changes. */
export interface DissentView {
  readonly id: DissentId;
  /** Name of its author on the day it was recorded. */
  readonly by: string;
  readonly capacity: DissentCapacity;
  readonly at: string;
  readonly about: DissentAbout;
  readonly text: string;
  /** Revision of the case that it speaks of. */
  readonly revision: number;
  /** Recorded after the case was decided. */
  readonly afterDecision: boolean;
  readonly standing: DissentStanding;
  /** Oldest first. */
  readonly replies: readonly DissentReplyView[];
  /** What the signed-in account may say to it now. */
  readonly may: readonly DissentReplyAction[];
}

export interface DissentsView {
  readonly assessment: AssessmentId;
  /** In which capacity the account may record one; null where it may not. */
  readonly capacity: DissentCapacity | null;
  /** Every factor of the model, in its order. */
  readonly factors: readonly { readonly id: string; readonly name: Bilingual }[];
  /** What the case came to, once it was submitted; null before. */
  readonly levels: { readonly initial: Level | null; readonly residual: Level | null } | null;
  /** Oldest first. */
  readonly dissents: readonly DissentView[];
}

const id = { id: assessmentId };
const text = z.string().trim().min(1).max(4000);

export const dissentsContract = {
  'dissents.list': procedure<DissentsView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  /** The account's own: all that an expert sees. NOT_FOUND to whoever has no part in the case. */
  'dissents.own': procedure<DissentsView>()({ input: z.strictObject(id), access: 'dissent.record' }),
  /** Records a dissent under the account's own name; it is never changed or removed. */
  'dissents.record': procedure<DissentsView>()({ input: z.strictObject({ ...id, about: dissentAboutSchema, text }), access: 'dissent.record' }),
  /** Answers another's dissent. */
  'dissents.answer': procedure<DissentsView>()({ input: z.strictObject({ ...id, dissentId, text }), access: 'assessment.decide' }),
  /** Takes the own dissent back; it stays on record. */
  'dissents.withdraw': procedure<DissentsView>()({ input: z.strictObject({ ...id, dissentId, text }), access: 'dissent.record' }),
};
