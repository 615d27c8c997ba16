import { sql } from 'kysely';
import type { AssessmentId, AssessmentState } from '#shared/contract/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { Tally } from './tally.ts';

/** Cases of one state, either those of an account (made or submitted by it) or those that another account submitted. */
export interface CaseQuestion {
  readonly state: AssessmentState;
  readonly account: string;
  readonly whose: 'own' | 'others';
  readonly today: string;
}

/** How many, with the planned decision as their day, and the one whose day is nearest; of those without a day the one that was changed last. */
export async function casesWaiting(db: ReadDb, question: CaseQuestion): Promise<Tally & { readonly first: AssessmentId | null }> {
  const { today } = question;
  const tally = await cases(db, question)
    .select((e) => [e.fn.countAll<number>().as('count'), sql<number>`count(*) FILTER (WHERE decision_on < ${today})`.as('late'), sql<string | null>`min(decision_on) FILTER (WHERE decision_on >= ${today})`.as('due')])
    .executeTakeFirstOrThrow();
  const first = await cases(db, question)
    .select('assessment.id')
    .orderBy(sql`decision_on IS NULL`).orderBy('proposal.decision_on').orderBy('proposal.updated_at', 'desc').orderBy('assessment.id')
    .limit(1)
    .executeTakeFirst();
  return { ...tally, first: first === undefined ? null : (first.id as AssessmentId) };
}

/** Planned decisions after today, one a case. */
export async function decisionsAhead(db: ReadDb, question: CaseQuestion): Promise<readonly string[]> {
  const rows = await cases(db, question).select('proposal.decision_on').where('proposal.decision_on', '>', question.today).execute();
  return rows.flatMap((row) => row.decision_on ?? []);
}

function cases(db: ReadDb, { state, account, whose }: CaseQuestion) {
  const all = db.selectFrom('assessment').innerJoin('proposal', 'proposal.id', 'assessment.proposal_id').where('assessment.state', '=', state);
  return whose === 'own'
    ? all.where((e) => e.or([e('proposal.created_by', '=', account), e('assessment.submitted_by', '=', account)]))
    : all.where((e) => e.or([e('assessment.submitted_by', 'is', null), e('assessment.submitted_by', '!=', account)]));
}
