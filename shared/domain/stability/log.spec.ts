import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HUNDRED } from './fixed.ts';
import { logDistance } from './log.ts';

const Precise = Decimal.clone({ defaults: true, precision: 60 });

describe('the distance by logarithm', () => {
  it('is that of another library, to the 36th place', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: HUNDRED }), (value) => {
      const other = BigInt(new Precise(HUNDRED.toString()).div(value.toString()).ln().times('1e36').toFixed(0));
      const apart = logDistance(value) - other;
      // One unit of the last place: where the rest lies at the half, two ways may round apart.
      expect(apart >= -1n && apart <= 1n).toBe(true);
    }), { numRuns: 300 });
  });

  it('is nothing at the top, and refused where there is none', () => {
    expect(logDistance(HUNDRED)).toBe(0n);
    expect(() => logDistance(0n)).toThrow(RangeError);
  });
});
