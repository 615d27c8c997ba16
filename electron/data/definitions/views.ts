import type { DefinitionLine, DefinitionView } from '#shared/contract/definitions.ts';
import { checkModel, modelSchema, type ModelFault } from '#shared/domain/assessment/index.ts';
import { DEFINITION_KINDS, DEFINITION_STATES, definitionRef, differences, fittingActions, type DefinitionAction, type DefinitionKind, type DefinitionState } from '#shared/domain/definitions/index.ts';
import { methodRef } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { accountNames, ledgerRows, versionBySeq, versionsOf, type LedgerRow, type VersionRow } from './definition-repository.ts';
import { textKey } from './shipped.ts';
import { bodyOf } from './text.ts';

/** The texts that the program brings now, see {@link textKey}. */
export type Current = ReadonlySet<string>;

type NamedRow = Awaited<ReturnType<typeof ledgerRows>>[number];

/** The whole ledger, or one kind of it, as entered. */
export async function ledgerLines(db: ReadDb, current: Current, kind: DefinitionKind | null): Promise<DefinitionLine[]> {
  const rows = await ledgerRows(db);
  const names = await accountNames(db);
  const newest = newestInUse(rows, current);
  const texts = new Map<string, Set<string>>();
  for (const row of rows) texts.set(numberKey(row), (texts.get(numberKey(row)) ?? new Set()).add(row.hash));
  return rows
    .filter((row) => kind === null || row.kind === kind)
    .map((row) => lineOf(row, names, newest.has(row.seq), (texts.get(numberKey(row))?.size ?? 0) > 1));
}

/** @throws AppError NOT_FOUND */
export async function definitionView({ store, actor, catalogue, libraries }: CallContext, current: Current, seq: number): Promise<DefinitionView> {
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
    faults: row.kind === 'model' ? faultsOf(body, libraries.wpqMethods.map(({ value }) => methodRef(value)), catalogue) : [],
    may: fittingActions(facts).filter(permitted),
  };
}

/** What is wrong with the text of a model: its form first, then what methods and catalogue say to it. */
export function faultsOf(body: Json, methods: readonly string[], catalogue: CallContext['catalogue']): ModelFault[] {
  const parsed = modelSchema.safeParse(body);
  if (parsed.success) return checkModel(parsed.data, methods, catalogue);
  return parsed.error.issues.map(({ path, message }) => ({ path: path.join('/'), message }));
}

/** @throws AppError NOT_FOUND */
export async function findVersion(db: ReadDb, seq: number): Promise<VersionRow> {
  const row = await versionBySeq(db, seq);
  if (row === undefined) throw notFound();
  return row;
}

/** The version before, else another text of the same number, else what it was copied from. */
async function comparedWith(db: ReadDb, row: VersionRow): Promise<VersionRow | null> {
  const own = (await versionsOf(db, kindOf(row.kind), row.id)).filter(({ seq, version }) => version < row.version || (version === row.version && seq < row.seq));
  const before = own.at(-1);
  if (before !== undefined || row.based_on === null) return before ?? null;
  const [id = '', version = ''] = row.based_on.split('@');
  return (await versionsOf(db, kindOf(row.kind), id)).findLast((one) => one.version === Number(version)) ?? null;
}

/** Of each name the newest version that is released and, where the program brings it, still brought. Methods are named with their version, so all of them are in use. */
function newestInUse(rows: readonly NamedRow[], current: Current): ReadonlySet<number> {
  const usable = rows.filter((row) => row.state === 'released' && (row.origin === 'office' || current.has(textKey(row))));
  const newest = new Map<string, NamedRow>();
  for (const row of usable) {
    const key = row.kind === 'method' ? textKey(row) : `${row.kind} ${row.id}`;
    if ((newest.get(key)?.version ?? 0) <= row.version) newest.set(key, row);
  }
  return new Set([...newest.values()].map(({ seq }) => seq));
}

function lineOf(row: NamedRow, names: ReadonlyMap<string, string>, inUse: boolean, altered: boolean): DefinitionLine {
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    seq: row.seq,
    kind: kindOf(row.kind),
    id: row.id,
    version: row.version,
    hash: row.hash,
    name: row.zh === null || row.en === null ? null : { zh: row.zh, en: row.en },
    origin: row.origin === 'office' ? 'office' : 'program',
    state: stateOf(row.state),
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

function kindOf(kind: string): DefinitionKind {
  const known = DEFINITION_KINDS.find((one) => one === kind);
  if (known === undefined) throw new AppError('STORE_CORRUPT', `The ledger holds an unknown kind ${kind}.`, { finding: kind });
  return known;
}

/** @throws AppError STORE_CORRUPT */
export function stateOf(state: string): DefinitionState {
  const known = DEFINITION_STATES.find((one) => one === state);
  if (known === undefined) throw new AppError('STORE_CORRUPT', `The ledger holds an unknown state ${state}.`, { finding: state });
  return known;
}

function numberKey({ kind, id, version }: Pick<LedgerRow, 'kind' | 'id' | 'version'>): string {
  return `${kind} ${id}@${String(version)}`;
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'There is no such version; a draft may have been discarded.');
}
