import { checkAssessment, draftOf, type AssessmentData, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { equalWeights, evaluateDraft, type DraftResult, type Method, type WpqMethod } from '#shared/domain/grading/index.ts';
import type { AssessmentView } from '#shared/contract/index.ts';

/** The parameters of the only kind of method whose factors are scored by p and q. */
export function asWpq(method: Method | null): WpqMethod | null {
  return method?.kind === 'wpq' ? method : null;
}

/** What the shared grading says of the assessment as it stands on screen, stored or not. */
export function draftOfView(view: AssessmentView, method: WpqMethod): DraftResult {
  return evaluateDraft(method, draftOf({ factors: withWeights(view).factors, context: view.context }));
}

/**
 * The view with result and checks worked out anew, so that matrix and sentence follow the hand while the edit is
 * still on its way. The data process works them out by the same functions; its answer replaces this one.
 */
export function judged(view: AssessmentView, model: AssessmentModel, method: WpqMethod, today: string): AssessmentView {
  const weighted = withWeights(view);
  const data: AssessmentData = {
    today,
    basics: weighted.proposal,
    factors: weighted.factors,
    context: weighted.context,
    measures: weighted.measures,
    conclusion: weighted.conclusion,
    newerModel: weighted.newerModel,
  };
  return { ...weighted, result: evaluateDraft(method, draftOf(data)), checks: checkAssessment(model, method, data) };
}

/** Equal weights follow the number of identified factors; what takes no part has none. */
function withWeights(view: AssessmentView): AssessmentView {
  if (view.weightMode !== 'equal') return view;
  const shares = equalWeights(view.factors.filter(({ state }) => state === 'identified').length);
  let next = 0;
  return { ...view, factors: view.factors.map((factor) => ({ ...factor, weight: factor.state === 'identified' ? (shares[next++] ?? null) : null })) };
}
