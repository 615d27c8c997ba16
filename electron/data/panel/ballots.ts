import type { AssessmentId, BallotView, PanelInvitation } from '#shared/contract/index.ts';
import { factorsOf, scalesOf } from '#shared/domain/assessment/index.ts';
import { asked, completeBallot, type Ballot } from '#shared/domain/panel/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { foundBy, openRoundOf, requirePanel, textOf, type Panel, type Round } from './panel.ts';
import { invitationsOf, putBallot, type MemberRow } from './panel-repository.ts';

/** What the account is asked, the newest round of each case. */
export async function invitations({ store: { db }, actor }: CallContext): Promise<PanelInvitation[]> {
  const rows = await invitationsOf(db, actor.id);
  const newest = rows.filter(({ assessment, round }) => rows.every((other) => other.assessment !== assessment || other.round <= round));
  return newest.map(({ assessment, title, round, openedAt, closedAt, submittedAt }) => ({
    assessment: assessment as AssessmentId, title, round, openedAt, state: submittedAt !== null ? 'submitted' : closedAt === null ? 'open' : 'closed',
  }));
}

/** @throws AppError NOT_FOUND where the account is not of the panel or nothing was asked yet */
export async function ballotView(context: CallContext, id: AssessmentId): Promise<BallotView> {
  const { store: { db }, libraries } = context;
  const { panel, member } = await own(db, context, id);
  const [round, before] = [panel.rounds.at(-1), panel.rounds.at(-2)];
  if (round === undefined) throw new AppError('NOT_FOUND', 'The panel has not been asked yet.');
  const { model, proposal } = await loadCase(db, libraries, id);
  const factors = new Map(factorsOf(model.value).map((factor) => [factor.id, factor]));
  const mine = ballotOf(round, member);
  const found = before === undefined ? null : foundBy(before, panel.settings);
  return {
    assessment: id, title: proposal.fields.title, description: proposal.fields.description, round: round.row.round, settings: panel.settings,
    factors: round.factors.map((factor) => ({ id: factor, name: factors.get(factor)?.name ?? { zh: factor, en: factor }, wording: factors.get(factor)?.description ?? { zh: '', en: '' } })),
    scales: scalesOf(model.value),
    ballot: asked(mine?.ballot ?? [], round.factors, panel.settings),
    submittedAt: mine?.submitted_at ?? null,
    before: before === undefined || found === null ? null : { round: before.row.round, opinion: found, mine: ballotOf(before, member)?.ballot ?? null },
  };
}

/** Keeps an unfinished ballot. @throws AppError NOT_FOUND, CONFLICT */
export async function saveBallot(context: CallContext, id: AssessmentId, round: number, ballot: Ballot): Promise<BallotView> {
  await context.store.write(async (tx) => {
    const { panel, member } = await own(tx, context, id);
    await put(tx, context, panel, member, { round, ballot: asked(ballot, openRoundOf(panel).factors, panel.settings), submitted: false, source: 'account', fileHash: null });
  });
  return ballotView(context, id);
}

/** Hands a ballot in. @throws AppError BALLOT_INCOMPLETE, NOT_FOUND, CONFLICT */
export async function submitBallot(context: CallContext, id: AssessmentId, round: number, ballot: Ballot): Promise<BallotView> {
  await context.store.write(async (tx) => {
    const { panel, member } = await own(tx, context, id);
    await handIn(tx, context, id, panel, member, { round, ballot, source: 'account', fileHash: null });
  });
  context.emit({ type: 'changed', topics: ['panel', 'audit'], subject: id });
  return ballotView(context, id);
}

interface Handed {
  readonly round: number;
  readonly ballot: Ballot;
  readonly source: 'account' | 'workbook';
  readonly fileHash: string | null;
}

/** One ballot into the open round, with its entry: who handed in, how, and the hash of what was said, never the scores. */
export async function handIn(tx: WriteTx, context: CallContext, id: AssessmentId, panel: Panel, member: MemberRow, handed: Handed): Promise<void> {
  const { factors } = openRoundOf(panel);
  const ballot = completeBallot(handed.ballot, factors, panel.settings);
  await put(tx, context, panel, member, { ...handed, ballot, submitted: true });
  await appendAudit(tx, {
    at: context.clock.now(), actor: context.actor.id, action: 'panel.ballotSubmitted', subject: `assessment:${id}`,
    details: { round: handed.round, member: member.name, source: handed.source, hash: textOf(ballot).hash, ...(handed.fileHash === null ? {} : { sha256: handed.fileHash }) },
  });
}

async function put(tx: WriteTx, { clock }: CallContext, panel: Panel, member: MemberRow, { round, ballot, submitted, source, fileHash }: Handed & { readonly submitted: boolean }): Promise<void> {
  const open = openRoundOf(panel);
  if (open.row.round !== round) throw new AppError('CONFLICT', 'Another round is open by now.', { reason: 'otherRound', round: open.row.round });
  if (ballotOf(open, member)?.submitted_at != null) throw new AppError('CONFLICT', 'This ballot was handed in already and never changes.', { reason: 'handedIn' });
  const at = clock.now().toISOString();
  await putBallot(tx, { assessment_id: member.assessment_id, round, member_id: member.id, scores: textOf(ballot).text, saved_at: at, submitted_at: submitted ? at : null, source, file_hash: fileHash });
}

function ballotOf({ ballots }: Round, { id }: MemberRow): Round['ballots'][number] | undefined {
  return ballots.find(({ member_id }) => member_id === id);
}

/** The panel of a case and the member that the account is. To whoever is not of it, it does not exist. */
async function own(db: ReadDb, { actor }: CallContext, id: AssessmentId): Promise<{ readonly panel: Panel; readonly member: MemberRow }> {
  const panel = await requirePanel(db, id);
  const member = panel.members.find(({ account_id }) => account_id === actor.id);
  if (member === undefined) throw new AppError('NOT_FOUND', 'The account is not of this panel.');
  return { panel, member };
}
