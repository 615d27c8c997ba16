import { sql, type Insertable, type Selectable } from 'kysely';
import type { DefinitionKind } from '#shared/domain/definitions/index.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export type VersionRow = Selectable<StoreSchema['definition_version']>;
/** A line of the ledger without its text. */
export type LedgerRow = Omit<VersionRow, 'body'>;
export type NewVersion = Omit<Insertable<StoreSchema['definition_version']>, 'note' | 'review_note' | 'revision' | 'seq'>;

/** Nothing said yet, nothing changed yet. */
const FRESH = { note: '', review_note: '', revision: 0 };

const LINE = [
  'seq', 'kind', 'id', 'version', 'hash', 'origin', 'state', 'based_on', 'note', 'created_by', 'created_at', 'submitted_at', 'reviewed_by', 'reviewed_at', 'review_note', 'program_version', 'revision',
] as const;

/** Every version there ever was, as entered, with the names its text gives it. */
export async function ledgerRows(db: ReadDb): Promise<(LedgerRow & { readonly zh: string | null; readonly en: string | null })[]> {
  return db
    .selectFrom('definition_version')
    .select(LINE)
    .select([sql<string | null>`json_extract(body, '$.name.zh')`.as('zh'), sql<string | null>`json_extract(body, '$.name.en')`.as('en')])
    .orderBy('seq')
    .execute();
}

export function versionBySeq(db: ReadDb, seq: number): Promise<VersionRow | undefined> {
  return db.selectFrom('definition_version').selectAll().where('seq', '=', seq).executeTakeFirst();
}

/** All texts that bear a name, oldest first. */
export function versionsOf(db: ReadDb, kind: DefinitionKind, id: string): Promise<VersionRow[]> {
  return db.selectFrom('definition_version').selectAll().where('kind', '=', kind).where('id', '=', id).orderBy('version').orderBy('seq').execute();
}

/** Every text that came from a file, and what there is to know that nothing is new; office versions too, for their numbers. */
export function enteredTexts(db: ReadDb): Promise<{ readonly kind: string; readonly id: string; readonly version: number; readonly hash: string }[]> {
  return db.selectFrom('definition_version').select(['kind', 'id', 'version', 'hash']).orderBy('seq').execute();
}

/** Every released text, as entered. */
export function releasedTexts(db: ReadDb): Promise<VersionRow[]> {
  return db.selectFrom('definition_version').selectAll().where('state', '=', 'released').orderBy('seq').execute();
}

/** The keys that a version of the program brought, as a JSON list; null where it was never started on this store. */
export async function broughtBy(db: ReadDb, programVersion: string): Promise<string | null> {
  const row = await db.selectFrom('definition_program').select('brought').where('program_version', '=', programVersion).executeTakeFirst();
  return row?.brought ?? null;
}

export async function keepBrought(tx: WriteTx, row: StoreSchema['definition_program']): Promise<void> {
  await tx.insertInto('definition_program').values(row).execute();
}

export async function insertVersions(tx: WriteTx, rows: readonly NewVersion[]): Promise<void> {
  for (const row of rows) await tx.insertInto('definition_version').values({ ...row, ...FRESH }).execute();
}

export async function insertVersion(tx: WriteTx, row: NewVersion): Promise<number> {
  const { insertId } = await tx.insertInto('definition_version').values({ ...row, ...FRESH }).executeTakeFirstOrThrow();
  return Number(insertId);
}

export async function changeVersion(tx: WriteTx, seq: number, change: Partial<Omit<VersionRow, 'seq' | 'kind' | 'origin' | 'created_by' | 'revision'>>): Promise<void> {
  await tx.updateTable('definition_version').set(({ eb }) => ({ ...change, revision: eb('revision', '+', 1) })).where('seq', '=', seq).execute();
}

export async function deleteVersion(tx: WriteTx, seq: number): Promise<void> {
  await tx.deleteFrom('definition_version').where('seq', '=', seq).execute();
}

/** Display names of all accounts by id. */
export async function accountNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
