import type { CaseProcedureView, ParsedInput } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { handOut, keepContent, readChosen } from '#data/documents/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { changeProcedure, openStep } from './change-case.ts';
import { deleteDocument, findDocument, insertDocument, type StoredDocument } from './document-repository.ts';

/**
 * Keeps a file with the case under its SHA-256. It is read whole before anything is written.
 *
 * @throws AppError NOT_FOUND, FROZEN, BAD_INPUT (the step has no such document), and as readChosen
 */
export async function attachDocument(context: CallContext, { id, stepId, documentId, file }: ParsedInput<'legalProcedure.attach'>): Promise<CaseProcedureView> {
  const { actor, clock, ids } = context;
  const chosen = await readChosen(context, file);
  return changeProcedure(context, id, async (tx, one) => {
    const step = await openStep(tx, one, stepId);
    const document = step.documents.find((each) => each.id === documentId);
    if (document === undefined) throw new AppError('BAD_INPUT', `The step ${stepId} has no document ${documentId}.`, { path: 'documentId' });
    const { name, sha256, content } = chosen;
    await keepContent(tx, chosen);
    const added = await insertDocument(tx, id, { id: ids.next(), stepId, phase: step.phase, documentId, name, sha256, size: content.byteLength, at: clock.now().toISOString(), by: actor.id });
    return added ? { action: 'legalProcedure.attached', details: { step: stepId, title: step.name.zh, document: document.name.zh, fileName: name, bytes: content.byteLength, sha256 } } : null;
  });
}

/** Takes a file out of a case that is not decided; the audit chain keeps its name and hash. @throws AppError NOT_FOUND, FROZEN */
export function detachDocument(context: CallContext, { id, caseDocumentId }: ParsedInput<'legalProcedure.detach'>): Promise<CaseProcedureView> {
  return changeProcedure(context, id, async (tx, one) => {
    const document = await documentOf(tx, id, caseDocumentId);
    const step = await openStep(tx, one, document.stepId);
    await deleteDocument(tx, document.id);
    return { action: 'legalProcedure.detached', details: { step: step.id, title: step.name.zh, fileName: document.name, bytes: document.size, sha256: document.sha256 } };
  });
}

/** Writes an attached file where the user chose. @throws AppError NOT_FOUND, and as handOut */
export async function saveDocument(context: CallContext, { id, caseDocumentId, save }: ParsedInput<'legalProcedure.saveDocument'>): Promise<{ path: string }> {
  const { store, libraries, actor, clock, emit } = context;
  await loadCase(store.db, libraries, id);
  const document = await documentOf(store.db, id, caseDocumentId);
  const saved = await handOut(context, document, save, (tx) => appendAudit(tx, {
    at: clock.now(), actor: actor.id, action: 'legalProcedure.saved', subject: `assessment:${id}`, details: { step: document.stepId, fileName: document.name, sha256: document.sha256 },
  }));
  emit({ type: 'changed', topics: ['audit'], subject: id });
  return saved;
}

async function documentOf(db: ReadDb, id: string, documentId: string): Promise<StoredDocument> {
  const found = await findDocument(db, id, documentId);
  if (found === undefined) throw new AppError('NOT_FOUND', 'This file is no longer attached.');
  return found;
}
