import type { ReadDb } from '#data/store/index.ts';

/** True when the store was filled with synthetic sample data. */
export async function isSampleStore(db: ReadDb): Promise<boolean> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', 'is_sample').executeTakeFirst();
  return row?.value === '1';
}

/** Where the audit chain ends now. */
export async function chainHead(db: ReadDb): Promise<{ seq: number; hash: string }> {
  return db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
}

/** Every assessment, the latest change of its matter first. */
export async function assessmentIds(db: ReadDb): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('assessment')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .select('assessment.id')
    .orderBy('proposal.updated_at', 'desc')
    .orderBy('proposal.id')
    .execute();
  return rows.map(({ id }) => id);
}
