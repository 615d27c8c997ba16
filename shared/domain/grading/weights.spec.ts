import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalWeights, normaliseWeights, weightSum } from './index.ts';

describe('weights', () => {
  it('are equal to within the last decimal and sum to exactly 1', () => {
    expect(equalWeights(3)).toEqual(['0.333334', '0.333333', '0.333333']);
    expect(equalWeights(4)).toEqual(['0.25', '0.25', '0.25', '0.25']);
    expect(equalWeights(1)).toEqual(['1']);
    expect(equalWeights(0)).toEqual([]);
    for (let count = 1; count <= 54; count += 1) {
      const weights = equalWeights(count);
      expect(weightSum(weights)).toBe('1');
      expect(Math.max(...weights.map(Number)) - Math.min(...weights.map(Number))).toBeLessThan(0.0000011);
    }
  });

  it('are normalised without losing their proportions', () => {
    expect(normaliseWeights(['0.33', '0.33', '0.33'], 2)).toEqual(['0.34', '0.33', '0.33']);
    expect(normaliseWeights(['2', '1', '1'])).toEqual(['0.5', '0.25', '0.25']);
    expect(normaliseWeights(['0.5', '0.5', '0'])).toEqual(['0.5', '0.5', '0']);
    expect(normaliseWeights(['0.4', '0.6'])).toEqual(['0.4', '0.6']);
  });

  it('sum to exactly 1 whatever they were, each off by less than one unit of the last decimal', () => {
    fc.assert(fc.property(fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 }), (raw) => {
      const total = raw.reduce((sum, value) => sum + value, 0);
      fc.pre(total > 0);
      const weights = normaliseWeights(raw.map(String));
      expect(weightSum(weights)).toBe('1');
      weights.forEach((weight, i) => expect(Math.abs(Number(weight) - raw[i]! / total)).toBeLessThan(0.0000010001));
    }));
  });

  it.each([[['0', '0.0'], 'WEIGHT_SUM'], [['1', '-0.1'], 'WEIGHT_RANGE'], [['one'], 'NOT_A_NUMBER']])('refuses %j', (weights, code) => {
    expect(() => normaliseWeights(weights)).toThrow(expect.objectContaining({ code }));
  });
});
