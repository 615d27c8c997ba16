import { z } from 'zod';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import { assertFits, definitionRef, nextDefinitionState, OFFICE_KINDS, type OfficeKind } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { changeVersion, deleteVersion, insertVersion, versionsOf, type VersionRow } from './definition-repository.ts';
import { bodyOf, textOf } from './text.ts';
import { findVersion, stateOf } from './views.ts';

/** The audit subject of a version: `definition:model/major-project@1`. */
export function subjectOf(row: Pick<VersionRow, 'kind' | 'id' | 'version'>): string {
  return `definition:${row.kind}/${definitionRef(row)}`;
}

/** What the workflow asks of a version. */
export function factsOf(row: VersionRow, { actor }: CallContext): Parameters<typeof assertFits>[1] {
  return { state: stateOf(row.state), author: row.created_by, actor: actor.id };
}

export function told(context: CallContext): void {
  context.emit({ type: 'changed', topics: ['definitions', 'audit'], subject: null });
}

/** Enters a step of a version into the audit chain, within the transaction of the step. */
export async function enter(tx: WriteTx, { actor }: CallContext, at: Date, action: AuditAction, row: Pick<VersionRow, 'kind' | 'id' | 'version'>, details: Readonly<Record<string, Json>>): Promise<void> {
  await appendAudit(tx, { at, actor: actor.id, action, subject: subjectOf(row), details });
}

/**
 * A draft with the text of another version. Under a name that the office has, it is the next version of that name.
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
    const version = await freeVersion(tx, kind, id);
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
 * @throws AppError NOT_FOUND, FROZEN, CONFLICT (another revision, or under review), NOT_PERMITTED, BAD_INPUT (another name or number)
 */
export async function saveModel(context: CallContext, seq: number, revision: number, body: AssessmentModel, note: string): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  const saved = await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState('save', factsOf(row, context));
    if (row.kind !== 'model' || body.id !== row.id || body.version !== row.version) {
      throw new AppError('BAD_INPUT', `The text is of ${definitionRef(body)}, the draft of ${definitionRef(row)}.`, { path: 'body' });
    }
    if (row.revision !== revision) throw new AppError('CONFLICT', 'The draft was changed in another window; open it again.', { reason: 'revision' });
    const { text, hash } = textOf(asJson(body));
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
 * The next version of a name that is the office's, or nobody's yet.
 *
 * @throws AppError NAME_TAKEN where the program ships that name, or a version of it is still on its way
 */
export async function freeVersion(db: ReadDb, kind: OfficeKind, id: string): Promise<number> {
  const own = await versionsOf(db, kind, id);
  if (own.some(({ origin }) => origin === 'program')) throw new AppError('NAME_TAKEN', `${id} is a name of the program; choose one of your own.`, { id, reason: 'program' });
  const open = own.find(({ state }) => state !== 'released');
  if (open !== undefined) throw new AppError('NAME_TAKEN', `${definitionRef(open)} is still ${open.state}; finish or discard it first.`, { id, reason: 'open' });
  return Math.max(0, ...own.map(({ version }) => version)) + 1;
}

/** A text under another name and number; everything else stays. */
export function withNumber(body: Json, id: string, version: number): Json {
  const parsed = z.record(z.string(), z.json()).safeParse(body);
  if (!parsed.success) throw new AppError('BAD_INPUT', 'A definition is an object.', { path: 'body' });
  return { ...parsed.data, id, version };
}

/** A parsed model is JSON: its schema neither adds nor changes a member. */
function asJson(body: AssessmentModel): Json {
  return JSON.parse(JSON.stringify(body)) as Json;
}
