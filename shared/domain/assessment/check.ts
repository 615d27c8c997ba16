/** What the program finds by itself; each has a sentence in renderer/src/i18n under `checks.<CODE>`. */
export const CHECK_CODES = [
  'BASICS_MISSING', // params.field
  'NO_FACTOR',
  'FACTOR_OPEN', // params.count factors were neither identified nor excluded
  'EXCLUDED_WITHOUT_REASON',
  'UNKNOWN_FACTOR', // not in the model
  'UNSCORED_FACTOR', // params.fields
  'VALUE_INVALID', // params.field, params.reason
  'WEIGHT_MISSING',
  'WEIGHTS_NOT_ONE', // params.sum
  'NOTE_MISSING', // a major or larger factor without a word why; params.grade
  'RESIDUAL_MISSING',
  'RESIDUAL_INCOMPLETE', // only one of p and q; params.field
  'RESIDUAL_ABOVE_INITIAL', // params.fields
  'LOWERED_WITHOUT_MEASURE',
  'FACTOR_WITHOUT_MEASURE', // a major or larger factor that no measure acts on; params.grade
  'MEASURE_WITHOUT_OWNER',
  'MEASURE_WITHOUT_DEADLINE',
  'MEASURE_WITHOUT_CONTROL_POINT',
  'MEASURE_WITHOUT_FACTOR',
  'MEASURE_ON_OTHER_FACTOR', // params.factors: not identified in this case
  'MEASURE_PAST', // params.deadline
  'OPINION_MISSING',
  'TRIGGER_MISSING',
  'RESIDUAL_PATH_MISSING', // params.path, params.level: it stood at medium or high before the measures
  'OPPOSITION_LOWERED', // params.initial, params.residual: only a new survey can say so
  'CONCLUSION_MISSING',
  'CONCLUSION_NOT_FOR_LEVEL', // params.level
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** A finding. `block` stops the submission, `warn` is shown to whoever submits and decides. */
export interface Check {
  readonly code: CheckCode;
  readonly severity: 'block' | 'warn';
  readonly factorId: string | null;
  readonly measureId: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Fills in what a finding is not about. */
export function finding(code: CheckCode, severity: Check['severity'], about: Partial<Pick<Check, 'factorId' | 'measureId' | 'params'>> = {}): Check {
  return { code, severity, factorId: null, measureId: null, params: {}, ...about };
}
