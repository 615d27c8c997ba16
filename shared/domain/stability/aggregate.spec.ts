import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate, fillMissing, frameOf, geometricMean, losses, mean } from './aggregate.ts';
import type { IndexDefinition } from './definition.ts';
import { fixed, HUNDRED, shown, UNIT, type Fixed } from './fixed.ts';

const FLOOR = fixed('1');
const onScale = fc.bigInt({ min: FLOOR, max: HUNDRED });
const weight = fc.bigInt({ min: 1n, max: 30n });
const parts = fc.array(fc.tuple(onScale, weight), { minLength: 1, maxLength: 8 });

/** Two dimensions: one of two groups (1 and 2 indicators), one of a single indicator. */
function frame(aggregation: IndexDefinition['aggregation']): ReturnType<typeof frameOf> {
  const indicator = (weight: string): unknown => ({ weight });
  const dimensions = [
    { weight: '7.5', groups: [{ weight: '1', indicators: [indicator('1')] }, { weight: '3', indicators: [indicator('2'), indicator('1')] }] },
    { weight: '2.5', groups: [{ weight: '1', indicators: [indicator('4')] }] },
  ];
  return frameOf({ dimensions, aggregation } as unknown as IndexDefinition);
}
const four = fc.tuple(onScale, onScale, onScale, onScale);

describe('means', () => {
  it('lie between the smallest and the largest, geometric not above arithmetic', () => {
    fc.assert(fc.property(parts, (of) => {
      const [arithmetic, geometric] = [mean(of)!, geometricMean(of)!];
      const values = of.map(([value]) => value);
      const [low, high] = [values.reduce((a, b) => (a < b ? a : b)), values.reduce((a, b) => (a > b ? a : b))];
      expect(geometric >= low && arithmetic <= high).toBe(true);
      expect(geometric <= arithmetic + 1n).toBe(true);
    }));
  });

  it('never fall when one part rises', () => {
    fc.assert(fc.property(parts, fc.nat(), onScale, (of, at, value) => {
      const position = at % of.length;
      const raised = of.map(([old, w], index): [Fixed, bigint] => [index === position && value > old ? value : old, w]);
      expect(mean(raised)! >= mean(of)!).toBe(true);
      expect(geometricMean(raised)! >= geometricMean(of)!).toBe(true);
    }));
  });

  it('is the exact root: 18 places, rounded down', () => {
    expect(shown(geometricMean([[fixed('50'), 1n], [fixed('8'), 1n]])!)).toBe('20');
    expect(shown(geometricMean([[fixed('100'), 2n], [fixed('1'), 1n]])!, 18)).toBe('21.544346900318837217');
    expect(geometricMean([[null, 3n], [fixed('42'), 5n]])).toBe(fixed('42'));
    expect(geometricMean([[null, 3n]])).toBeNull();
  });
});

describe('the frame', () => {
  it('turns weights into whole numbers and shares of the whole', () => {
    const { dimensions, shares } = frame('geometric');
    expect(dimensions.map((dimension) => dimension.weight)).toEqual([3n, 1n]);
    expect(shares.map((share) => shown(share))).toEqual(['0.1875', '0.375', '0.1875', '0.25']);
    expect(shares.reduce((a, b) => a + b, 0n)).toBe(UNIT);
  });

  it('leaves out what nobody has and lets the rest carry its weight', () => {
    const { groups, dimensions, base } = aggregate(frame('arithmetic'), [null, fixed('80'), fixed('50'), null]);
    expect(groups).toEqual([[null, fixed('70')], [null]]);
    expect(dimensions).toEqual([fixed('70'), null]);
    expect(base).toBe(fixed('70'));
    expect(aggregate(frame('geometric'), [null, null, null, null]).base).toBeNull();
  });
});

describe('what is missing', () => {
  it('never makes a place better than those who report, nor than its own group', () => {
    const of = frame('geometric');
    fc.assert(fc.property(four, four, fc.constantFrom(0, 1, 2, 3), (values, standIns, at) => {
      const own = values.map((value, position) => (position === at ? null : value));
      const filled = fillMissing(of, own, standIns);
      expect(filled[at]! <= standIns[at]).toBe(true);
      expect(filled.filter((_, position) => position !== at)).toEqual(values.filter((_, position) => position !== at));
      const sibling = at === 1 ? 2 : at === 2 ? 1 : null;
      if (sibling !== null) expect(filled[at]! <= values[sibling]).toBe(true);
    }));
  });
});

describe('losses', () => {
  it('add up to 100 less the index exactly, are never negative, and none where all is at 100', () => {
    fc.assert(fc.property(four, fc.constantFrom<IndexDefinition['aggregation']>('geometric', 'arithmetic'), fc.subarray([0, 1, 2]), (values, aggregation, unknown) => {
      const of = frame(aggregation);
      const filled = values.map((value, position) => (unknown.includes(position) ? null : value));
      const aggregated = aggregate(of, filled);
      const { dimensions, indicators } = losses(of, filled, aggregated);
      const sum = (all: readonly Fixed[]): Fixed => all.reduce((a, b) => a + b, 0n);
      expect(sum(dimensions)).toBe(HUNDRED - aggregated.base!);
      // A dimension that rounding alone brings below 100 has no indicator to blame.
      expect([sum(dimensions), sum(dimensions) - 1n, 0n]).toContain(sum(indicators));
      expect([...dimensions, ...indicators].every((loss) => loss >= 0n)).toBe(true);
    }));
    const best = new Array<Fixed>(4).fill(HUNDRED);
    expect(losses(frame('geometric'), best, aggregate(frame('geometric'), best)).indicators).toEqual([0n, 0n, 0n, 0n]);
  });
});
