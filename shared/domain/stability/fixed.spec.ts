import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, toDecimalString } from '#shared/domain/decimal/index.ts';
import { divide, fixed, HUNDRED, shown, UNIT, wholeRoot } from './fixed.ts';
import { exp, ln } from './portable.ts';
import { createRandom } from './random.ts';

const whole = (max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min: 0n, max });

describe('whole multiples of 10^-18', () => {
  it('reads and writes decimals exactly', () => {
    for (const text of ['0', '1', '-1', '69', '0.1', '12.345678901', '-0.0000000001', '99.9999999999']) expect(shown(fixed(text))).toBe(text);
    expect(fixed('0.000000000000000001')).toBe(1n);
    expect(() => fixed('0.0000000000000000001')).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER' }));
  });

  it('rounds half away from zero, and only what is shown', () => {
    expect(shown(fixed('0.00000000005'))).toBe('0.0000000001');
    expect(shown(fixed('-0.00000000005'))).toBe('-0.0000000001');
    expect(shown(fixed('89.99999999999'))).toBe('90');
    expect(divide(7n, 2n)).toBe(4n);
    expect(divide(-7n, 2n)).toBe(-4n);
    expect(divide(7n, -3n)).toBe(-2n);
  });

  it('divides like exact decimals: never more than half a step off', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 20n }), (a, b) => {
      const rest = 2n * (a - divide(a, b) * b);
      return (rest < 0n ? -rest : rest) <= b;
    }));
  });

  it('agrees with exact decimals', () => {
    fc.assert(fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (n) => {
      const text = toDecimalString(exact(String(n)).times(exact('0.001')));
      expect(shown(fixed(text))).toBe(text);
    }));
  });
});

describe('whole roots', () => {
  it('is the whole part of the root, from whatever start', () => {
    fc.assert(fc.property(whole(10n ** 120n), fc.integer({ min: 1, max: 40 }), fc.option(whole(10n ** 30n), { nil: undefined }), (value, degree, near) => {
      const root = wholeRoot(value, degree, near);
      expect(root ** BigInt(degree) <= value).toBe(true);
      expect((root + 1n) ** BigInt(degree) > value).toBe(true);
    }));
  });

  it('refuses what has none', () => {
    expect(() => wholeRoot(-1n, 2)).toThrow();
    expect(() => wholeRoot(4n, 0)).toThrow();
    expect(wholeRoot(0n, 5)).toBe(0n);
    expect(wholeRoot(HUNDRED * HUNDRED, 2)).toBe(HUNDRED);
    expect(UNIT).toBe(10n ** 18n);
  });
});

describe('for simulated runs', () => {
  it('takes logarithms and exponentials to 14 digits', () => {
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(Math.log(x))));
      expect(Math.abs(exp(ln(x)) / x - 1)).toBeLessThan(1e-12);
    }));
  });

  it('draws the same numbers for the same seed, evenly from 0 to 1', () => {
    const first = createRandom(7);
    expect(Array.from({ length: 3 }, () => first() * 2 ** 32)).toEqual([50271532, 266108690, 4195786334]); // as an implementation in another language draws them
    const random = createRandom(20210410);
    const drawn = Array.from({ length: 10_000 }, random);
    expect(drawn.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(drawn.reduce((sum, x) => sum + x, 0) / drawn.length).toBeCloseTo(0.5, 1);
  });
});
