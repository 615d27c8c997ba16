export { calendarYearSchema, isRealDay, termEnd, termLength, termStart, workingCalendar, type CalendarYear, type Term, type WorkingCalendar } from './calendar.ts';
export { legalProcedureRef, legalProcedureSchema, PAPERS_STEP, type LegalProcedure, type LegalStep } from './definition.ts';
export { papersStep } from './papers.ts';
export { EMPTY_RECORD, RECORD_FAULTS, recordFaults, type CaseRecords, type RecordFault, type StepRecord } from './record.ts';
export { STEP_FINDINGS, STEP_STATES, stepStandings, unknownYears, type CaseDays, type StepFinding, type StepStanding, type StepState } from './standing.ts';
