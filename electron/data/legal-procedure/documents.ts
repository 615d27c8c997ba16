import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CaseProcedureView, ParsedInput } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { prepareFile, type CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { changeProcedure, openStep } from './change-case.ts';
import { deleteDocument, findDocument, insertDocument, readContent, type StoredDocument } from './document-repository.ts';

/** A scanned file of some hundred pages fits; the store must stay one that a memory stick can back up. */
const LIMIT_MB = 50;

/**
 * Keeps a file with the case under its SHA-256. It is read whole before anything is written.
 *
 * @throws AppError NOT_FOUND, FROZEN, BAD_INPUT (the step has no such document), FILE_NOT_GRANTED, FILE_NOT_FOUND, FILE_UNREADABLE, DOCUMENT_SIZE
 */
export async function attachDocument(context: CallContext, { id, stepId, documentId, file }: ParsedInput<'legalProcedure.attach'>): Promise<CaseProcedureView> {
  const { actor, clock, grants, ids } = context;
  const path = grants.path(file, 'read');
  const content = await readDocument(path);
  const sha256 = sha256Of(content);
  const name = basename(path);
  return changeProcedure(context, id, async (tx, decided) => {
    const step = await openStep(tx, id, stepId, decided);
    const document = step.documents.find((one) => one.id === documentId);
    if (document === undefined) throw new AppError('BAD_INPUT', `The step ${stepId} has no document ${documentId}.`, { path: 'documentId' });
    const added = await insertDocument(tx, id, { id: ids.next(), stepId, phase: step.phase, documentId, name, sha256, content, at: clock.now().toISOString(), by: actor.id });
    return added ? { action: 'legalProcedure.attached', details: { step: stepId, title: step.name.zh, document: document.name.zh, fileName: name, bytes: content.byteLength, sha256 } } : null;
  });
}

/** Takes a file out of a case that is not decided; the audit chain keeps its name and hash. @throws AppError NOT_FOUND, FROZEN */
export function detachDocument(context: CallContext, { id, caseDocumentId }: ParsedInput<'legalProcedure.detach'>): Promise<CaseProcedureView> {
  return changeProcedure(context, id, async (tx, decided) => {
    const document = await documentOf(tx, id, caseDocumentId);
    const step = await openStep(tx, id, document.stepId, decided);
    await deleteDocument(tx, document.id);
    return { action: 'legalProcedure.detached', details: { step: step.id, title: step.name.zh, fileName: document.name, bytes: document.size, sha256: document.sha256 } };
  });
}

/**
 * Writes an attached file where the user chose. What no longer has its hash is not handed out.
 *
 * @throws AppError NOT_FOUND, STORE_CORRUPT, FILE_NOT_GRANTED, FILE_UNREADABLE, DISK_FULL
 */
export async function saveDocument(context: CallContext, { id, caseDocumentId, save }: ParsedInput<'legalProcedure.saveDocument'>): Promise<{ path: string }> {
  const { store, libraries, actor, clock, grants, emit } = context;
  const path = grants.path(save, 'write');
  await loadCase(store.db, libraries, id);
  const document = await documentOf(store.db, id, caseDocumentId);
  const content = await readContent(store.db, document.sha256);
  const found = content === undefined ? null : sha256Of(content);
  if (content === undefined || found !== document.sha256) {
    throw new AppError('STORE_CORRUPT', `The content of ${document.name} is not what was attached.`, { column: 'case_document_content.content', expected: document.sha256, found });
  }
  const file = prepareFile(path, content);
  try {
    await store.write(async (tx) => {
      await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'legalProcedure.saved', subject: `assessment:${id}`, details: { step: document.stepId, fileName: document.name, sha256: document.sha256 } });
      file.commit();
    });
  } finally {
    file.discard();
  }
  emit({ type: 'changed', topics: ['audit'], subject: id });
  return { path };
}

async function documentOf(db: ReadDb, id: string, documentId: string): Promise<StoredDocument> {
  const found = await findDocument(db, id, documentId);
  if (found === undefined) throw new AppError('NOT_FOUND', 'This file is no longer attached.');
  return found;
}

async function readDocument(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size === 0 || size > LIMIT_MB * 1024 * 1024) {
      throw new AppError('DOCUMENT_SIZE', `${path} has ${String(size)} bytes; from 1 byte to ${String(LIMIT_MB)} MB is kept.`, { path, limit: LIMIT_MB, bytes: size });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError(code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', `${path} cannot be read.`, { path, reason: code }, { cause: error });
  }
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
