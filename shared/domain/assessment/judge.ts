import {
  evaluateDraft, evaluateScorecardDraft, evaluateWcDraft, PATHS, SCORECARD_PATHS, WC_PATHS, type CutOffs, type DraftResult, type JudgingMethod, type Level, type PathName,
  type ScorecardDraft, type ScorecardMethod, type ScorecardPath, type WcDraft, type WcMethod, type WcPath, type WpqMethod,
} from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import { directsOf, draftOf, type JudgedData } from './data.ts';

/** A method with what it says of a case: which of the three it is, the kind tells. */
export type Judgement =
  | { readonly kind: 'wpq'; readonly method: WpqMethod; readonly draft: DraftResult }
  | { readonly kind: 'wc'; readonly method: WcMethod; readonly draft: WcDraft }
  | { readonly kind: 'scorecard'; readonly method: ScorecardMethod; readonly draft: ScorecardDraft };

/** Judges a case, finished or not, by its method. Never throws for what a user may have typed. */
export function judgeCase(method: JudgingMethod, data: JudgedData): Judgement {
  switch (method.kind) {
    case 'wpq':
      return { kind: 'wpq', method, draft: evaluateDraft(method, draftOf(data)) };
    case 'wc': {
      const factors = data.factors
        .filter(({ state }) => state === 'identified')
        .map(({ factorId, weight, c, residualC }) => ({ id: factorId, weight, initial: c, residual: residualC }));
      return { kind: 'wc', method, draft: evaluateWcDraft(method, { factors, ...directsOf(data.context) }) };
    }
    case 'scorecard': {
      const items = data.factors
        .filter(({ state }) => state === 'identified')
        .map((factor) => ({
          id: factor.factorId, initial: { points: factor.points, opposed: factor.opposed }, residual: { points: factor.residualPoints, opposed: factor.residualOpposed },
        }));
      return { kind: 'scorecard', method, draft: evaluateScorecardDraft(method, { items, ...directsOf(data.context) }) };
    }
    default:
      return assertNever(method, 'method');
  }
}

/** The separate verdicts of all kinds of method. */
export type AnyPath = PathName | WcPath | ScorecardPath;

/** The verdicts of a kind of method, in the order in which they are named. */
export function pathsOf(kind: JudgingMethod['kind']): readonly AnyPath[] {
  switch (kind) {
    case 'wpq':
      return PATHS;
    case 'wc':
      return WC_PATHS;
    case 'scorecard':
      return SCORECARD_PATHS;
    default:
      return assertNever(kind, 'kind');
  }
}

/** What the verdicts of one side say; a path that the method does not have says nothing. */
export function pathLevel({ paths }: { readonly paths: Readonly<Partial<Record<AnyPath, Level | null>>> }, path: AnyPath): Level | null {
  return paths[path] ?? null;
}

/** The one figure that a side comes to: index, or total of a scorecard; null until it is known. */
export function valueOf(side: { readonly index: string | null } | { readonly total: string | null }): string | null {
  return 'total' in side ? side.total : side.index;
}

/** From where on that figure is medium and high. */
export function cutOffsOf(method: JudgingMethod): CutOffs {
  return method.kind === 'scorecard' ? method.total : method.index;
}

/** What the figure is called in a formula. */
export function symbolOf({ kind }: Pick<JudgingMethod, 'kind'>): 'T' | 'W' {
  return kind === 'scorecard' ? 'W' : 'T';
}
