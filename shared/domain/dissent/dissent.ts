import { z } from 'zod';
import type { Permission } from '#shared/domain/access/index.ts';
import { LEVELS } from '#shared/domain/grading/index.ts';

/** In which capacity somebody dissents: expert of the case's panel, evaluator who reviews what another submitted, member of the deciding meeting. */
export const DISSENT_CAPACITIES = ['panel', 'reviewer', 'meeting'] as const;
export type DissentCapacity = (typeof DISSENT_CAPACITIES)[number];

/** What is dissented from; `holds` is the level that the dissenter holds instead, where one is named. */
export const dissentAboutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), side: z.enum(['initial', 'residual']), holds: z.enum(LEVELS).nullable() }),
  z.strictObject({ kind: z.literal('factor'), factorId: z.string().min(1).max(20) }),
  z.strictObject({ kind: z.literal('conclusion') }),
]);
export type DissentAbout = z.infer<typeof dissentAboutSchema>;

/** answer: what the deciding side says to it. withdraw: its author takes it back; both stay on record. */
export const DISSENT_REPLIES = ['answer', 'withdraw'] as const;
export type DissentReplyAction = (typeof DISSENT_REPLIES)[number];

export type DissentStanding = 'open' | 'answered' | 'withdrawn';

/** Where a dissent stands after what was said to it. A withdrawal ends it; an answer does not need its author's consent. */
export function dissentStanding(replies: readonly { readonly action: DissentReplyAction }[]): DissentStanding {
  if (replies.some(({ action }) => action === 'withdraw')) return 'withdrawn';
  return replies.length > 0 ? 'answered' : 'open';
}

/** What decides whether an account may dissent on a case, and as what. */
export interface DissentFacts {
  readonly actor: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The account is of the panel, and the panel has been asked. */
  readonly ofPanel: boolean;
  /** Account that submitted the case last; null before the first submission. */
  readonly submittedBy: string | null;
}

/**
 * The capacity in which the account may dissent on the case, before or after the decision; null where it may not: who submitted a case
 * changes it instead, and before a submission only the panel has something to dissent from.
 */
export function dissentCapacity({ actor, permissions, ofPanel, submittedBy }: DissentFacts): DissentCapacity | null {
  if (!permissions.has('dissent.record')) return null;
  if (ofPanel) return 'panel';
  if (submittedBy === null || submittedBy === actor) return null;
  if (permissions.has('assessment.decide')) return 'meeting';
  return permissions.has('assessment.score') ? 'reviewer' : null;
}

/** What the account may say to a dissent now: the deciding side answers others, the author withdraws. */
export function allowedReplies(dissent: { readonly by: string; readonly standing: DissentStanding }, { actor, permissions }: Pick<DissentFacts, 'actor' | 'permissions'>): DissentReplyAction[] {
  const author = dissent.by === actor;
  const may: Readonly<Record<DissentReplyAction, boolean>> = {
    answer: !author && permissions.has('assessment.decide'),
    withdraw: author && permissions.has('dissent.record'),
  };
  return dissent.standing === 'withdrawn' ? [] : DISSENT_REPLIES.filter((action) => may[action]);
}
