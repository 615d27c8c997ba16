import type { Selectable } from 'kysely';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export type PanelRow = Selectable<StoreSchema['panel']>;
export type MemberRow = Selectable<StoreSchema['panel_member']>;
export type RoundRow = Selectable<StoreSchema['panel_round']>;
export type BallotRow = Selectable<StoreSchema['panel_ballot']>;

export function findPanel(db: ReadDb, assessment: string): Promise<PanelRow | undefined> {
  return db.selectFrom('panel').selectAll().where('assessment_id', '=', assessment).executeTakeFirst();
}

/** In the order in which they were named. */
export function membersOf(db: ReadDb, assessment: string): Promise<MemberRow[]> {
  return db.selectFrom('panel_member').selectAll().where('assessment_id', '=', assessment).orderBy('position').execute();
}

/** Oldest first. */
export function roundsOf(db: ReadDb, assessment: string): Promise<RoundRow[]> {
  return db.selectFrom('panel_round').selectAll().where('assessment_id', '=', assessment).orderBy('round').execute();
}

/** Ordered by member id, which says nothing of who is who. */
export function ballotsOf(db: ReadDb, assessment: string): Promise<BallotRow[]> {
  return db.selectFrom('panel_ballot').selectAll().where('assessment_id', '=', assessment).orderBy('round').orderBy('member_id').execute();
}

/** Cases whose panel names the account and that have had a round, newest round first. */
export function invitationsOf(db: ReadDb, account: string) {
  return db
    .selectFrom('panel_member as member')
    .innerJoin('panel_round as round', 'round.assessment_id', 'member.assessment_id')
    .innerJoin('assessment', 'assessment.id', 'member.assessment_id')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .leftJoin('panel_ballot as ballot', (join) => join.onRef('ballot.assessment_id', '=', 'member.assessment_id').onRef('ballot.round', '=', 'round.round').onRef('ballot.member_id', '=', 'member.id'))
    .select(['member.assessment_id as assessment', 'proposal.title as title', 'round.round as round', 'round.opened_at as openedAt', 'round.closed_at as closedAt', 'ballot.submitted_at as submittedAt'])
    .where('member.account_id', '=', account)
    .orderBy('round.opened_at', 'desc')
    .execute();
}

/** Accounts of experts that are in use. */
export function expertAccounts(db: ReadDb): Promise<{ readonly id: string; readonly display_name: string }[]> {
  return db.selectFrom('account').select(['id', 'display_name']).where('role', '=', 'expert').where('state', '=', 'active').orderBy('username').execute();
}

/** The panel with its members, in place of what was chosen before. */
export async function putPanel(tx: WriteTx, panel: PanelRow, members: readonly MemberRow[]): Promise<void> {
  await tx.insertInto('panel').values(panel).onConflict((conflict) => conflict.column('assessment_id').doUpdateSet({ settings: panel.settings, changed_at: panel.changed_at, changed_by: panel.changed_by })).execute();
  await tx.deleteFrom('panel_member').where('assessment_id', '=', panel.assessment_id).execute();
  await tx.insertInto('panel_member').values([...members]).execute();
}

export async function addRound(tx: WriteTx, round: RoundRow): Promise<void> {
  await tx.insertInto('panel_round').values(round).execute();
}

export async function endRound(tx: WriteTx, { assessment_id, round }: RoundRow, at: string, by: string): Promise<void> {
  await tx.updateTable('panel_round').set({ closed_at: at, closed_by: by }).where('assessment_id', '=', assessment_id).where('round', '=', round).execute();
}

/** Adds a ballot, or replaces one that was not handed in. */
export async function putBallot(tx: WriteTx, ballot: BallotRow): Promise<void> {
  const { scores, saved_at, submitted_at, source, file_hash } = ballot;
  await tx.insertInto('panel_ballot').values(ballot).onConflict((conflict) => conflict.columns(['assessment_id', 'round', 'member_id']).doUpdateSet({ scores, saved_at, submitted_at, source, file_hash })).execute();
}
