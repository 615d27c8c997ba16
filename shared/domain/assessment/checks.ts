import { evaluateDraft, type WpqMethod } from '#shared/domain/grading/index.ts';
import { finding, type Check, type CheckCode } from './check.ts';
import { draftOf, type AssessmentData } from './data.ts';
import { factorChecks } from './factor-checks.ts';
import { measureChecks } from './measure-checks.ts';
import type { AssessmentModel } from './model.ts';
import { outcomeChecks } from './outcome-checks.ts';

/** All findings of a case: basics, then factors in their order, then measures, then outcome. Never throws for what a user may have typed. */
export function checkAssessment(model: AssessmentModel, method: WpqMethod, data: AssessmentData): Check[] {
  const draft = evaluateDraft(method, draftOf(data));
  return [...basicsChecks(data), ...factorChecks(model, data, draft), ...measureChecks(data), ...outcomeChecks(model, data, draft)];
}

/** The codes of the findings that stop a submission, each once. */
export function blockingCodes(checks: readonly Check[]): CheckCode[] {
  return [...new Set(checks.filter(({ severity }) => severity === 'block').map(({ code }) => code))];
}

function basicsChecks({ basics }: AssessmentData): Check[] {
  const missing = [
    basics.title.trim() === '' ? 'title' : null,
    basics.decisionType.trim() === '' ? 'decisionType' : null,
    basics.responsibleUnit.trim() === '' ? 'responsibleUnit' : null,
    basics.places.length === 0 ? 'places' : null,
  ];
  return missing.flatMap((field) => (field === null ? [] : [finding('BASICS_MISSING', 'block', { params: { field } })]));
}
