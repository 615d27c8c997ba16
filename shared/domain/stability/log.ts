import { Decimal } from 'decimal.js';
import { HUNDRED, type Fixed } from './fixed.ts';

/** 40 significant digits: far more than the 18 places that are kept. */
const Precise = Decimal.clone({ defaults: true, precision: 40 });

/** ln 100 - ln value, x 10^36, for a value between the floor and 100: a proportion to divide by, never shown. */
export function logDistance(value: Fixed): bigint {
  if (value >= HUNDRED) return 0n;
  const ratio = new Precise(HUNDRED.toString()).div(value.toString());
  return BigInt(ratio.ln().times('1e36').toFixed(0));
}
