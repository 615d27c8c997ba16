import { exact, Real, toDecimalString, type DecimalString } from '#shared/domain/decimal/index.ts';
import { normaliseWeights, type AhpMethod } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { evaluateAhp, type AhpResult } from './ahp.ts';

/** Comparisons in two steps: the groups against each other, then the members of each. */
export interface Comparison {
  /** Between the groups; null where there is one group only. */
  readonly top: readonly (readonly string[])[] | null;
  readonly groups: readonly { readonly members: readonly string[]; readonly matrix: readonly (readonly string[])[] }[];
}

export interface ComparisonResult {
  readonly top: AhpResult | null;
  readonly groups: readonly AhpResult[];
  /** Every matrix is consistent. */
  readonly consistent: boolean;
  /** One weight per member, in the order of the groups, that sum to exactly 1. */
  readonly weights: readonly { readonly member: string; readonly weight: DecimalString }[];
}

/**
 * Weights of members from comparisons in two steps: weight of the group times weight within it (Saaty), shared out so that they sum to 1.
 *
 * @throws AppError as evaluateAhp; BAD_INPUT where a matrix does not fit its members or a member appears twice
 */
export function evaluateComparison(method: AhpMethod, { top, groups }: Comparison): ComparisonResult {
  const members = groups.flatMap((group) => group.members);
  if (members.length === 0 || new Set(members).size !== members.length) throw new AppError('BAD_INPUT', 'Every member is compared once.', { path: 'groups' });
  if ((top === null) !== (groups.length === 1) || (top !== null && top.length !== groups.length)) throw new AppError('BAD_INPUT', 'The comparison between groups does not fit them.', { path: 'top' });
  const mutable = (matrix: readonly (readonly string[])[]): string[][] => matrix.map((row) => [...row]);
  const between = top === null ? null : evaluateAhp(method, { matrix: mutable(top) });
  const within = groups.map((group) => {
    if (group.matrix.length !== group.members.length) throw new AppError('BAD_INPUT', 'A comparison does not fit its members.', { path: 'groups' });
    return evaluateAhp(method, { matrix: mutable(group.matrix) });
  });
  const products = within.flatMap(({ weights }, place) => weights.map((weight) => toDecimalString(new Real(exact(weight)).times(between?.weights[place] ?? '1'))));
  const shares = normaliseWeights(products);
  return {
    top: between, groups: within, consistent: [...(between === null ? [] : [between]), ...within].every(({ consistent }) => consistent),
    weights: members.flatMap((member, place) => (shares[place] === undefined ? [] : [{ member, weight: shares[place] }])),
  };
}
