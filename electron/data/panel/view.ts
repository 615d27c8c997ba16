import type { AssessmentId, PanelView, RawBallot } from '#shared/contract/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { foundBy, loadPanel, submittedOf, type Panel } from './panel.ts';

/** The panel as all who read the case see it: who has handed in, but no score with a name. @throws AppError NOT_FOUND */
export async function panelView(context: CallContext, id: AssessmentId): Promise<PanelView> {
  const { store: { db }, libraries, actor } = context;
  const { head, method } = await loadCase(db, libraries, id);
  const panel = await loadPanel(db, id);
  const manages = actor.permissions.has('panel.manage') && (head.state === 'draft' || head.state === 'returned');
  const last = panel?.rounds.at(-1);
  const open = last?.open === true;
  return {
    assessment: id,
    settings: panel?.settings ?? null,
    scoredBy: method.value.kind,
    members: panel === null ? [] : membersView(panel),
    rounds: (panel?.rounds ?? []).map((round) => ({
      round: round.row.round, state: round.open ? 'open' : 'closed', openedAt: round.row.opened_at, closedAt: round.row.closed_at, factors: round.factors,
      submitted: submittedOf(round).length, opinion: panel === null ? null : foundBy(round, panel.settings),
    })),
    may: { setUp: manages && last === undefined && method.value.kind === 'wpq', open: manages && panel !== null && !open, close: manages && open, adopt: manages && last !== undefined && !open },
  };
}

/** Every ballot of the closed rounds with its name: what the auditor checks the figures by. @throws AppError NOT_FOUND */
export async function rawBallots({ store: { db }, libraries }: CallContext, id: AssessmentId): Promise<RawBallot[]> {
  await loadCase(db, libraries, id);
  const panel = await loadPanel(db, id);
  if (panel === null) return [];
  const names = new Map(panel.members.map(({ id: member, name }) => [member, name]));
  return panel.rounds.filter(({ open }) => !open).flatMap(({ ballots }) => ballots.flatMap(({ round, member_id, source, submitted_at, file_hash, ballot }): RawBallot[] =>
    submitted_at === null ? [] : [{ round, name: names.get(member_id) ?? member_id, source: source === 'workbook' ? 'workbook' : 'account', submittedAt: submitted_at, fileHash: file_hash, ballot }]));
}

function membersView({ members, rounds }: Panel): PanelView['members'] {
  const last = rounds.at(-1);
  return members.map(({ id, name, account_id }) => ({
    id, name, kind: account_id === null ? 'workbook' : 'account', submitted: last?.ballots.some(({ member_id, submitted_at }) => member_id === id && submitted_at !== null) ?? false,
  }));
}
