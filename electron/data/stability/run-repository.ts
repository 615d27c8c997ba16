import type { Selectable } from 'kysely';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

/** A run without what it was computed from. */
export type RunRow = Omit<Selectable<StoreSchema['stability_run']>, 'inputs'>;
export type PlaceRow = StoreSchema['stability_place'];

const COLUMNS = [
  'id', 'subject', 'month', 'definition_ref', 'definition_hash', 'definition', 'state', 'result_hash', 'input_hash', 'last_batch', 'undone_count', 'header',
  'computed_at', 'computed_by', 'reviewed_at', 'reviewed_by', 'review_note', 'published_at', 'published_by',
] as const;

/** The runs of a month: at most one published, and one beside it. */
export async function runsOf(db: ReadDb, subject: string, month: string): Promise<{ readonly published: RunRow | null; readonly open: RunRow | null }> {
  const rows = await db.selectFrom('stability_run').select(COLUMNS).where('subject', '=', subject).where('month', '=', month).execute();
  return { published: rows.find(({ state }) => state === 'published') ?? null, open: rows.find(({ state }) => state !== 'published') ?? null };
}

/** All runs of an index, newest month first. */
export function allRuns(db: ReadDb, subject: string): Promise<RunRow[]> {
  return db.selectFrom('stability_run').select(COLUMNS).where('subject', '=', subject).orderBy('month', 'desc').execute();
}

/** @throws AppError NOT_FOUND */
export async function runById(db: ReadDb, id: string): Promise<RunRow> {
  const row = await db.selectFrom('stability_run').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'That run of the index is gone; it was computed again.', { run: id });
  return row;
}

/** The deflated inputs that a run was computed from. */
export async function runInputs(db: ReadDb, id: string): Promise<Uint8Array> {
  const row = await db.selectFrom('stability_run').select('inputs').where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'That run of the index is gone; it was computed again.', { run: id });
  return row.inputs;
}

/** Puts a run in the place of the one beside the published, with its places. */
export async function putRun(tx: WriteTx, run: StoreSchema['stability_run'], places: readonly PlaceRow[]): Promise<void> {
  await dropOpen(tx, run.subject, run.month);
  await tx.insertInto('stability_run').values(run).execute();
  for (const place of places) await tx.insertInto('stability_place').values(place).execute();
}

/** Takes away what stands beside a published run. */
export async function dropOpen(tx: WriteTx, subject: string, month: string): Promise<void> {
  await tx.deleteFrom('stability_run').where('subject', '=', subject).where('month', '=', month).where('state', '<>', 'published').execute();
}

export async function changeRun(tx: WriteTx, id: string, change: Partial<Omit<StoreSchema['stability_run'], 'id' | 'subject' | 'month'>>): Promise<void> {
  await tx.updateTable('stability_run').set(change).where('id', '=', id).execute();
}

/** One part of every place of a level, in the order of their ranks. */
export async function placeParts(db: ReadDb, run: string, level: string, part: 'ranking' | 'trend'): Promise<{ readonly place: string; readonly text: string }[]> {
  const rows = await db.selectFrom('stability_place').select(['place', part]).where('run_id', '=', run).where('level', '=', level).orderBy('position').execute();
  return rows.map((row) => ({ place: row.place, text: row[part] }));
}

/** Everything about every place of a run, for what needs it whole. */
export function allPlaces(db: ReadDb, run: string): Promise<PlaceRow[]> {
  return db.selectFrom('stability_place').selectAll().where('run_id', '=', run).orderBy('level').orderBy('position').execute();
}

/** @throws AppError NOT_FOUND */
export async function placeOf(db: ReadDb, run: string, level: string, place: string): Promise<PlaceRow> {
  const row = await db.selectFrom('stability_place').selectAll().where('run_id', '=', run).where('level', '=', level).where('place', '=', place).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', `The index of that month has no ${place}.`, { place, level });
  return row;
}

/** Months with rows of the categories, of every category. */
export async function monthsHeld(db: ReadDb, categories: readonly string[], upTo: string): Promise<{ readonly category: string; readonly month: string }[]> {
  const rows = await db
    .selectFrom('monthly')
    .select(['category', 'month'])
    .distinct()
    .where('category', 'in', [...categories])
    .where('month', '<=', upTo)
    .where('month', '<>', '')
    .execute();
  return rows;
}

/** Names of the accounts that did something, by id. */
export async function accountNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}
