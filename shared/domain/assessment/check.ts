import { z } from 'zod';

/** What the program finds by itself; each has a sentence in renderer/src/i18n under `checks.<CODE>`. */
export const CHECK_CODES = [
  'BASICS_MISSING', // params.field
  'DECISION_DATE_MISSING',
  'DATE_PAST', // params.field, params.date: decided or begun before it was assessed
  'START_BEFORE_DECISION', // params.start, params.decision
  'END_BEFORE_START', // params.start, params.end
  'MODEL_SUPERSEDED', // params.version: a newer one is in use
  'NO_FACTOR',
  'FACTOR_OPEN', // params.count factors were neither identified nor excluded
  'EXCLUDED_WITHOUT_REASON',
  'EXCLUDED_ALIKE', // params.count factors share one reason word for word
  'UNKNOWN_FACTOR', // not in the model
  'UNSCORED_FACTOR', // params.fields
  'VALUE_INVALID', // params.field, params.reason
  'POINTS_NOT_PRINTED', // params.points, params.allowed: none of the points that the scorecard prints for the item
  'OPPOSITION_DIFFERS', // params.side, params.item, params.opposed: the shares of the item add up to another opposition than the survey's
  'WEIGHT_MISSING',
  'WEIGHTS_NOT_ONE', // params.sum
  'WEIGHT_ZERO', // scored, and of no effect on the index
  'STAGE_MISSING', // params.count; the factor is the first of them
  'SCORE_WITHOUT_GROUNDS', // params.count have neither a note nor a question of the model; the factor is the first
  'SCORES_ALIKE', // params.count: every factor has the same score
  'NOTE_MISSING', // a major or larger factor without a word why; params.grade
  'RESIDUAL_MISSING',
  'RESIDUAL_INCOMPLETE', // only one of p and q; params.field
  'RESIDUAL_ABOVE_INITIAL', // params.fields
  'LOWERED_WITHOUT_MEASURE',
  'FACTOR_WITHOUT_MEASURE', // a major or larger factor that no measure acts on; params.grade
  'RESIDUAL_ZERO', // params.fields: a risk that measures are said to end
  'RESIDUAL_UNCHANGED', // a measure acts on it and changes nothing
  'RESIDUALS_ALIKE', // params.count factors of different scores end at the same one
  'INDEX_ROSE', // params.initial, params.residual
  'ACCEPTED_WITHOUT_END', // params.grade stays, and the matter has no end date
  'MEASURE_WITHOUT_OWNER',
  'MEASURE_WITHOUT_DEADLINE',
  'MEASURE_WITHOUT_CONTROL_POINT',
  'MEASURE_WITHOUT_FACTOR',
  'MEASURE_ON_OTHER_FACTOR', // params.factors: not identified in this case
  'MEASURE_PAST', // params.deadline
  'MEASURE_AFTER_END', // params.deadline, params.end
  'MEASURE_DUPLICATE', // the same title on the same factors
  'INDEX_DILUTES', // params.index reads milder than the counts, which say params.level; the factor is the gravest
  'INDEX_HIDES', // params.index reads low while the factor stands at the gravest level
  'ROUNDING_FLIPS', // params.index, params.rounded, params.level: rounding to two decimals would say another level
  'OPINION_MISSING',
  'TRIGGER_MISSING',
  'RESIDUAL_PATH_MISSING', // params.path, params.level: it stood at medium or high before the measures
  'OPPOSITION_LOWERED', // params.initial, params.residual: only a new survey can say so
  'TRIGGER_LOWERED_WITHOUT_MEASURE', // params.initial, params.residual
  'SURVEY_COUNT_MISSING', // params.side
  'SURVEY_COUNTS_DIFFER', // params.initial, params.residual: one survey, two counts
  'SURVEY_SHARE_IMPOSSIBLE', // params.side, params.opposed, params.surveyed: no whole number of people
  'UNANIMOUS', // params.side: not one person opposed
  'SOURCE_MISSING', // params.side, params.field
  'CONCLUSION_MISSING',
  'CONCLUSION_WITHOUT_TEXT',
  'CONCLUSION_NOT_FOR_LEVEL', // params.level
  'TEXT_OTHER_LEVEL', // params.stated: the conclusion speaks of a level that the case does not have
  'TEXT_OTHER_INDEX', // params.stated, params.index
  'TEXT_OTHER_COUNT', // params.stated, params.surveyed, params.field
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/**
 * Findings without which there is no result, or no meaning in it: no model may soften them to a warning.
 * Every other finding stops a submission, or does not, as the model says; where it says nothing, as the check itself does.
 */
export const FIXED_CHECKS = [
  'NO_FACTOR', 'UNKNOWN_FACTOR', 'UNSCORED_FACTOR', 'VALUE_INVALID', 'WEIGHT_MISSING', 'WEIGHTS_NOT_ONE', 'RESIDUAL_INCOMPLETE', 'RESIDUAL_PATH_MISSING',
  'CONCLUSION_MISSING', 'CONCLUSION_NOT_FOR_LEVEL',
] as const satisfies readonly CheckCode[];

export const SEVERITIES = ['block', 'warn'] as const;

/** What a model says of the findings: an entry for each that it treats otherwise than the check itself. */
export const checkPolicySchema = z
  .partialRecord(z.enum(CHECK_CODES), z.enum(SEVERITIES))
  .superRefine((policy, context) => {
    for (const code of FIXED_CHECKS) {
      if (policy[code] === 'warn') context.addIssue({ code: 'custom', path: [code], message: 'stops every submission: without it there is no result' });
    }
  });
export type CheckPolicy = z.infer<typeof checkPolicySchema>;

/** A finding. `block` stops the submission, `warn` is shown to whoever submits and decides. */
export interface Check {
  readonly code: CheckCode;
  readonly severity: (typeof SEVERITIES)[number];
  readonly factorId: string | null;
  readonly measureId: string | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Fills in what a finding is not about. */
export function finding(code: CheckCode, severity: Check['severity'], about: Partial<Pick<Check, 'factorId' | 'measureId' | 'params'>> = {}): Check {
  return { code, severity, factorId: null, measureId: null, params: {}, ...about };
}
