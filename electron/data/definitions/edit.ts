import { assertFits, definitionRef, nextDefinitionState, numbered, OFFICE_KINDS, OFFICE_NAMES, readForm, saysItself, type OfficeKind } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { isJsonObject, type Json } from '#shared/util/canonical-json.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { changeVersion, deleteVersion, insertVersion, versionsOf, type VersionRow } from './definition-repository.ts';
import { bodyOf, textOf } from './text.ts';
import { enteredOf } from './entered.ts';
import { findVersion } from './views.ts';

/** The audit subject of a version: `definition:model/major-project@1`. */
export function subjectOf(row: Pick<VersionRow, 'kind' | 'id' | 'version'>): string {
  return `definition:${row.kind}/${definitionRef(row)}`;
}

/** What the workflow asks of a version. */
export function factsOf(row: VersionRow, { actor }: CallContext): Parameters<typeof assertFits>[1] {
  return { state: enteredOf(row).state, author: row.created_by, actor: actor.id };
}

export function told(context: CallContext): void {
  context.emit({ type: 'changed', topics: ['definitions', 'audit'], subject: null });
}

/** Enters a step of a version into the audit chain, within the transaction of the step. */
export async function enter(tx: WriteTx, { actor }: CallContext, at: Date, action: AuditAction, row: Pick<VersionRow, 'kind' | 'id' | 'version'>, details: Readonly<Record<string, Json>>): Promise<void> {
  await appendAudit(tx, { at, actor: actor.id, action, subject: subjectOf(row), details });
}

/**
 * A draft with the text of another version. Under a name that is there, it is the next version of that name.
 *
 * @returns its number in the ledger
 * @throws AppError NOT_FOUND, NOT_PERMITTED (a kind that only the program makes), NAME_TAKEN
 */
export async function copyVersion(context: CallContext, seq: number, id: string): Promise<number> {
  const { store, clock, actor, programVersion } = context;
  const at = clock.now();
  const entered = await store.write(async (tx) => {
    const from = await findVersion(tx, seq);
    const kind = officeKind(from.kind);
    const version = await freeVersion(tx, kind, id, from.id);
    const { text, hash } = textOf(withNumber(bodyOf(from), id, version));
    const row = { kind, id, version, hash, body: text, origin: 'office', state: 'draft', based_on: definitionRef(from), created_by: actor.id, created_at: at.toISOString(), program_version: programVersion };
    const number = await insertVersion(tx, row);
    await enter(tx, context, at, 'definition.copied', row, { from: definitionRef(from), sha256: hash });
    return number;
  });
  told(context);
  return entered;
}

/**
 * Keeps the text of a draft. A name and a number never change after the draft was made.
 *
 * @throws AppError NOT_FOUND, FROZEN, CONFLICT (another revision, or under review), NOT_PERMITTED, BAD_INPUT (another name or number, or a
 *   text without the form of its kind, with the place)
 */
export async function saveDraft(context: CallContext, seq: number, revision: number, body: Json, note: string): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  const saved = await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState('save', factsOf(row, context));
    if (!isJsonObject(body) || !saysItself(body, row.id, row.version)) throw new AppError('BAD_INPUT', `The text does not say that it is ${definitionRef(row)}.`, { path: 'body' });
    const form = readForm(enteredOf(row).kind, row.id, body);
    if ('faults' in form) throw new AppError('BAD_INPUT', `The text has not the form of a ${row.kind}: ${form.faults[0]?.path ?? ''} ${form.faults[0]?.message ?? ''}`, { path: `body/${form.faults[0]?.path ?? ''}` });
    if (row.revision !== revision) throw new AppError('CONFLICT', 'The draft was changed in another window; open it again.', { reason: 'revision' });
    const { text, hash } = textOf(asJson(form.value));
    if (hash === row.hash && note === row.note) return false;
    await changeVersion(tx, seq, { body: text, hash, note, state });
    await enter(tx, context, at, 'definition.saved', row, { before: row.hash, sha256: hash, note });
    return true;
  });
  if (saved) told(context);
}

/** @throws AppError NOT_FOUND, FROZEN, CONFLICT, NOT_PERMITTED */
export async function discardDraft(context: CallContext, seq: number): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    assertFits('discard', factsOf(row, context));
    await deleteVersion(tx, seq);
    await enter(tx, context, at, 'definition.discarded', row, { sha256: row.hash, note: row.note });
  });
  told(context);
}

/** @throws AppError NOT_PERMITTED */
export function officeKind(kind: string): OfficeKind {
  const known = OFFICE_KINDS.find((one) => one === kind);
  if (known === undefined) throw new AppError('NOT_PERMITTED', `Versions of a ${kind} come with the program only.`, { reason: 'kind' });
  return known;
}

/**
 * The next version of a name: after all that are there, so that nothing that was judged by it can be mistaken for another.
 *
 * @param from the name of what it is made from; null for a file from elsewhere
 * @throws AppError NAME_TAKEN where the kind asks for a name of the office's own (`program`), for the name of what it is made from
 *   (`same`), or where a version of that name is still on its way (`open`)
 */
export async function freeVersion(db: ReadDb, kind: OfficeKind, id: string, from: string | null): Promise<number> {
  const there = await versionsOf(db, kind, id);
  const naming = OFFICE_NAMES[kind];
  const ofProgram = there.some(({ origin }) => origin !== 'office');
  if (naming === 'own' && ofProgram) throw new AppError('NAME_TAKEN', `${id} is a name of the program; choose one of your own.`, { id, reason: 'program' });
  if (naming === 'same' && (from === null ? there.length === 0 : from !== id)) throw new AppError('NAME_TAKEN', `A ${kind} keeps its name, so that it stands in the place of what it was made from.`, { id, reason: 'same' });
  const open = there.find(({ state, origin }) => state !== 'released' && origin === 'office');
  if (open !== undefined) throw new AppError('NAME_TAKEN', `${definitionRef(open)} is still ${open.state}; finish or discard it first.`, { id, reason: 'open' });
  return Math.max(0, ...there.map(({ version }) => version)) + 1;
}

/** A text under another name and number; everything else stays. */
export function withNumber(body: Json, id: string, version: number): Json {
  if (!isJsonObject(body)) throw new AppError('BAD_INPUT', 'A definition is an object.', { path: 'body' });
  return numbered(body, id, version);
}

/** What came out of a form is JSON; undefined members fall away. */
function asJson(body: unknown): Json {
  return JSON.parse(JSON.stringify(body)) as Json;
}
