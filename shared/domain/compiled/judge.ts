import { evaluateDraft, type DraftInput, type DraftResult, type WpqMethod } from '#shared/domain/grading/index.ts';
import { CompiledCase } from './compiled-case.ts';

/**
 * What {@link evaluateDraft} says of a draft. A draft must not be changed once it was handed in: a factor, or a side's direct input, that is
 * the same object as before is taken to say the same.
 */
export type DraftJudge = (draft: DraftInput) => DraftResult;

/**
 * Judges the drafts of one case one after the other as they are edited, in whole numbers: compiled at the first, again where the number of
 * factors changes or a value has more digits than the compiled form holds. Where digits fit no whole numbers at all, decimals judge.
 */
export function judgeOf(method: WpqMethod): DraftJudge {
  let compiled: CompiledCase | null = null;
  return (draft) => {
    if (compiled?.take(draft)) return compiled.words();
    compiled = CompiledCase.of(method, draft);
    return compiled?.take(draft) ? compiled.words() : evaluateDraft(method, draft);
  };
}
