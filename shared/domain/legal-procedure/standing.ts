import { daysBetween } from '#shared/domain/supply/index.ts';
import { termEnd, termLength, termStart, type WorkingCalendar } from './calendar.ts';
import type { LegalProcedure, LegalStep } from './definition.ts';
import { EMPTY_RECORD, type CaseRecords, type StepRecord } from './record.ts';

export const STEP_STATES = ['waiting', 'running', 'done', 'skipped'] as const;
export type StepState = (typeof STEP_STATES)[number];

/**
 * LATE: not finished by its deadline. SHORT: the least time was not kept. SHORTENED: not kept, with a reason that the rule allows.
 * OUT_OF_ORDER: finished before a step that comes first. MISSED: the decision was made without it. DOCUMENTS_MISSING: finished, but not every document that is required is attached or named.
 */
export const STEP_FINDINGS = ['LATE', 'SHORT', 'SHORTENED', 'OUT_OF_ORDER', 'MISSED', 'DOCUMENTS_MISSING'] as const;
export type StepFinding = (typeof STEP_FINDINGS)[number];

/** What the case itself tells, as days in China. */
export interface CaseDays {
  readonly createdOn: string;
  readonly submittedOn: string | null;
  readonly decidedOn: string | null;
  /** When the decision is planned to be made. */
  readonly plannedOn: string | null;
  readonly today: string;
}

export interface StepStanding {
  readonly stepId: string;
  readonly state: StepState;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  /** When the least time is full, counted from the beginning; null without one, or not begun. */
  readonly earliestFinish: string | null;
  /** Reckoned back from the planned day of the decision over every later step's least time; null without a planned day. */
  readonly latestStart: string | null;
  readonly latestFinish: string | null;
  /** The earlier of what the office planned and `latestFinish`. */
  readonly deadline: string | null;
  /** Calendar days past the deadline, until the end or, where there is none, until today (or the decision); 0 = not late. */
  readonly daysLate: number;
  /** What lacks of the least time, in its unit; 0 = kept or not finished. */
  readonly lacking: number;
  readonly findings: readonly StepFinding[];
}

/**
 * Where every step of a case stands, in the order of the procedure.
 * Terms: State Council decree 713, Art. 15 (30 days), 16 (7 days ahead), 26 (7 working days), as the procedure's file states them.
 */
export function stepStandings(procedure: LegalProcedure, { records, attached }: CaseRecords, days: CaseDays, calendar: WorkingCalendar): StepStanding[] {
  const dated = new Map(procedure.steps.map((step) => [step.id, datedStep(step, records.get(step.id) ?? EMPTY_RECORD, days)]));
  const latest = latestDays(procedure.steps, dated, days.plannedOn, calendar);
  return procedure.steps.map((step) => {
    const one = dated.get(step.id) ?? datedStep(step, EMPTY_RECORD, days);
    const { startedOn, finishedOn, state, record } = one;
    const { start: latestStart, finish: latestFinish } = latest.get(step.id) ?? { start: null, finish: null };
    const { minimum } = step;
    const deadline = earlier(record.dueOn, latestFinish);
    const asOf = step.phase === 'before' && days.decidedOn !== null ? days.decidedOn : days.today;
    const daysLate = deadline === null || state === 'skipped' ? 0 : Math.max(0, daysBetween(deadline, finishedOn ?? asOf));
    const lacking = minimum === null || startedOn === null || finishedOn === null ? 0 : Math.max(0, minimum.amount - termLength(startedOn, finishedOn, minimum.unit, calendar));
    const shortened = minimum?.shorter === 'withReason' && record.shortenedReason !== '';
    const holds: Readonly<Record<StepFinding, boolean>> = {
      LATE: daysLate > 0,
      SHORT: lacking > 0 && !shortened,
      SHORTENED: lacking > 0 && shortened,
      OUT_OF_ORDER: finishedOn !== null && step.after.some((id) => isLater(dated.get(id), finishedOn)),
      MISSED: step.phase === 'before' && days.decidedOn !== null && (state === 'waiting' || state === 'running'),
      DOCUMENTS_MISSING: state === 'done' && step.documents.some(({ id, required }) => required !== false && (record.documents[id] ?? '') === '' && attached.get(step.id)?.has(id) !== true),
    };
    return {
      stepId: step.id, state, startedOn, finishedOn, latestStart, latestFinish, deadline, daysLate, lacking,
      earliestFinish: minimum === null || startedOn === null ? null : termEnd(startedOn, minimum, calendar),
      findings: STEP_FINDINGS.filter((finding) => holds[finding]),
    };
  });
}

/** Years in which working days were counted though no file tells of their days off, in order. */
export function unknownYears(procedure: LegalProcedure, standings: readonly StepStanding[], calendar: WorkingCalendar): number[] {
  const counted = procedure.steps.flatMap(({ minimum }, position) => {
    const standing = standings[position];
    if (minimum?.unit !== 'workingDay' || standing === undefined) return [];
    return [standing.startedOn, standing.finishedOn, standing.earliestFinish, standing.latestStart, standing.latestFinish].flatMap((day) => (day === null ? [] : [Number(day.slice(0, 4))]));
  });
  return [...new Set(counted)].filter((year) => !calendar.knows(year)).sort((a, b) => a - b);
}

interface DatedStep {
  readonly state: StepState;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  readonly record: StepRecord;
}

function datedStep(step: LegalStep, record: StepRecord, days: CaseDays): DatedStep {
  const known = (day: string | null): DatedStep => ({ state: day === null ? 'waiting' : 'done', startedOn: day, finishedOn: day, record });
  switch (step.source) {
    case 'created': return known(days.createdOn);
    case 'submitted': return known(days.submittedOn);
    case 'decided': return known(days.decidedOn);
    case 'entered': {
      const { startedOn, finishedOn, skippedReason } = record;
      const state = skippedReason !== '' ? 'skipped' : finishedOn !== null ? 'done' : startedOn !== null ? 'running' : 'waiting';
      return { state, startedOn, finishedOn, record };
    }
  }
}

interface LatestDays {
  readonly start: string;
  readonly finish: string;
}

/** From the decision backwards: a step ends at the latest when the first of those that wait for it must begin. */
function latestDays(steps: readonly LegalStep[], dated: ReadonlyMap<string, DatedStep>, plannedOn: string | null, calendar: WorkingCalendar): ReadonlyMap<string, LatestDays> {
  const latest = new Map<string, LatestDays>();
  if (plannedOn === null) return latest;
  for (const step of [...steps].reverse()) {
    if (step.phase === 'after') continue;
    const waiting = steps.filter(({ after }) => after.includes(step.id)).map(({ id }) => latest.get(id)?.start ?? null);
    const finish = step.source === 'decided' ? plannedOn : waiting.reduce(earlier, null);
    if (finish === null) continue;
    const term = dated.get(step.id)?.state === 'skipped' ? null : step.minimum;
    latest.set(step.id, { finish, start: term === null ? finish : termStart(finish, term, calendar) });
  }
  return latest;
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The step that comes first was finished on a later day, or is still not finished. */
function isLater(first: DatedStep | undefined, finishedOn: string): boolean {
  return first !== undefined && first.state !== 'skipped' && (first.finishedOn === null || first.finishedOn > finishedOn);
}
