import { sql } from 'kysely';
import type { AssessmentId } from '#shared/contract/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Cases with an open round in which the account was asked and has not handed in, the longest open first. */
export async function roundsAsked(db: ReadDb, account: string): Promise<readonly AssessmentId[]> {
  const rows = await db
    .selectFrom('panel_round as round')
    .innerJoin('panel_member as member', 'member.assessment_id', 'round.assessment_id')
    .leftJoin('panel_ballot as ballot', (join) =>
      join.onRef('ballot.assessment_id', '=', 'round.assessment_id').onRef('ballot.round', '=', 'round.round').onRef('ballot.member_id', '=', 'member.id').on('ballot.submitted_at', 'is not', null))
    .select('round.assessment_id')
    .where('round.closed_at', 'is', null)
    .where('member.account_id', '=', account)
    .where('ballot.member_id', 'is', null)
    .orderBy('round.opened_at')
    .execute();
  return rows.map((row) => row.assessment_id as AssessmentId);
}

/** Cases made by the account with an open round in which everybody has handed in, the longest open first. */
export async function roundsComplete(db: ReadDb, account: string): Promise<readonly AssessmentId[]> {
  const rows = await db
    .selectFrom('panel_round as round')
    .innerJoin('assessment', 'assessment.id', 'round.assessment_id')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .select('round.assessment_id')
    .where('round.closed_at', 'is', null)
    .where('proposal.created_by', '=', account)
    .where(sql<boolean>`(SELECT count(*) FROM panel_member WHERE panel_member.assessment_id = round.assessment_id)
      = (SELECT count(*) FROM panel_ballot AS b WHERE b.assessment_id = round.assessment_id AND b.round = round.round AND b.submitted_at IS NOT NULL)`)
    .orderBy('round.opened_at')
    .execute();
  return rows.map((row) => row.assessment_id as AssessmentId);
}
