import type { LegalStep } from './definition.ts';

/** What is recorded of one step of one case. Days as "2026-03-05"; an empty text = nothing was said. */
export interface StepRecord {
  /** Empty = whoever the procedure names. */
  readonly owner: string;
  /** Planned by the office. */
  readonly dueOn: string | null;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  /** Why an optional step is left out. */
  readonly skippedReason: string;
  /** Why the least time was not kept. */
  readonly shortenedReason: string;
  readonly note: string;
  /** Document id -> its number or its place in the paper file. */
  readonly documents: Readonly<Record<string, string>>;
}

/** All that is recorded of a case, by step id; a step of which nothing is recorded has no entry. */
export interface CaseRecords {
  readonly records: ReadonlyMap<string, StepRecord>;
  /** Ids of the documents of which a file is attached. */
  readonly attached: ReadonlyMap<string, ReadonlySet<string>>;
}

export const EMPTY_RECORD: StepRecord = { owner: '', dueOn: null, startedOn: null, finishedOn: null, skippedReason: '', shortenedReason: '', note: '', documents: {} };

export const RECORD_FAULTS = ['DATES_FROM_CASE', 'IN_FUTURE', 'END_BEFORE_START', 'START_MISSING', 'NOT_OPTIONAL', 'SKIPPED_WITH_DATES', 'NO_SHORTER_TERM', 'DOCUMENT_UNKNOWN'] as const;
export type RecordFault = (typeof RECORD_FAULTS)[number];

/** Why a record cannot be kept; empty where it can. Dates are facts, so none lies after `today`. */
export function recordFaults(step: LegalStep, record: StepRecord, today: string): readonly RecordFault[] {
  const { startedOn, finishedOn } = record;
  const dated = startedOn !== null || finishedOn !== null;
  const skipped = record.skippedReason !== '';
  const holds: Readonly<Record<RecordFault, boolean>> = {
    DATES_FROM_CASE: step.source !== 'entered' && dated,
    IN_FUTURE: (startedOn ?? '') > today || (finishedOn ?? '') > today,
    END_BEFORE_START: startedOn !== null && finishedOn !== null && finishedOn < startedOn,
    START_MISSING: step.minimum !== null && finishedOn !== null && startedOn === null,
    NOT_OPTIONAL: skipped && !step.optional,
    SKIPPED_WITH_DATES: skipped && dated,
    NO_SHORTER_TERM: record.shortenedReason !== '' && step.minimum?.shorter !== 'withReason',
    DOCUMENT_UNKNOWN: Object.keys(record.documents).some((id) => step.documents.every((document) => document.id !== id)),
  };
  return RECORD_FAULTS.filter((fault) => holds[fault]);
}
