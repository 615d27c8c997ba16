import { exact, ONE, Real, sumOf, toDecimalString, ZERO, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** Decimals of a weight that the program itself divides out; entered weights keep what was entered. */
export const WEIGHT_PLACES = 6;

/**
 * Equal weights that sum to exactly 1: what division leaves over is handed out in units of the last decimal,
 * from the first on. So three weights are 0.333334, 0.333333, 0.333333.
 */
export function equalWeights(count: number, places = WEIGHT_PLACES): DecimalString[] {
  return shares(Array.from({ length: count }, () => ONE), places);
}

/**
 * Weights divided by their sum, rounded so that they sum to exactly 1 (largest remainder; among equals the first).
 * Throws WEIGHT_RANGE for a weight below 0, WEIGHT_SUM where all are 0, NOT_A_NUMBER.
 */
export function normaliseWeights(weights: readonly string[], places = WEIGHT_PLACES): DecimalString[] {
  const values = weights.map((weight, position) => exact(weight, { path: `weights.${String(position)}` }));
  if (values.some((value) => value.lt(ZERO))) throw new AppError('WEIGHT_RANGE', 'A weight cannot be below 0.');
  if (values.length > 0 && sumOf(values).isZero()) throw new AppError('WEIGHT_SUM', 'Weights that are all 0 cannot be normalised.', { sum: '0' });
  return shares(values, places);
}

/** The exact sum of weights as text. Throws NOT_A_NUMBER. */
export function weightSum(weights: readonly string[]): DecimalString {
  return toDecimalString(sumOf(weights.map((weight) => exact(weight))));
}

function shares(values: readonly Exact[], places: number): DecimalString[] {
  const total = new Real(sumOf(values));
  const unit = new Real(10).pow(-places);
  const parts = values.map((value, position) => {
    const share = new Real(value).div(total);
    const floor = share.toDecimalPlaces(places, Real.ROUND_FLOOR);
    return { position, floor, rest: share.minus(floor) };
  });
  let left = new Real(1).minus(sumOf(parts.map(({ floor }) => floor))).div(unit).round().toNumber();
  for (const part of [...parts].sort((a, b) => b.rest.cmp(a.rest) || a.position - b.position)) {
    if (left <= 0) break;
    part.floor = part.floor.plus(unit);
    left -= 1;
  }
  return parts.map(({ floor }) => toDecimalString(floor));
}
