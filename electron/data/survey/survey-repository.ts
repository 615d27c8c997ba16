import type { Selectable } from 'kysely';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export type SurveyRow = Selectable<StoreSchema['survey']>;

/** Newest first. */
export function surveysOf(db: ReadDb, assessment: string): Promise<(SurveyRow & { readonly display_name: string | null })[]> {
  return db.selectFrom('survey').leftJoin('account', 'account.id', 'survey.added_by').selectAll('survey').select('account.display_name').where('assessment_id', '=', assessment).orderBy('added_at', 'desc').orderBy('survey.id').execute();
}

export async function insertSurvey(tx: WriteTx, row: SurveyRow): Promise<void> {
  await tx.insertInto('survey').values(row).execute();
}

/** True where there was one. */
export async function deleteSurvey(tx: WriteTx, assessment: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('survey').where('assessment_id', '=', assessment).where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}
