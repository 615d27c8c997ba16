import { z } from 'zod';
import { Real, toFixedString, toReal, type DecimalString } from '#shared/domain/decimal/index.ts';
import type { AhpMethod } from '#shared/domain/grading/index.ts';
import { principalEigenpair } from './eigenvector.ts';
import { readMatrix } from './matrix.ts';

/** Decimals printed of what has no last digit. */
export const AHP_PLACES = 12;

export const ahpInputSchema = z.strictObject({ matrix: z.array(z.array(z.string())) });
export type AhpInput = z.infer<typeof ahpInputSchema>;

export interface AhpResult {
  /** One weight a criterion, rounded half up to AHP_PLACES decimals: their sum may miss 1 by the last digit. */
  readonly weights: readonly DecimalString[];
  readonly lambdaMax: DecimalString;
  readonly ci: DecimalString;
  readonly cr: DecimalString;
  /** Judged on the unrounded ratio. */
  readonly consistent: boolean;
  /** The comparison (row < column, from 0) that fits the weights least, and what would fit; null where all fit. */
  readonly worst: { readonly row: number; readonly column: number; readonly given: string; readonly fitting: DecimalString } | null;
}

/** Weights from pairwise comparisons with their consistency. Throws as readMatrix does. */
export function evaluateAhp(method: AhpMethod, input: AhpInput): AhpResult {
  const ratios = readMatrix(input.matrix, method.randomIndex.length);
  const matrix = ratios.map((row) => row.map(toReal));
  const size = matrix.length;
  const { vector, lambda } = principalEigenpair(matrix);

  // One or two criteria cannot contradict each other, and lambda max is never below the size: what is, is the last digit.
  const ci = size <= 2 ? new Real(0) : Real.max(lambda.minus(size).div(size - 1), 0);
  const randomIndex = new Real(method.randomIndex[size - 1] ?? '0');
  const cr = randomIndex.isZero() ? new Real(0) : ci.div(randomIndex);
  return {
    weights: vector.map((weight) => toFixedString(weight, AHP_PLACES)),
    lambdaMax: toFixedString(lambda, AHP_PLACES),
    ci: toFixedString(ci, AHP_PLACES),
    cr: toFixedString(cr, AHP_PLACES),
    consistent: cr.lt(method.consistentBelow),
    worst: worstPair(input.matrix, matrix, vector),
  };
}

/** Below this relative misfit a comparison fits: it is then only the precision of the vector. */
const FITS = new Real('1e-20');

function worstPair(cells: readonly (readonly string[])[], matrix: readonly (readonly Real[])[], vector: readonly Real[]): AhpResult['worst'] {
  let worst: AhpResult['worst'] = null;
  let misfit = new Real(1).plus(FITS);
  matrix.forEach((row, i) => {
    row.forEach((given, j) => {
      const [wi, wj] = [vector[i], vector[j]];
      if (j <= i || wi === undefined || wj === undefined) return;
      const fitting = wi.div(wj);
      const factor = Real.max(given.div(fitting), fitting.div(given));
      if (factor.lte(misfit)) return;
      misfit = factor;
      worst = { row: i, column: j, given: cells[i]?.[j] ?? '', fitting: toFixedString(fitting, AHP_PLACES) };
    });
  });
  return worst;
}
