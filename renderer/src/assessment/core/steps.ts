import type { Check } from '#shared/domain/assessment/index.ts';
import type { AssessmentView, FactorView } from '#shared/contract/index.ts';

/** The way through an assessment; each is a page of the desk. */
export const STEPS = ['basics', 'evidence', 'identify', 'score', 'measures', 'conclusion', 'submit'] as const;
export type StepName = (typeof STEPS)[number];

export function isStep(text: unknown): text is StepName {
  return STEPS.some((step) => step === text);
}

/** Where a finding is mended. */
export function stepOf(check: Check): StepName {
  switch (check.code) {
    case 'BASICS_MISSING':
    case 'DECISION_DATE_MISSING':
    case 'DATE_PAST':
    case 'START_BEFORE_DECISION':
    case 'END_BEFORE_START':
    case 'MODEL_SUPERSEDED':
    case 'ACCEPTED_WITHOUT_END':
      return 'basics';
    case 'NO_FACTOR':
    case 'FACTOR_OPEN':
    case 'EXCLUDED_WITHOUT_REASON':
    case 'EXCLUDED_ALIKE':
    case 'UNKNOWN_FACTOR':
      return 'identify';
    case 'UNSCORED_FACTOR':
    case 'POINTS_NOT_PRINTED':
    case 'INDEX_HIDES':
    case 'WEIGHT_MISSING':
    case 'WEIGHTS_NOT_ONE':
    case 'WEIGHT_ZERO':
    case 'STAGE_MISSING':
    case 'SCORE_WITHOUT_GROUNDS':
    case 'SCORES_ALIKE':
    case 'INDEX_DILUTES':
    case 'NOTE_MISSING':
      return 'score';
    case 'VALUE_INVALID':
      return String(check.params['field']).startsWith('residual') ? 'measures' : 'score';
    case 'RESIDUAL_MISSING':
    case 'RESIDUAL_INCOMPLETE':
    case 'RESIDUAL_ABOVE_INITIAL':
    case 'LOWERED_WITHOUT_MEASURE':
    case 'FACTOR_WITHOUT_MEASURE':
    case 'RESIDUAL_ZERO':
    case 'RESIDUAL_UNCHANGED':
    case 'RESIDUALS_ALIKE':
    case 'INDEX_ROSE':
    case 'MEASURE_AFTER_END':
    case 'MEASURE_DUPLICATE':
    case 'MEASURE_WITHOUT_OWNER':
    case 'MEASURE_WITHOUT_DEADLINE':
    case 'MEASURE_WITHOUT_CONTROL_POINT':
    case 'MEASURE_WITHOUT_FACTOR':
    case 'MEASURE_ON_OTHER_FACTOR':
    case 'MEASURE_PAST':
      return 'measures';
    case 'TEXT_OTHER_COUNT':
      return check.params['field'] === 'description' ? 'basics' : check.params['field'] === 'note' ? 'score' : 'conclusion';
    case 'OPPOSITION_DIFFERS':
    case 'OPINION_MISSING':
    case 'TRIGGER_MISSING':
    case 'RESIDUAL_PATH_MISSING':
    case 'OPPOSITION_LOWERED':
    case 'TRIGGER_LOWERED_WITHOUT_MEASURE':
    case 'SURVEY_COUNT_MISSING':
    case 'SURVEY_COUNTS_DIFFER':
    case 'SURVEY_SHARE_IMPOSSIBLE':
    case 'UNANIMOUS':
    case 'SOURCE_MISSING':
    case 'ROUNDING_FLIPS':
    case 'CONCLUSION_WITHOUT_TEXT':
    case 'TEXT_OTHER_LEVEL':
    case 'TEXT_OTHER_INDEX':
    case 'CONCLUSION_MISSING':
    case 'CONCLUSION_NOT_FOR_LEVEL':
      return 'conclusion';
  }
}

/** Scored in whole, whichever way its method scores. */
export const isScored = ({ p, q, c, points, opposed }: FactorView): boolean => (p !== null && q !== null) || c !== null || points !== null || opposed !== null;
export const isReassessed = ({ residualP, residualQ, residualC, residualPoints, residualOpposed }: FactorView): boolean =>
  (residualP !== null && residualQ !== null) || residualC !== null || residualPoints !== null || residualOpposed !== null;

export interface Progress {
  readonly identified: number;
  readonly excluded: number;
  readonly open: number;
  readonly scored: number;
  readonly reassessed: number;
  readonly measures: number;
}

export function progressOf({ factors, measures }: AssessmentView): Progress {
  const identified = factors.filter(({ state }) => state === 'identified');
  return {
    identified: identified.length,
    excluded: factors.filter(({ state }) => state === 'excluded').length,
    open: factors.filter(({ state }) => state === 'open').length,
    scored: identified.filter(isScored).length,
    reassessed: identified.filter(isReassessed).length,
    measures: measures.length,
  };
}

export interface Findings {
  readonly block: number;
  readonly warn: number;
}

/** How many findings wait in each step; all of them in the last. */
export function findingsByStep(checks: readonly Check[]): Readonly<Record<StepName, Findings>> {
  const count = (of: readonly Check[]): Findings => ({
    block: of.filter(({ severity }) => severity === 'block').length,
    warn: of.filter(({ severity }) => severity === 'warn').length,
  });
  const within = (step: StepName): Findings => count(checks.filter((check) => stepOf(check) === step));
  return {
    basics: within('basics'),
    evidence: within('evidence'),
    identify: within('identify'),
    score: within('score'),
    measures: within('measures'),
    conclusion: within('conclusion'),
    submit: count(checks),
  };
}
