import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, sumOf } from '#shared/domain/decimal/index.ts';
import { methodSchema, type AhpMethod } from '#shared/domain/grading/index.ts';
import { evaluateComparison } from './hierarchy.ts';

const METHOD = methodSchema.parse(JSON.parse(readFileSync(new URL('../../../resources/methods/ahp@1.json', import.meta.url), 'utf8'))) as AhpMethod;
/** A consistent matrix: every comparison is the quotient of two weights. */
const of = (weights: readonly number[]): string[][] => weights.map((a) => weights.map((b) => `${String(a)}/${String(b)}`));

describe('weights in two steps', () => {
  it('are the weight of the group times the weight within it', () => {
    const result = evaluateComparison(METHOD, { top: of([3, 1]), groups: [{ members: ['a', 'b'], matrix: of([1, 1]) }, { members: ['c', 'd'], matrix: of([4, 1]) }] });
    expect(Object.fromEntries(result.weights.map(({ member, weight }) => [member, weight]))).toEqual({ a: '0.375', b: '0.375', c: '0.2', d: '0.05' });
    expect(result.consistent).toBe(true);
  });

  it('of one group are its own', () => {
    expect(evaluateComparison(METHOD, { top: null, groups: [{ members: ['a', 'b', 'c'], matrix: of([1, 1, 2]) }] }).weights.map(({ weight }) => weight)).toEqual(['0.25', '0.25', '0.5']);
  });

  it('say so where any of the matrices contradicts itself, and refuse what does not fit', () => {
    const circle = [['1', '9', '1/9'], ['1/9', '1', '9'], ['9', '1/9', '1']];
    const group = { members: ['a', 'b', 'c'], matrix: circle };
    expect(evaluateComparison(METHOD, { top: null, groups: [group] }).consistent).toBe(false);
    for (const wrong of [{ top: of([1, 1]), groups: [group] }, { top: null, groups: [{ ...group, members: ['a', 'b'] }] }, { top: null, groups: [{ ...group, members: ['a', 'b', 'a'] }] }, { top: null, groups: [] }]) {
      expect(() => evaluateComparison(METHOD, wrong)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    }
  });

  it('sum to exactly 1 and keep the order of the weights they came from', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(fc.array(weights, { minLength: 1, maxLength: 4 }), (groups) => {
      const result = evaluateComparison(METHOD, {
        top: groups.length === 1 ? null : of(groups.map(() => 1)),
        groups: groups.map((own, g) => ({ members: own.map((_, m) => `${String(g)}.${String(m)}`), matrix: of(own) })),
      });
      expect(sumOf(result.weights.map(({ weight }) => exact(weight))).eq(1)).toBe(true);
      const within = result.weights.filter(({ member }) => member.startsWith('0.')).map(({ weight }) => Number(weight));
      groups[0]!.forEach((a, i) => groups[0]!.forEach((b, j) => { if (a > b) expect(within[i]!).toBeGreaterThan(within[j]!); }));
    }), { numRuns: 40 });
  });
});
