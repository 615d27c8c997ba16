import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { isRealDay } from '#shared/domain/legal-procedure/index.ts';
import { OBLIGATION_ACTIONS, OBLIGATION_STATES, type ObligationAction, type ObligationFinding, type ObligationState } from '#shared/domain/obligations/index.ts';
import type { Brand } from '#shared/util/brand.ts';
import { isoDate, paging, proposalId, type AssessmentId, type Page, type ProposalId } from './common.ts';
import { procedure } from './procedure.ts';
import type { AssessmentState } from './proposals.ts';

/** "project:<code>", "catalogue:<id>" of the published list, or "entered:<id>". */
export type ObligationKey = Brand<string, 'ObligationKey'>;
export const obligationKey = z.string().regex(/^(project|catalogue|entered):.{1,64}$/).transform((value) => value as ObligationKey);

export const OBLIGATION_SOURCES = ['project', 'catalogue', 'entered'] as const;
export type ObligationSource = (typeof OBLIGATION_SOURCES)[number];

export interface ObligationEntry {
  readonly action: ObligationAction;
  readonly text: string;
  readonly reason: Bilingual | null;
  readonly decidedOn: string | null;
  readonly at: string;
  /** Display name. */
  readonly by: string;
}

/** A matter that must be assessed before it is decided. */
export interface Obligation {
  readonly key: ObligationKey;
  readonly source: ObligationSource;
  readonly title: string;
  readonly unit: string;
  /** Code of resources/models/decision-types.json. */
  readonly decisionType: string;
  /** Rules that a project meets; empty for what the list names. */
  readonly rules: readonly Bilingual[];
  readonly projectCode: string | null;
  /** 9-digit town or 6-digit county code. */
  readonly place: string | null;
  /** Planned start of a project; year of the list otherwise. */
  readonly dated: string;
  readonly state: ObligationState;
  readonly assessedBy: { readonly proposalId: ProposalId; readonly assessmentId: AssessmentId; readonly title: string; readonly state: AssessmentState; readonly linked: boolean } | null;
  readonly exemption: ObligationEntry | null;
  readonly decision: ObligationEntry | null;
  readonly approval: { readonly documentNo: string; readonly issuedOn: string } | null;
  readonly findings: readonly ObligationFinding[];
  /** Number of entries; the next must name it. */
  readonly revision: number;
}

export interface ObligationExemption {
  readonly id: string;
  readonly name: Bilingual;
  readonly basis: Bilingual | null;
}

export interface ObligationPage extends Page<Obligation> {
  readonly counts: Readonly<Record<ObligationState, number>>;
  /** With an imported approval and no decided assessment. */
  readonly approvedUnassessed: number;
  readonly today: string;
}

export const obligationsContract = {
  'obligations.list': procedure<ObligationPage>()({
    input: z.strictObject({
      state: z.enum(OBLIGATION_STATES).nullable().default(null), source: z.enum(OBLIGATION_SOURCES).nullable().default(null),
      approvedUnassessed: z.boolean().default(false), text: z.string().max(100).default(''), ...paging,
    }),
    access: 'proposal.read',
  }),
  'obligations.get': procedure<{ readonly obligation: Obligation; readonly entries: readonly ObligationEntry[] }>()({ input: z.strictObject({ key: obligationKey }), access: 'proposal.read' }),
  /** Why a matter may be left unassessed, and what the rules rest on. */
  'obligations.rules': procedure<{ readonly source: Bilingual; readonly rules: readonly { readonly name: Bilingual; readonly decisionType: string }[]; readonly exemptions: readonly ObligationExemption[] }>()({ input: z.strictObject({}), access: 'proposal.read' }),
  /** Enters a matter that the published list names. */
  'obligations.enter': procedure<Obligation>()({
    input: z.strictObject({ title: z.string().trim().min(1).max(200), unit: z.string().trim().max(100), decisionType: z.string().min(1).max(40), year: z.int().min(2000).max(2199), basis: z.string().trim().max(500) }),
    access: 'obligation.keep',
  }),
  /** Says which case assesses a matter, or that it no longer does. */
  'obligations.link': procedure<Obligation>()({ input: z.strictObject({ key: obligationKey, revision: z.int().min(0), action: z.enum(OBLIGATION_ACTIONS).extract(['link', 'unlink']), proposalId: proposalId.nullable(), text: z.string().trim().max(1000) }), access: 'obligation.keep' }),
  /** Exempts with a reason, takes that back, or enters the decision; ASSESSMENT_DUE while the matter is due or under way. */
  'obligations.rule': procedure<Obligation>()({
    input: z.strictObject({
      key: obligationKey, revision: z.int().min(0), action: z.enum(OBLIGATION_ACTIONS).extract(['exempt', 'claim', 'decide']), reasonId: z.string().max(40).nullable().default(null),
      decidedOn: isoDate.refine(isRealDay).nullable().default(null), text: z.string().trim().max(1000),
    }),
    access: 'obligation.rule',
  }),
};
