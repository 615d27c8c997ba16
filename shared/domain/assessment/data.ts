import type { DirectInput, DraftInput } from '#shared/domain/grading/index.ts';
import type { ConclusionCode } from './model.ts';

/** One factor of a case. Decimal text; null = not scored. Excluded and open factors take no part in the index. */
export interface AssessedFactor {
  readonly factorId: string;
  readonly state: 'open' | 'identified' | 'excluded';
  readonly excludedReason: string;
  readonly weight: string | null;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  readonly note: string;
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

/** All that the checks look at. */
export interface AssessmentData {
  /** ISO date of the day of checking, in the office's time zone. */
  readonly today: string;
  readonly basics: { readonly title: string; readonly decisionType: string; readonly responsibleUnit: string; readonly places: readonly string[] };
  readonly factors: readonly AssessedFactor[];
  readonly context: { readonly initial: DirectInput; readonly residual: DirectInput };
  readonly measures: readonly PlannedMeasure[];
  readonly conclusion: { readonly code: ConclusionCode; readonly text: string } | null;
}

/** The identified factors of a case as the grading takes them. */
export function draftOf({ factors, context }: Pick<AssessmentData, 'factors' | 'context'>): DraftInput {
  return {
    factors: factors
      .filter(({ state }) => state === 'identified')
      .map(({ factorId, weight, p, q, residualP, residualQ }) => ({ id: factorId, weight, initial: { p, q }, residual: { p: residualP, q: residualQ } })),
    initial: context.initial,
    residual: context.residual,
  };
}
