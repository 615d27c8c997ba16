import type { DefinitionLine, DefinitionView } from '#shared/contract/definitions.ts';
import { definitionRef, differences, fittingActions, newestOfName, usable, type DefinitionAction, type DefinitionKind } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { accountNames, ledgerRows, versionBySeq, versionsOf, type LedgerRow, type VersionRow } from './definition-repository.ts';
import { enteredOf } from './entered.ts';
import { faultsOf } from './faults.ts';
import { bodyOf } from './text.ts';

/** The texts that this version of the program brought, see `textKey`. */
export type Current = ReadonlySet<string>;

type NamedRow = Awaited<ReturnType<typeof ledgerRows>>[number];

/** The whole ledger, or one kind of it, as entered. */
export async function ledgerLines(db: ReadDb, current: Current, kind: DefinitionKind | null): Promise<DefinitionLine[]> {
  const rows = await ledgerRows(db);
  const names = await accountNames(db);
  const newest = newestOfName(usable(rows.map((row) => ({ ...row, ...enteredOf(row) })), current));
  const texts = new Map<string, Set<string>>();
  for (const row of rows.filter(({ origin }) => origin !== 'office')) texts.set(numberKey(row), (texts.get(numberKey(row)) ?? new Set()).add(row.hash));
  return rows
    .filter((row) => kind === null || row.kind === kind)
    .map((row) => lineOf(row, names, newest.has(row.seq), (texts.get(numberKey(row))?.size ?? 0) > 1));
}

/** @throws AppError NOT_FOUND */
export async function definitionView(context: CallContext, current: Current, seq: number): Promise<DefinitionView> {
  const { store, actor } = context;
  const row = await findVersion(store.db, seq);
  const line = (await ledgerLines(store.db, current, null)).find((one) => one.seq === seq);
  if (line === undefined) throw notFound();
  const body = bodyOf(row);
  const against = await comparedWith(store.db, row);
  const facts = { state: line.state, author: row.created_by, actor: actor.id };
  const permitted = (action: DefinitionAction): boolean => actor.permissions.has(action === 'release' || action === 'return' ? 'definition.review' : 'definition.edit');
  return {
    line,
    body,
    against: against === null ? null : { seq: against.seq, ref: definitionRef(against) },
    differences: against === null ? [] : differences(bodyOf(against), body),
    faults: row.state === 'released' ? [] : faultsOf(context, row, await versionsOf(store.db, line.kind, row.id)),
    may: fittingActions(facts).filter(permitted),
  };
}

/** @throws AppError NOT_FOUND */
export async function findVersion(db: ReadDb, seq: number): Promise<VersionRow> {
  const row = await versionBySeq(db, seq);
  if (row === undefined) throw notFound();
  return row;
}

/** The version before, else another text of the same number, else what it was copied from. */
async function comparedWith(db: ReadDb, row: VersionRow): Promise<VersionRow | null> {
  const own = (await versionsOf(db, enteredOf(row).kind, row.id)).filter(({ seq, version }) => version < row.version || (version === row.version && seq < row.seq));
  const before = own.at(-1);
  if (before !== undefined || row.based_on === null) return before ?? null;
  const [id = '', version = ''] = row.based_on.split('@');
  return (await versionsOf(db, enteredOf(row).kind, id)).findLast((one) => one.version === Number(version)) ?? null;
}

function lineOf(row: NamedRow, names: ReadonlyMap<string, string>, inUse: boolean, altered: boolean): DefinitionLine {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    seq: row.seq,
    ...enteredOf(row),
    id: row.id,
    version: row.version,
    hash: row.hash,
    name: row.zh === null || row.en === null ? null : { zh: row.zh, en: row.en },
    inUse,
    altered,
    basedOn: row.based_on,
    note: row.note,
    createdBy: nameOf(row.created_by),
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    reviewedBy: row.reviewed_by === null ? null : nameOf(row.reviewed_by),
    reviewedAt: row.reviewed_at,
    reviewNote: row.review_note,
    programVersion: row.program_version,
    revision: row.revision,
  };
}

function numberKey({ kind, id, version }: Pick<LedgerRow, 'kind' | 'id' | 'version'>): string {
  return `${kind} ${id}@${String(version)}`;
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such version; a draft may have been discarded.');
}
