import type { Selectable } from 'kysely';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export type RunRow = Selectable<StoreSchema['uncertainty_run']>;
export type RunHeadRow = Omit<RunRow, 'input' | 'result'>;

const HEAD = ['id', 'assessment_id', 'position', 'revision', 'input_hash', 'settings', 'seed', 'draws', 'result_hash', 'ran_at', 'ran_by'] as const;

/** Newest first. */
export function runHeads(db: ReadDb, assessment: string): Promise<RunHeadRow[]> {
  return db.selectFrom('uncertainty_run').select(HEAD).where('assessment_id', '=', assessment).orderBy('position', 'desc').execute();
}

/** @throws AppError NOT_FOUND */
export async function runOf(db: ReadDb, assessment: string, id: string): Promise<RunRow> {
  const row = await db.selectFrom('uncertainty_run').selectAll().where('assessment_id', '=', assessment).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'The case has no such run.', { run: id });
  return row;
}

/** Adds a run after those that are there. */
export async function addRun(tx: WriteTx, row: Omit<RunRow, 'position'>): Promise<void> {
  const last = await tx.selectFrom('uncertainty_run').select((e) => e.fn.max('position').as('position')).where('assessment_id', '=', row.assessment_id).executeTakeFirst();
  await tx.insertInto('uncertainty_run').values({ ...row, position: (last?.position ?? 0) + 1 }).execute();
}

/** Names of the accounts that ran something, by id. */
export async function accountNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}
