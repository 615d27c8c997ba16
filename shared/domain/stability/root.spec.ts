import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixed, HUNDRED, UNIT } from './fixed.ts';
import { rootOfProduct, type Part } from './root.ts';

const part = fc.record({ value: fc.bigInt({ min: 1n, max: HUNDRED }), weight: fc.bigInt({ min: 1n, max: 40n }) });

/** A whole number r is the whole part of the root if the product lies between r^W and (r + 1)^W. */
function isRoot(root: bigint, parts: readonly Part[]): boolean {
  const degree = parts.reduce((sum, { weight }) => sum + weight, 0n);
  const product = parts.reduce((all, { value, weight }) => all * value ** weight, 1n);
  return root ** degree <= product && product < (root + 1n) ** degree;
}

describe('the root of a weighted product', () => {
  it('is exact to its last digit', () => {
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
      expect(isRoot(rootOfProduct(parts), parts)).toBe(true);
    }), { numRuns: 500 });
  });

  it('is exact where it is a whole number, and just beside one', () => {
    fc.assert(fc.property(fc.bigInt({ min: 60n * UNIT, max: HUNDRED }), fc.bigInt({ min: 1n, max: 30n }), fc.bigInt({ min: 1n, max: 30n }), fc.bigInt({ min: -2n, max: 2n }), (value, a, b, off) => {
      const parts = [{ value, weight: a }, { value: value + off, weight: b }];
      expect(isRoot(rootOfProduct(parts), parts)).toBe(true);
    }), { numRuns: 500 });
    expect(rootOfProduct([{ value: fixed('50'), weight: 1n }, { value: fixed('8'), weight: 1n }])).toBe(fixed('20'));
  });

  it('is exact for weights that go beyond the short way', () => {
    const parts = [{ value: fixed('99.5'), weight: 4000n }, { value: fixed('61.000000000000000001'), weight: 997n }];
    expect(isRoot(rootOfProduct(parts), parts)).toBe(true);
  });
});
