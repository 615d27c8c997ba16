import { Real } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** Greatest relative width of the bounds around lambda max at which the vector is taken as found. */
const TOLERANCE = new Real('1e-30');
/** Each squaring doubles the exponent of the matrix power; 200 suffice for any matrix the precision can hold. */
const MAX_SQUARINGS = 200;

export interface Eigenpair {
  /** Sums to 1. */
  readonly vector: readonly Real[];
  readonly lambda: Real;
}

/**
 * Principal eigenvector and eigenvalue of a positive matrix, to about 30 significant digits.
 *
 * Power iteration by squaring: the row sums of A^(2^k) tend to the vector, quadratically even where the second
 * eigenvalue is close behind the first. The end is judged by the Collatz-Wielandt bounds, min and max of
 * (A w)_i / w_i, which enclose lambda max for every positive w, so the result cannot look better than it is.
 */
export function principalEigenpair(matrix: readonly (readonly Real[])[]): Eigenpair {
  let power = matrix;
  for (let squaring = 0; squaring < MAX_SQUARINGS; squaring += 1) {
    const vector = normalised(power.map((row) => sum(row)));
    const quotients = matrix.map((row, i) => dot(row, vector).div(vector[i] ?? new Real(1)));
    const [low, high] = [Real.min(...quotients), Real.max(...quotients)];
    if (high.minus(low).lte(TOLERANCE.times(high))) return { vector, lambda: low.plus(high).div(2) };
    power = squared(power);
  }
  throw new AppError('BUG', 'The principal eigenvector was not found.');
}

/** The square, scaled so that no entry grows without end. */
function squared(matrix: readonly (readonly Real[])[]): Real[][] {
  const columns = matrix.map((_, j) => matrix.map((row) => row[j] ?? new Real(0)));
  const product = matrix.map((row) => columns.map((column) => dot(row, column)));
  const largest = Real.max(...product.flat());
  return product.map((row) => row.map((value) => value.div(largest)));
}

function normalised(values: readonly Real[]): Real[] {
  const total = sum(values);
  return values.map((value) => value.div(total));
}

function dot(a: readonly Real[], b: readonly Real[]): Real {
  return sum(a.map((value, i) => value.times(b[i] ?? 0)));
}

function sum(values: readonly Real[]): Real {
  return values.reduce((total, value) => total.plus(value), new Real(0));
}
