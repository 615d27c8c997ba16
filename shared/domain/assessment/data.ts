import type { DirectInput, DraftFactor, DraftInput, OpposedShare } from '#shared/domain/grading/index.ts';
import type { ConclusionCode } from './model.ts';

/**
 * One factor of a case. Decimal text; null = not scored. Excluded and open factors take no part in the result.
 * Which of the figures are given, the method says: p and q, C, or points and for the opposition item shares.
 */
export interface AssessedFactor {
  readonly factorId: string;
  readonly state: 'open' | 'identified' | 'excluded';
  readonly excludedReason: string;
  readonly weight: string | null;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  readonly c: string | null;
  readonly residualC: string | null;
  readonly points: string | null;
  readonly residualPoints: string | null;
  readonly opposed: readonly OpposedShare[] | null;
  readonly residualOpposed: readonly OpposedShare[] | null;
  readonly note: string;
  /** Stages of the matter in which it may arise. */
  readonly stages: readonly string[];
}

export interface PlannedMeasure {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  /** ISO date. */
  readonly deadline: string | null;
  readonly controlPoint: string;
  readonly factorIds: readonly string[];
}

/** One side's direct inputs with what they rest on. */
export interface SurveyedContext {
  readonly opinion: { readonly opposed: string; readonly surveyed: number | null; readonly source: string } | null;
  readonly incident: { readonly people: number; readonly source: string } | null;
  readonly triggers: readonly string[] | null;
}

/** All that the checks look at. */
export interface AssessmentData {
  /** ISO date of the day of checking, in the office's time zone. */
  readonly today: string;
  readonly basics: {
    readonly title: string;
    readonly decisionType: string;
    readonly responsibleUnit: string;
    readonly places: readonly string[];
    /** ISO dates. */
    readonly decisionOn: string | null;
    readonly startOn: string | null;
    readonly endOn: string | null;
    readonly description: string;
  };
  /** The newest version of the model that is in use; null where the case has it. */
  readonly newerModel: number | null;
  readonly factors: readonly AssessedFactor[];
  readonly context: { readonly initial: SurveyedContext; readonly residual: SurveyedContext };
  readonly measures: readonly PlannedMeasure[];
  readonly conclusion: { readonly code: ConclusionCode; readonly text: string } | null;
}

/** What of a case is judged. */
export interface JudgedData {
  readonly factors: readonly GradedFactor[];
  readonly context: AssessmentData['context'];
}

/** What the grading takes of a factor. */
type GradedFactor = Omit<AssessedFactor, 'stages'>;

/** The identified factors of a case as p and q are graded. What was not edited since gives the same object again, so that it is not read again. */
export function draftOf({ factors, context }: JudgedData): DraftInput {
  return { factors: factors.filter(({ state }) => state === 'identified').map(draftFactorOf), ...directsOf(context) };
}

/** Both sides' direct inputs as the grading takes them. */
export function directsOf({ initial, residual }: AssessmentData['context']): { readonly initial: DirectInput; readonly residual: DirectInput } {
  return { initial: directOf(initial), residual: directOf(residual) };
}

const draftFactorOf = perObject(({ factorId, weight, p, q, residualP, residualQ }: GradedFactor): DraftFactor =>
  ({ id: factorId, weight, initial: { p, q }, residual: { p: residualP, q: residualQ } }));

const directOf = perObject(({ opinion, incident, triggers }: SurveyedContext): DirectInput =>
  ({ opinion: opinion === null ? null : { opposed: opinion.opposed }, incident: incident === null ? null : { people: incident.people }, triggers: triggers === null ? null : [...triggers] }));

/** The function with its answer for each object kept for as long as the object is; the objects are never changed. */
function perObject<From extends object, To>(make: (from: From) => To): (from: From) => To {
  const made = new WeakMap<From, To>();
  return (from) => {
    const known = made.get(from);
    if (known !== undefined) return known;
    const fresh = make(from);
    made.set(from, fresh);
    return fresh;
  };
}
