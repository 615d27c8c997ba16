import type { Exact } from '#shared/domain/decimal/index.ts';
import { levelRank, type Level, type PathName } from './levels.ts';

/** Something a reader must know although the result was computed. */
export type Warning =
  /** The factor has no residual: its initial value stands in. */
  | { readonly code: 'RESIDUAL_MISSING'; readonly factor: string }
  /** The measures are said to make it worse. */
  | { readonly code: 'RESIDUAL_ABOVE_INITIAL'; readonly factor: string; readonly field: 'p' | 'q' | 'r' | 'c' | 'points' }
  /** The path stood at medium or high before, and nothing is known of it after the measures. */
  | { readonly code: 'RESIDUAL_PATH_MISSING'; readonly path: PathName };

interface ScorePair {
  readonly id: string;
  readonly initial: { readonly p: Exact; readonly q: Exact };
  readonly residual: { readonly p: Exact; readonly q: Exact } | null;
}

/** The warnings of one factor of a case that has a residual side. */
export function residualWarnings({ id, initial, residual }: ScorePair): Warning[] {
  if (residual === null) return [{ code: 'RESIDUAL_MISSING', factor: id }];
  return fieldsAbove(initial, residual).map((field) => ({ code: 'RESIDUAL_ABOVE_INITIAL', factor: id, field }));
}

/** Which of p, q and R are higher after the measures than before. */
export function fieldsAbove(initial: ScorePair['initial'], residual: ScorePair['initial']): ('p' | 'q' | 'r')[] {
  const fields: ('p' | 'q' | 'r')[] = [];
  if (residual.p.gt(initial.p)) fields.push('p');
  if (residual.q.gt(initial.q)) fields.push('q');
  if (residual.p.times(residual.q).gt(initial.p.times(initial.q))) fields.push('r');
  return fields;
}

type Direct = Readonly<Record<'trigger' | 'opinion', Level | null>>;

/** A grave trigger or opposition that the residual side is silent about must not vanish without a word. */
export function missingPathWarnings(before: Direct, after: Direct): Extract<Warning, { code: 'RESIDUAL_PATH_MISSING' }>[] {
  return (['trigger', 'opinion'] as const)
    .filter((path) => {
      const level = before[path];
      return after[path] === null && level !== null && levelRank(level) > levelRank('low');
    })
    .map((path) => ({ code: 'RESIDUAL_PATH_MISSING', path }));
}
