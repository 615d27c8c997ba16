import type { CaseProcedureView, ParsedInput } from '#shared/contract/index.ts';
import { EMPTY_RECORD, legalProcedureRef, PAPERS_STEP, recordFaults, type LegalStep, type StepRecord } from '#shared/domain/legal-procedure/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { findChosen, readRecords, writeChoice, writeRecord } from './case-step-repository.ts';
import { changeProcedure, openStep } from './change-case.ts';
import { readDocuments } from './document-repository.ts';
import { procedureById, procedureLibrary } from './library.ts';

/**
 * @throws AppError NOT_FOUND, FROZEN (decided), CONFLICT (a recorded step or its documents would be lost), RESOURCE_INVALID
 */
export function chooseProcedure(context: CallContext, { id, procedureId }: ParsedInput<'legalProcedure.choose'>): Promise<CaseProcedureView> {
  return changeProcedure(context, id, async (tx, { head }) => {
    if (head.state === 'decided') throw new AppError('FROZEN', 'The procedure of a decided case never changes.');
    const next = procedureById(procedureLibrary(context), procedureId);
    const before = await findChosen(tx, id);
    if (before?.hash === next.hash) return null;
    const lost = (await stepsInUse(tx, id)).find((stepId) => stepId !== PAPERS_STEP && next.value.steps.every((step) => step.id !== stepId));
    if (lost !== undefined) throw new AppError('CONFLICT', `The procedure ${procedureId} has no step ${lost}, of which something is recorded.`, { step: lost });
    await writeChoice(tx, id, next, context.clock.now().toISOString(), context.actor.id);
    return { action: 'legalProcedure.chosen', details: { before: before === null ? null : legalProcedureRef(before.value), after: legalProcedureRef(next.value) } };
  });
}

/**
 * Records one step; nothing is entered where nothing changes.
 *
 * @throws AppError NOT_FOUND, FROZEN (a step before the decision, once it is made), BAD_INPUT with the faults of the record
 */
export function recordStep(context: CallContext, { id, stepId, record }: ParsedInput<'legalProcedure.record'>): Promise<CaseProcedureView> {
  return changeProcedure(context, id, async (tx, one) => {
    const step = await openStep(tx, one, stepId);
    const faults = recordFaults(step, record, chinaDay(context.clock.now()));
    if (faults.length > 0) throw new AppError('BAD_INPUT', `The record of ${stepId} cannot be kept: ${faults.join(', ')}.`, { path: 'record', reasons: [...faults] });
    const changes = changesOf(step, (await readRecords(tx, id)).get(stepId) ?? EMPTY_RECORD, record);
    if (changes.length === 0) return null;
    await writeRecord(tx, id, step, record);
    return { action: 'legalProcedure.recorded', details: { step: stepId, title: step.name.zh, changes } };
  });
}

async function stepsInUse(db: ReadDb, id: string): Promise<string[]> {
  return [...(await readRecords(db, id)).keys(), ...(await readDocuments(db, id)).keys()];
}

function changesOf(step: LegalStep, before: StepRecord, after: StepRecord): { readonly field: string; readonly before: Json; readonly after: Json }[] {
  const [was, is] = [inWords(step, before), inWords(step, after)];
  return Object.keys(was).flatMap((field) => {
    const [then, now] = [was[field] ?? null, is[field] ?? null];
    return canonicalJson(then) === canonicalJson(now) ? [] : [{ field, before: then, after: now }];
  });
}

/** As the audit chain keeps a record: the documents by name, for whoever reads the chain without the procedure. */
function inWords(step: LegalStep, { documents, ...record }: StepRecord): Readonly<Record<string, Json>> {
  return { ...record, documents: step.documents.flatMap(({ id, name }) => (documents[id] === undefined ? [] : [`${name.zh} ${documents[id]}`])) };
}
