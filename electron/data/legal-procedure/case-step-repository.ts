import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AssessmentId } from '#shared/contract/index.ts';
import { legalProcedureRef, legalProcedureSchema, type LegalProcedure, type LegalStep, type StepRecord } from '#shared/domain/legal-procedure/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { Versioned } from '#data/kernel/index.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

const documents = z.record(z.string(), z.string());

/** The procedure of a case, with the text that it was chosen with. */
export interface ChosenProcedure extends Versioned<LegalProcedure> {
  readonly at: string;
  /** Display name, or the id where there is none. */
  readonly by: string;
}

export async function findChosen(db: ReadDb, assessmentId: string): Promise<ChosenProcedure | null> {
  const row = await db
    .selectFrom('case_procedure as c')
    .innerJoin('legal_procedure as l', (join) => join.onRef('l.procedure_id', '=', 'c.procedure_id').onRef('l.version', '=', 'c.version'))
    .leftJoin('account as a', 'a.id', 'c.chosen_by')
    .select(['l.content', 'l.hash', 'c.chosen_at', 'c.chosen_by', 'a.display_name'])
    .where('c.assessment_id', '=', assessmentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { value: parse(legalProcedureSchema, row.content, 'legal_procedure.content'), hash: row.hash, at: row.chosen_at, by: row.display_name ?? row.chosen_by };
}

/** What was recorded, by step; a step of which nothing was recorded has no entry. */
export async function readRecords(db: ReadDb, assessmentId: string): Promise<Map<string, StepRecord>> {
  const rows = await db.selectFrom('case_step').selectAll().where('assessment_id', '=', assessmentId).orderBy('step_id').execute();
  return new Map(rows.map((row) => [row.step_id, toRecord(row)]));
}

/** What was recorded of every case, by case and step. */
export async function readAllRecords(db: ReadDb): Promise<ReadonlyMap<string, ReadonlyMap<string, StepRecord>>> {
  const rows = await db.selectFrom('case_step').selectAll().execute();
  return new Map([...groupBy(rows, (row) => row.assessment_id)].map(([id, steps]) => [id, new Map(steps.map((row) => [row.step_id, toRecord(row)]))]));
}

function toRecord(row: Selectable<StoreSchema['case_step']>): StepRecord {
  return {
    owner: row.owner, dueOn: row.due_on, startedOn: row.started_on, finishedOn: row.finished_on, skippedReason: row.skipped_reason, shortenedReason: row.shortened_reason, note: row.note,
    documents: parse(documents, row.documents, 'case_step.documents'),
  };
}

/** A case with its procedure, as far as lateness needs it. */
export interface CaseOnItsWay {
  readonly assessmentId: AssessmentId;
  readonly title: string;
  readonly procedure: LegalProcedure;
  readonly createdAt: string;
  /** Null where the case is not, or no longer, concluded. */
  readonly submittedAt: string | null;
  readonly decidedAt: string | null;
  readonly plannedOn: string | null;
}

/** Every case that has a procedure. */
export async function readCasesOnTheirWay(db: ReadDb): Promise<CaseOnItsWay[]> {
  const rows = await db
    .selectFrom('case_procedure as c')
    .innerJoin('legal_procedure as l', (join) => join.onRef('l.procedure_id', '=', 'c.procedure_id').onRef('l.version', '=', 'c.version'))
    .innerJoin('assessment as a', 'a.id', 'c.assessment_id')
    .innerJoin('proposal as p', 'p.id', 'a.proposal_id')
    .select(['a.id', 'p.title', 'l.content', 'p.created_at', 'a.state', 'a.submitted_at', 'a.decided_at', 'p.decision_on'])
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    assessmentId: row.id as AssessmentId, title: row.title, procedure: parse(legalProcedureSchema, row.content, 'legal_procedure.content'), createdAt: row.created_at,
    submittedAt: row.state === 'submitted' || row.state === 'decided' ? row.submitted_at : null, decidedAt: row.decided_at, plannedOn: row.decision_on,
  }));
}

/**
 * Chooses or changes the procedure of a case; its text is kept from the first use on.
 *
 * @throws AppError RESOURCE_INVALID when the shipped file differs from the kept text of the same version
 */
export async function writeChoice(tx: WriteTx, assessmentId: string, { value, hash }: Versioned<LegalProcedure>, at: string, by: string): Promise<void> {
  const ref = { procedure_id: value.id, version: value.version };
  const kept = await tx.selectFrom('legal_procedure').select('hash').where('procedure_id', '=', ref.procedure_id).where('version', '=', ref.version).executeTakeFirst();
  if (kept === undefined) {
    await tx.insertInto('legal_procedure').values({ ...ref, hash, content: canonicalJson(value), first_used_at: at }).execute();
  } else if (kept.hash !== hash) {
    const name = legalProcedureRef(value);
    throw new AppError('RESOURCE_INVALID', `The procedure ${name} was changed without a new version; this store holds another text of it.`, { path: name, reason: `${kept.hash} is kept, ${hash} is shipped` });
  }
  const choice = { ...ref, chosen_at: at, chosen_by: by };
  await tx.insertInto('case_procedure').values({ assessment_id: assessmentId, ...choice }).onConflict((conflict) => conflict.column('assessment_id').doUpdateSet(choice)).execute();
}

export async function writeRecord(tx: WriteTx, assessmentId: string, step: LegalStep, record: StepRecord): Promise<void> {
  const columns = {
    phase: step.phase, owner: record.owner, due_on: record.dueOn, started_on: record.startedOn, finished_on: record.finishedOn,
    skipped_reason: record.skippedReason, shortened_reason: record.shortenedReason, note: record.note, documents: canonicalJson(record.documents),
  };
  await tx
    .insertInto('case_step')
    .values({ assessment_id: assessmentId, step_id: step.id, ...columns })
    .onConflict((conflict) => conflict.columns(['assessment_id', 'step_id']).doUpdateSet(columns))
    .execute();
}

function parse<T>(schema: z.ZodType<T>, text: string, column: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', `The store holds an unreadable value in ${column}.`, { column, finding: String(cause).slice(0, 500) }, { cause });
  }
}
