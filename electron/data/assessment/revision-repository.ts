import type { ReadDb, WriteTx } from '#data/store/index.ts';

export async function insertRevision(tx: WriteTx, assessment: string, revises: string): Promise<void> {
  await tx.insertInto('revision').values({ assessment_id: assessment, revises }).execute();
}

/** The case that this one revises, by its id; null where it is no revision. */
export async function revisedCase(db: ReadDb, assessment: string): Promise<string | null> {
  const row = await db.selectFrom('revision').select('revises').where('assessment_id', '=', assessment).executeTakeFirst();
  return row?.revises ?? null;
}

/** The cases that revise this one, the latest first. */
export function revisionsOf(db: ReadDb, assessment: string): Promise<{ readonly id: string; readonly title: string }[]> {
  return db
    .selectFrom('revision')
    .innerJoin('assessment', 'assessment.id', 'revision.assessment_id')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .select(['assessment.id', 'proposal.title'])
    .where('revision.revises', '=', assessment)
    .orderBy('proposal.created_at', 'desc')
    .execute();
}
