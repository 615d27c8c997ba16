import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { definitionFileSchema, definitionRef, readForm, type DefinitionFile, type OfficeKind } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { prepareFile, type CallContext } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { insertVersion, versionsOf } from './definition-repository.ts';
import { enter, freeVersion, officeKind, told, withNumber } from './edit.ts';
import { bodyOf, textOf } from './text.ts';
import { findVersion } from './views.ts';

/** Far above any model; what is larger is no such file. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * One version as one file with its hash. That it left is entered in the audit chain; without the entry there is no file.
 *
 * @throws AppError NOT_FOUND, NOT_PERMITTED (a kind that cannot be carried), DISK_FULL, FILE_UNREADABLE
 */
export async function exportVersion(context: CallContext, seq: number, path: string): Promise<{ path: string; sha256: string }> {
  const { store, clock } = context;
  const row = await findVersion(store.db, seq);
  const content = { format: 'fengqiao-definition', formatVersion: 2, kind: officeKind(row.kind), id: row.id, version: row.version, sha256: row.hash, body: bodyOf(row) } satisfies Readonly<Record<keyof DefinitionFile, Json>>;
  const file = prepareFile(path, new TextEncoder().encode(`${JSON.stringify(content, null, 2)}\n`));
  try {
    await store.write(async (tx) => {
      await enter(tx, context, clock.now(), 'definition.exported', row, { sha256: row.hash, fileName: basename(path) });
      file.commit();
    });
  } finally {
    file.discard();
  }
  told(context);
  return { path, sha256: row.hash };
}

/**
 * Enters the version in a file as a draft of the one who imports it: it comes into use by review, like any other. Its name stays; a number
 * that the office has given to another text becomes the next free one.
 *
 * @returns its number in the ledger
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE, FILE_NOT_DEFINITION (with the reason), NAME_TAKEN, CONFLICT (the same text is here)
 */
export async function importVersion(context: CallContext, path: string): Promise<number> {
  const { store, clock, actor, programVersion } = context;
  const { kind, id, version: wished, sha256, body } = readDefinition(path);
  const form = readForm(kind, id, body);
  if ('faults' in form) {
    const [fault] = form.faults;
    throw new AppError('FILE_NOT_DEFINITION', `${basename(path)}: ${fault?.path ?? ''} ${fault?.message ?? ''}`, { file: basename(path), reason: 'form', path: fault?.path ?? '' });
  }
  const at = clock.now();
  const entered = await store.write(async (tx) => {
    const version = await numberFor(tx, kind, id, wished, sha256);
    const { text, hash } = textOf(withNumber(body, id, version));
    const row = { kind, id, version, hash, body: text, origin: 'office', state: 'draft', based_on: null, created_by: actor.id, created_at: at.toISOString(), program_version: programVersion };
    const seq = await insertVersion(tx, row);
    await enter(tx, context, at, 'definition.imported', row, { fileName: basename(path), from: definitionRef({ id, version: wished }), sha256 });
    return seq;
  });
  told(context);
  return entered;
}

async function numberFor(tx: WriteTx, kind: OfficeKind, id: string, wished: number, hash: string): Promise<number> {
  const own = await versionsOf(tx, kind, id);
  const same = own.find((row) => row.hash === hash);
  if (same !== undefined) throw new AppError('CONFLICT', `${definitionRef(same)} with this very text is in the ledger.`, { reason: 'sameText', ref: definitionRef(same) });
  const next = await freeVersion(tx, kind, id, null);
  return own.some(({ version }) => version === wished) || wished < next ? next : wished;
}

function readDefinition(path: string): DefinitionFile {
  const file = basename(path);
  let content: unknown;
  try {
    if (statSync(path).size > MOST_BYTES) throw new AppError('FILE_NOT_DEFINITION', `${file} is too large to be one version.`, { file, reason: 'size' });
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof SyntaxError) throw new AppError('FILE_NOT_DEFINITION', `${file} is not JSON.`, { file, reason: 'json' }, { cause: error });
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new AppError(missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', `${file} cannot be read.`, { path, file }, { cause: error });
  }
  const parsed = definitionFileSchema.safeParse(content);
  if (!parsed.success) throw new AppError('FILE_NOT_DEFINITION', `${file} is not the file of one version.`, { file, reason: 'form', path: parsed.error.issues[0]?.path.join('/') ?? '' });
  const found = textOf(parsed.data.body).hash;
  if (found !== parsed.data.sha256) throw new AppError('FILE_NOT_DEFINITION', `${file}: its content hashes to ${found}, not to ${parsed.data.sha256}.`, { file, reason: 'hash', expected: parsed.data.sha256, found });
  return parsed.data;
}
