import { Decimal } from 'decimal.js';
import { divide, HUNDRED, UNIT, type Fixed } from './fixed.ts';

/** 40 significant digits: far more than the 18 places that are kept. */
const Precise = Decimal.clone({ defaults: true, precision: 40 });

/** ln 100 - ln value, for a value between the floor and 100. */
export function logDistance(value: Fixed): Fixed {
  if (value >= HUNDRED) return 0n;
  const ratio = new Precise(HUNDRED.toString()).div(value.toString());
  return divide(BigInt(ratio.ln().times((UNIT * 10n).toString()).toFixed(0)), 10n);
}
