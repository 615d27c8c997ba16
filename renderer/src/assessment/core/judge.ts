import { checkAssessment, draftOf, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { judgeOf } from '#shared/domain/compiled/index.ts';
import { equalWeights, type DraftResult, type Method, type WpqMethod } from '#shared/domain/grading/index.ts';
import type { AssessmentView } from '#shared/contract/index.ts';

/** The parameters of the only kind of method whose factors are scored by p and q. */
export function asWpq(method: Method | null): WpqMethod | null {
  return method?.kind === 'wpq' ? method : null;
}

/** What the shared grading says of an assessment, once. */
export function draftOfView(view: AssessmentView, method: WpqMethod): DraftResult {
  return judgeOf(method)(draftOf(weigher()(view)));
}

/** Works one assessment out as it stands on screen, stored or not, so that matrix and sentence follow the hand while an edit is still on its way. */
export interface LiveJudge {
  /** What the shared grading says. */
  draft(view: AssessmentView): DraftResult;
  /** The view with result and checks worked out anew. The data process works them out by the same rules; its answer replaces this one. */
  judged(view: AssessmentView, today: string): AssessmentView;
}

/** It keeps the case in compiled form between edits: only what was edited is read again. */
export function liveJudge(model: AssessmentModel, method: WpqMethod): LiveJudge {
  const judge = judgeOf(method);
  const weigh = weigher();
  return {
    draft: (view) => judge(draftOf(weigh(view))),
    judged(view, today) {
      const weighted = weigh(view);
      const { proposal, factors, context, measures, conclusion, newerModel } = weighted;
      const result = judge(draftOf(weighted));
      return { ...weighted, result, checks: checkAssessment(model, method, { today, basics: proposal, factors, context, measures, conclusion, newerModel }, result) };
    },
  };
}

/** Equal weights follow the number of identified factors; what takes no part has none. A factor whose weight stays is the same object. */
function weigher(): (view: AssessmentView) => AssessmentView {
  let shares = equalWeights(0);
  return (view) => {
    if (view.weightMode !== 'equal') return view;
    const count = view.factors.filter(({ state }) => state === 'identified').length;
    if (shares.length !== count) shares = equalWeights(count);
    let next = 0;
    const factors = view.factors.map((factor) => {
      const weight = factor.state === 'identified' ? (shares[next++] ?? null) : null;
      return factor.weight === weight ? factor : { ...factor, weight };
    });
    return { ...view, factors };
  };
}
