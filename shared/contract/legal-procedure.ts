import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { isRealDay, type LegalStep, type StepRecord, type StepStanding } from '#shared/domain/legal-procedure/index.ts';
import type { Brand } from '#shared/util/brand.ts';
import { assessmentId, fileToken, isoDate, paging, type AssessmentId, type Page } from './common.ts';
import { procedure } from './procedure.ts';

const day = isoDate.refine(isRealDay);
const text = (length: number) => z.string().trim().max(length);

export const stepRecord = z.strictObject({
  owner: text(100),
  dueOn: day.nullable(),
  startedOn: day.nullable(),
  finishedOn: day.nullable(),
  skippedReason: text(1000),
  shortenedReason: text(1000),
  note: text(2000),
  documents: z.record(z.string().max(40), text(200)),
}) satisfies z.ZodType<StepRecord>;

export type CaseDocumentId = Brand<string, 'CaseDocumentId'>;
export const caseDocumentId = z.string().min(1).max(64).transform((value) => value as CaseDocumentId);

/** A file kept with the case. */
export interface CaseDocument {
  readonly id: CaseDocumentId;
  /** Which of the step's documents it is. */
  readonly documentId: string;
  /** File name as attached. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly addedAt: string;
  /** Display name. */
  readonly addedBy: string;
}

export interface ProcedureChoice {
  readonly id: string;
  readonly version: number;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly steps: number;
}

/** One step: how it is prescribed, what was recorded, and where it stands. */
export interface CaseStepView {
  readonly step: LegalStep;
  readonly record: StepRecord;
  readonly standing: StepStanding;
  readonly files: readonly CaseDocument[];
  /** The signed-in account may record it now. */
  readonly mayRecord: boolean;
}

export interface CaseProcedureView {
  readonly assessmentId: AssessmentId;
  /** The day in China that lateness is counted to. */
  readonly today: string;
  readonly plannedOn: string | null;
  readonly decidedOn: string | null;
  readonly choices: readonly ProcedureChoice[];
  readonly chosen: { readonly id: string; readonly version: number; readonly hash: string; readonly name: Bilingual; readonly basis: Bilingual; readonly at: string; readonly by: string } | null;
  /** Empty until a procedure is chosen. */
  readonly steps: readonly CaseStepView[];
  /** The documents that the model of the case asks for, recorded as a step is; null until a procedure is chosen. */
  readonly papers: CaseStepView | null;
  /** Years in which only weekends were taken for days off, for lack of a calendar. */
  readonly unknownYears: readonly number[];
  readonly mayChoose: boolean;
}

/** A step past its deadline that still can be done. */
export interface LateStep {
  readonly assessmentId: AssessmentId;
  /** Title of the matter. */
  readonly title: string;
  readonly step: Bilingual;
  /** Empty = whoever the procedure names. */
  readonly owner: string;
  readonly defaultOwner: Bilingual;
  readonly deadline: string;
  readonly daysLate: number;
}

const id = { id: assessmentId };

/** The prescribed procedure (法定程序) of a case; not to be taken for the procedures of this contract. */
export const legalProcedureContract = {
  'legalProcedure.get': procedure<CaseProcedureView>()({ input: z.strictObject(id), access: 'proposal.read' }),
  /** Of all cases, the longest late first. */
  'legalProcedure.late': procedure<Page<LateStep>>()({ input: z.strictObject(paging), access: 'proposal.read' }),
  /** Another procedure keeps what was recorded of the steps that both have; refused with CONFLICT where a recorded step would be lost. */
  'legalProcedure.choose': procedure<CaseProcedureView>()({ input: z.strictObject({ ...id, procedureId: z.string().max(40) }), access: 'legalProcedure.record' }),
  'legalProcedure.record': procedure<CaseProcedureView>()({ input: z.strictObject({ ...id, stepId: z.string().max(40), record: stepRecord }), access: 'legalProcedure.record' }),
  /** Keeps a file with the case; attaching the same bytes twice is one attachment. */
  'legalProcedure.attach': procedure<CaseProcedureView>()({ input: z.strictObject({ ...id, stepId: z.string().max(40), documentId: z.string().max(40), file: fileToken }), access: 'legalProcedure.record' }),
  'legalProcedure.detach': procedure<CaseProcedureView>()({ input: z.strictObject({ ...id, caseDocumentId }), access: 'legalProcedure.record' }),
  /** Writes an attached file where the user chose, after checking it against its hash. */
  'legalProcedure.saveDocument': procedure<{ path: string }>()({ input: z.strictObject({ ...id, caseDocumentId, save: fileToken }), access: 'report.export' }),
};
