import type { JudgingMethod } from '#shared/domain/grading/index.ts';
import { basicsChecks } from './basics-checks.ts';
import type { Check, CheckCode } from './check.ts';
import type { AssessmentData } from './data.ts';
import { factorChecks } from './factor-checks.ts';
import { indexChecks } from './index-checks.ts';
import { itemChecks } from './item-checks.ts';
import { judgeCase, type Judgement } from './judge.ts';
import { measureChecks } from './measure-checks.ts';
import type { AssessmentModel } from './model.ts';
import { outcomeChecks } from './outcome-checks.ts';
import { patternChecks } from './pattern-checks.ts';
import { textChecks } from './text-checks.ts';

/**
 * All findings of a case: basics, then factors in their order, then measures, then outcome, then its words. Whether one
 * stops the submission is the model's to say (`checks`). Never throws for what a user may have typed.
 *
 * @param judgement what the method says of the case
 */
export function checkAssessment(model: AssessmentModel, method: JudgingMethod, data: AssessmentData, judgement: Judgement = judgeCase(method, data)): Check[] {
  const found = [
    ...basicsChecks(data), ...factorChecks(model, data, judgement), ...itemChecks(data, judgement), ...patternChecks(model, data, judgement), ...measureChecks(data),
    ...indexChecks(data, judgement), ...outcomeChecks(model, data, judgement), ...textChecks(data, judgement),
  ];
  return found.map((check) => ({ ...check, severity: model.checks?.[check.code] ?? check.severity }));
}

/** The codes of the findings that stop a submission, each once. */
export function blockingCodes(checks: readonly Check[]): CheckCode[] {
  return [...new Set(checks.filter(({ severity }) => severity === 'block').map(({ code }) => code))];
}
