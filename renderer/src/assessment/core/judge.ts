import { checkAssessment, draftOf, judgeCase, type AssessmentModel, type Judgement, type JudgedData } from '#shared/domain/assessment/index.ts';
import { judgeOf } from '#shared/domain/compiled/index.ts';
import { equalWeights, type JudgingMethod } from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import type { AssessmentResult, AssessmentView } from '#shared/contract/index.ts';

/** What the shared grading says of an assessment, once. */
export function judgementOf(view: AssessmentView, method: JudgingMethod): Judgement {
  return judgeBy(method)(weigher(method)(view));
}

/** Works one assessment out as it stands on screen, stored or not, so that pictures and sentence follow the hand while an edit is still on its way. */
export interface LiveJudge {
  /** What the shared grading says. */
  judgement(view: AssessmentView): Judgement;
  /** The view with result and checks worked out anew. The data process works them out by the same rules; its answer replaces this one. */
  judged(view: AssessmentView, today: string): AssessmentView;
}

/** It keeps the case in compiled form between edits: only what was edited is read again. */
export function liveJudge(model: AssessmentModel, method: JudgingMethod): LiveJudge {
  const judge = judgeBy(method);
  const weigh = weigher(method);
  return {
    judgement: (view) => judge(weigh(view)),
    judged(view, today) {
      const weighted = weigh(view);
      const { proposal, factors, context, measures, conclusion, newerModel } = weighted;
      const judgement = judge(weighted);
      return {
        ...weighted, result: resultOf(judgement), checks: checkAssessment(model, method, { today, basics: proposal, factors, context, measures, conclusion, newerModel }, judgement),
      };
    },
  };
}

/** The grading by p and q goes by whole numbers and remembers the case; the others have too few figures to be worth it. */
function judgeBy(method: JudgingMethod): (data: JudgedData) => Judgement {
  if (method.kind !== 'wpq') return (data) => judgeCase(method, data);
  const judge = judgeOf(method);
  return (data) => ({ kind: method.kind, method, draft: judge(draftOf(data)) });
}

function resultOf(judgement: Judgement): AssessmentResult {
  switch (judgement.kind) {
    case 'wpq':
      return { kind: judgement.kind, ...judgement.draft };
    case 'wc':
      return { kind: judgement.kind, ...judgement.draft };
    case 'scorecard':
      return { kind: judgement.kind, ...judgement.draft, weightSum: null };
    default:
      return assertNever(judgement, 'judgement');
  }
}

/** Equal weights follow the number of identified factors; what takes no part has none, nor do the items of a scorecard. A factor whose weight stays is the same object. */
function weigher({ kind }: JudgingMethod): (view: AssessmentView) => AssessmentView {
  let shares = equalWeights(0);
  return (view) => {
    if (view.weightMode !== 'equal' || kind === 'scorecard') return view;
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
