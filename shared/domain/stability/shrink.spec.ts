import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide, shown, UNIT } from './fixed.ts';
import { priorOf, shrunkRate, type Exposure } from './shrink.ts';

const place: fc.Arbitrary<Exposure> = fc.record({ exposure: fc.bigInt({ min: 1n, max: 10_000_000n }), part: fc.integer({ min: 0, max: 1000 }) })
  .map(({ exposure, part }) => ({ exposure, events: (exposure * BigInt(part)) / 1000n }));
const places = fc.array(place, { minLength: 2, maxLength: 30 });
const kind = fc.constantFrom<'rate' | 'share'>('rate', 'share');

describe('empirical Bayes', () => {
  it('keeps every rate between its own value and the mean of all', () => {
    fc.assert(fc.property(places, kind, (all, of) => {
      const prior = priorOf([all], of)!;
      const mean = divide(prior.mean * UNIT, 10n ** 30n);
      for (const one of all) {
        const [own, shrunk] = [divide(one.events * UNIT, one.exposure), shrunkRate(one, prior, 1n, UNIT)];
        const [low, high] = own < mean ? [own, mean] : [mean, own];
        expect(shrunk >= low - 1n && shrunk <= high + 1n).toBe(true);
      }
    }));
  });

  it('pulls a small place more than a large one with the same rate', () => {
    const all = [{ events: 10n, exposure: 1_000n }, { events: 1_000n, exposure: 100_000n }, { events: 300n, exposure: 100_000n }, { events: 200n, exposure: 50_000n }, { events: 2_000n, exposure: 90_000n }];
    const prior = priorOf([all], 'rate')!;
    const [small, large] = [shrunkRate(all[0]!, prior, 1n, UNIT), shrunkRate(all[1]!, prior, 1n, UNIT)];
    const mean = divide(prior.mean * UNIT, 10n ** 30n);
    const distance = (value: bigint): bigint => (value > mean ? value - mean : mean - value);
    expect(prior.between > 0n).toBe(true);
    expect(distance(small) < distance(large)).toBe(true);
  });

  it('is the figure of the published formula', () => {
    // By hand: y = 2, 8, n = 10, 10: m = 0.5, s2 = 0.09, A = 0.09 - 0.5 / 10 = 0.04, C = 0.04 / (0.04 + 0.05) = 4/9; 0.5 + 4/9 (0.2 - 0.5) = 11/30.
    const all = [{ events: 2n, exposure: 10n }, { events: 8n, exposure: 10n }];
    const rate = priorOf([all], 'rate')!;
    expect(shown(shrunkRate(all[0]!, rate, 1n, UNIT))).toBe('0.3666666667');
    // Shares: chance 0.5 x 0.5 = 0.25; A = 0.09 - 0.025 = 0.065, C = 0.065 / 0.09; 0.5 - 0.3 x 0.7222...
    expect(shown(shrunkRate(all[0]!, priorOf([all], 'share')!, 1n, UNIT))).toBe('0.2833333333');
  });

  it('takes the mean of all months, and what differs between places within each', () => {
    const month = (add: bigint): Exposure[] => [{ events: 2n + add, exposure: 10n }, { events: 8n + add, exposure: 10n }];
    const [low, high] = [priorOf([month(0n)], 'rate')!, priorOf([month(20n)], 'rate')!];
    const both = priorOf([month(0n), [], month(20n)], 'rate')!;
    expect(both.mean).toBe((low.mean + high.mean) / 2n);
    // By hand: s2 = 0.09 in both; A = 0.09 - 0.5 / 10 = 0.04 and 0.09 - 2.5 / 10, at least 0. The rise from 0.5 to 2.5 is no difference between places.
    expect([low.between, high.between, both.between].map((one) => shown(divide(one, 10n ** 12n)))).toEqual(['0.04', '0', '0.02']);
  });

  it('gives the mean where nothing is known of a place, or all are alike', () => {
    const alike = [{ events: 5n, exposure: 100n }, { events: 10n, exposure: 200n }];
    const prior = priorOf([alike], 'rate')!;
    expect(prior.between).toBe(0n);
    expect(shown(shrunkRate({ events: 0n, exposure: 0n }, prior, 100n, UNIT))).toBe('5');
    expect(shown(shrunkRate({ events: 3n, exposure: 4n }, prior, 100n, UNIT))).toBe('5');
    const none = [{ events: 0n, exposure: 100n }, { events: 0n, exposure: 200n }];
    expect(shrunkRate(none[0]!, priorOf([none], 'rate')!, 1n, UNIT)).toBe(0n);
    expect(priorOf([], 'rate')).toBeNull();
    expect(priorOf([[]], 'rate')).toBeNull();
  });
});
