import { HUNDRED, type Fixed } from './fixed.ts';

/** Places that a logarithm is given with, and those that are worked with on the way: what is cut off there never reaches the former. */
const GIVEN = 10n ** 36n;
const SPARE = 10n ** 10n;
const FINE = GIVEN * SPARE;
const LN2 = doubleArtanh(FINE / 3n);

/**
 * ln 100 - ln value, x 10^36, for a value above 0 and not above 100: a proportion to divide by, never shown. By the series of
 * ln (a / b) = 2 artanh ((a - b) / (a + b)), after the value was doubled until it is above 50.
 */
export function logDistance(value: Fixed): bigint {
  if (value >= HUNDRED) return 0n;
  if (value <= 0n) throw new RangeError(`no logarithm of ${value.toString()}`);
  let [near, twos] = [value, 0n];
  while (near * 2n <= HUNDRED) {
    near *= 2n;
    twos += 1n;
  }
  const distance = doubleArtanh(((HUNDRED - near) * FINE) / (HUNDRED + near)) + twos * LN2;
  return (distance + SPARE / 2n) / SPARE;
}

/** 2 (z + z^3/3 + z^5/5 + ...), x FINE, for z from 0 to 1/3. */
function doubleArtanh(z: bigint): bigint {
  const square = (z * z) / FINE;
  let [power, sum] = [z, z];
  for (let odd = 3n; power > 0n; odd += 2n) {
    power = (power * square) / FINE;
    sum += power / odd;
  }
  return 2n * sum;
}
