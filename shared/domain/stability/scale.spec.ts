import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NORMALISATIONS } from './definition.ts';
import { ascending, fixed, HUNDRED, shown, UNIT, type Fixed } from './fixed.ts';
import { goalpostScale, goalpostsOf, percentile, scaleOf } from './scale.ts';

const value = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const panel = fc.array(value, { minLength: 2, maxLength: 60 }).map((values) => values.sort(ascending));
const fixedText = (text: string): ReturnType<typeof shown> => shown(fixed(text));
const P = (low: string, high: string): Parameters<typeof goalpostsOf>[0] => ({ kind: 'panel', low: fixedText(low), high: fixedText(high) });

describe('percentiles', () => {
  it('lies between the ends, rises with p, and is a value of the list at whole places', () => {
    fc.assert(fc.property(panel, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (sorted, a, b) => {
      const at = (p: number): Fixed => percentile(sorted, (HUNDRED * BigInt(p)) / 1000n)!;
      expect(at(0)).toBe(sorted[0]);
      expect(at(1000)).toBe(sorted.at(-1));
      expect(at(Math.min(a, b)) <= at(Math.max(a, b))).toBe(true);
    }));
  });

  it('goes by straight line between two values', () => {
    const sorted = [1n, 2n, 4n, 8n].map((n) => n * UNIT);
    expect(shown(percentile(sorted, fixed('50'))!)).toBe('3');
    expect(shown(percentile(sorted, fixed('5'))!)).toBe('1.15');
    expect(percentile([], fixed('5'))).toBeNull();
  });
});

describe('goalposts', () => {
  it('are the percentiles; the ends where these fall together; none where nothing differs', () => {
    const of = (...values: number[]): bigint[] => values.map((n) => BigInt(n) * UNIT);
    expect(goalpostsOf(P('25', '75'), of(0, 1, 2, 3, 4), null)).toEqual({ low: UNIT, high: 3n * UNIT });
    expect(goalpostsOf(P('5', '95'), of(...new Array<number>(100).fill(0), 7), null)).toEqual({ low: 0n, high: 7n * UNIT });
    expect(goalpostsOf(P('5', '95'), of(3, 3, 3), null)).toBeNull();
    expect(goalpostsOf(P('5', '95'), [], null)).toBeNull();
    expect(goalpostsOf({ kind: 'fixed', low: fixedText('0'), high: fixedText('6') }, [], null)).toEqual({ low: 0n, high: 6n * UNIT });
  });

  it('give way to the end of the panel where small places would be pulled past them', () => {
    const rare = [...new Array<bigint>(98).fill(UNIT), 2n * UNIT, 30n * UNIT];
    expect(goalpostsOf(P('5', '98'), rare, null)!.high < 3n * UNIT).toBe(true);
    expect(goalpostsOf(P('5', '98'), rare, 4n * UNIT)).toEqual({ low: UNIT, high: 30n * UNIT });
    const common = [-20n * UNIT, ...new Array<bigint>(98).fill(9n * UNIT), 10n * UNIT];
    expect(goalpostsOf(P('2', '100'), common, 8n * UNIT)).toEqual({ low: -20n * UNIT, high: 10n * UNIT });
    expect(goalpostsOf(P('25', '75'), [0n, 1n, 2n, 3n, 4n], 2n)).toEqual({ low: 1n, high: 3n });
  });

  it('puts 100 at the good end, the floor at the bad end and cuts off beyond', () => {
    const floor = fixed('60');
    const harm = goalpostScale({ low: fixed('2'), high: fixed('4') }, { direction: 'lower', floor });
    expect([1, 2, 3, 4, 9].map((n) => shown(harm(BigInt(n) * UNIT)))).toEqual(['100', '100', '80', '60', '60']);
    const good = goalpostScale({ low: fixed('2'), high: fixed('4') }, { direction: 'higher', floor });
    expect([1, 2, 3, 4, 9].map((n) => shown(good(BigInt(n) * UNIT)))).toEqual(['60', '60', '80', '100', '100']);
  });

  it('every way of normalising stays within the scale and never rewards more harm', () => {
    fc.assert(fc.property(panel, value, value, fc.constantFrom(...NORMALISATIONS), fc.constantFrom<'lower' | 'higher'>('lower', 'higher'), (sorted, a, b, way, direction) => {
      const goalposts = goalpostsOf(P('5', '95'), sorted, null);
      fc.pre(goalposts !== null);
      const floor = fixed('60');
      const scale = scaleOf(way, goalposts, sorted, { direction, floor });
      const [small, large] = a < b ? [a, b] : [b, a];
      for (const one of [a, b]) expect(scale(one) >= floor && scale(one) <= HUNDRED).toBe(true);
      expect(direction === 'higher' ? scale(small) <= scale(large) : scale(small) >= scale(large)).toBe(true);
    }));
  });
});
