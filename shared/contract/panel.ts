import { z } from 'zod';
import type { ScaleLevel } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { ballotSchema, panelSettingsSchema, type Ballot, type Opinion, type PanelSettings } from '#shared/domain/panel/index.ts';
import type { AssessmentView } from './assessments.ts';
import { accountId, assessmentId, fileToken, type AccountId, type AssessmentId } from './common.ts';
import type { JudgingMethod } from '#shared/domain/grading/index.ts';
import { procedure } from './procedure.ts';

export interface PanelMember {
  readonly id: string;
  readonly name: string;
  /** Scores under an account of this workstation, or on a workbook. */
  readonly kind: 'account' | 'workbook';
  /** Has handed in a ballot in the newest round; what it says is not shown. */
  readonly submitted: boolean;
}

export interface PanelRound {
  readonly round: number;
  readonly state: 'open' | 'closed';
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** Ids of the factors asked. */
  readonly factors: readonly string[];
  readonly submitted: number;
  /** What the round found; null while it is open. */
  readonly opinion: Opinion | null;
}

export interface PanelView {
  readonly assessment: AssessmentId;
  /** Null before the panel is set up. */
  readonly settings: PanelSettings | null;
  /** How the case is scored; a panel scores by p and q only. */
  readonly scoredBy: JudgingMethod['kind'];
  readonly members: readonly PanelMember[];
  /** Oldest first. */
  readonly rounds: readonly PanelRound[];
  readonly may: { readonly setUp: boolean; readonly open: boolean; readonly close: boolean; readonly adopt: boolean };
}

/** A ballot as its expert sees it: the own scores and, from the second round on, the spread of the round before; nobody else's. */
export interface BallotView {
  readonly assessment: AssessmentId;
  readonly title: string;
  readonly description: string;
  readonly round: number;
  readonly settings: PanelSettings;
  readonly factors: readonly { readonly id: string; readonly name: Bilingual; readonly wording: Bilingual }[];
  /** The levels of the model, mildest first. */
  readonly scales: { readonly p: readonly ScaleLevel[]; readonly q: readonly ScaleLevel[] };
  readonly ballot: Ballot;
  readonly submittedAt: string | null;
  readonly before: { readonly round: number; readonly opinion: Opinion; readonly mine: Ballot | null } | null;
}

export interface PanelInvitation {
  readonly assessment: AssessmentId;
  readonly title: string;
  readonly round: number;
  readonly state: 'open' | 'submitted' | 'closed';
  readonly openedAt: string;
}

/** A ballot with its name: for the auditor, once the round is closed. */
export interface RawBallot {
  readonly round: number;
  readonly name: string;
  readonly source: 'account' | 'workbook';
  readonly submittedAt: string;
  readonly fileHash: string | null;
  readonly ballot: Ballot;
}

const id = { id: assessmentId };
const round = z.int().positive();
const member = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), account: accountId }),
  z.strictObject({ kind: z.literal('workbook'), name: z.string().trim().min(1).max(40) }),
]);
export type NewPanelMember = z.infer<typeof member>;

export const panelContract = {
  'panel.get': procedure<PanelView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  /** Accounts that can be asked to score. */
  'panel.experts': procedure<readonly { id: AccountId; name: string }[]>()({ input: z.strictObject({}), access: 'panel.manage' }),
  /** Aggregation, questions and members; only before the first round. */
  'panel.setUp': procedure<PanelView>()({ input: z.strictObject({ ...id, settings: panelSettingsSchema, members: z.array(member).min(2).max(50) }), access: 'panel.manage' }),
  /** Asks about the factors that are identified now. */
  'panel.openRound': procedure<PanelView>()({ input: z.strictObject(id), access: 'panel.manage' }),
  'panel.closeRound': procedure<PanelView>()({ input: z.strictObject(id), access: 'panel.manage' }),
  /** Writes the scores of a closed round into the case. */
  'panel.adopt': procedure<AssessmentView>()({ input: z.strictObject({ ...id, round }), access: 'panel.manage' }),
  /** The scoring workbook of one member for the open round. */
  'panel.exportWorkbook': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ ...id, member: z.string().min(1).max(64), save: fileToken, language: z.enum(['zh', 'en']).default('zh') }), access: 'panel.manage' }),
  'panel.importWorkbook': procedure<PanelView>()({ input: z.strictObject({ ...id, file: fileToken }), access: 'panel.manage' }),
  'panel.rawBallots': procedure<readonly RawBallot[]>()({ input: z.strictObject(id), access: 'audit.read' }),
  'panel.invitations': procedure<readonly PanelInvitation[]>()({ input: z.strictObject({}), access: 'panel.score' }),
  'panel.ballot': procedure<BallotView>()({ input: z.strictObject(id), access: 'panel.score' }),
  /** Keeps what is there so far; only its expert sees it. */
  'panel.saveBallot': procedure<BallotView>()({ input: z.strictObject({ ...id, round, ballot: ballotSchema }), access: 'panel.score' }),
  /** Hands it in; it never changes afterwards. */
  'panel.submitBallot': procedure<BallotView>()({ input: z.strictObject({ ...id, round, ballot: ballotSchema }), access: 'panel.score' }),
};
