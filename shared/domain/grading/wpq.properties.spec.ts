import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { evaluateDraft, evaluateWpq, gradeRank, GRADES, levelRank, LEVELS, type Level, type WpqInput } from './index.ts';
import { wpqMethodSchema } from './method.ts';

const method = wpqMethodSchema.parse(json);

/** A case in whole numbers: p and q in hundredths, weights in thousandths that sum to 1000. */
interface Factor { w: number; p: number; q: number }
interface Case { factors: Factor[]; opposed: number | null; people: number | null; triggers: string[] | null }

// Values crowd at the squares' sides, so that every cut-off is met often.
const hundredths = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0, 20, 40, 60, 80, 90, 100));
const factorsArbitrary = fc
  .array(fc.record({ cut: fc.integer({ min: 0, max: 1000 }), p: hundredths, q: hundredths }), { minLength: 1, maxLength: 12 })
  .map((rows) => {
    const cuts = [...rows.slice(1).map(({ cut }) => cut).sort((a, b) => a - b), 1000];
    return rows.map(({ p, q }, i) => ({ p, q, w: (cuts[i] ?? 1000) - (i === 0 ? 0 : (cuts[i - 1] ?? 0)) }));
  });
const caseArbitrary: fc.Arbitrary<Case> = fc.record({
  factors: factorsArbitrary,
  opposed: fc.option(fc.oneof(hundredths, fc.constantFrom(19, 20, 50, 51))),
  people: fc.option(fc.oneof(fc.nat({ max: 400 }), fc.constantFrom(19, 20, 199, 200))),
  triggers: fc.option(fc.subarray(['violence', 'extreme_act'])),
});

const decimal = (n: number, places: number): string => (n / 10 ** places).toFixed(places);
function inputOf({ factors, opposed, people, triggers }: Case): WpqInput {
  return {
    factors: factors.map(({ w, p, q }, i) => ({ id: `F${String(i)}`, weight: decimal(w, 3), initial: { p: decimal(p, 2), q: decimal(q, 2) } })),
    opinion: opposed === null ? null : { opposed: decimal(opposed, 2) },
    incident: people === null ? null : { people },
    triggers,
  };
}

/** The method once more, in integers and by the words of the table. */
function reference({ factors, opposed, people, triggers }: Case): { t: bigint; paths: Record<string, Level | null> } {
  const rs = factors.map(({ p, q }) => p * q); // 1e-4
  const t = factors.reduce((sum, { w, p, q }) => sum + BigInt(w) * BigInt(p) * BigInt(q), 0n); // 1e-7
  const major = rs.filter((r) => r > 6400).length;
  const largerOrWorse = rs.filter((r) => r > 3600).length;
  const trigger = (triggers?.length ?? 0) > 0 || (people ?? 0) >= 200 ? 'high' : (people ?? 0) >= 20 ? 'medium' : 'low';
  return {
    t,
    paths: {
      index: t > 6_400_000n ? 'high' : t >= 3_600_000n ? 'medium' : 'low',
      count: major >= 2 || largerOrWorse >= 5 ? 'high' : major === 1 || largerOrWorse >= 2 ? 'medium' : 'low',
      trigger: people === null && triggers === null ? null : trigger,
      opinion: opposed === null ? null : opposed > 50 ? 'high' : opposed >= 20 ? 'medium' : 'low',
    },
  };
}

describe('wpq, for any case', () => {
  it('agrees with the method computed in integers', () => {
    fc.assert(fc.property(caseArbitrary, (one) => {
      const { initial } = evaluateWpq(method, inputOf(one));
      const expected = reference(one);
      expect(initial.paths).toEqual(expected.paths);
      const [whole = '', fraction = ''] = initial.index.split('.');
      expect(BigInt(whole + fraction.padEnd(7, '0'))).toBe(expected.t);
    }), { numRuns: 500 });
  });

  it('stays in its bounds, and the level is the highest path', () => {
    fc.assert(fc.property(caseArbitrary, (one) => {
      const { initial } = evaluateWpq(method, inputOf(one));
      expect(Number(initial.index)).toBeGreaterThanOrEqual(0);
      expect(Number(initial.index)).toBeLessThanOrEqual(1);
      const ranks = Object.values(initial.paths).flatMap((level) => (level === null ? [] : levelRank(level)));
      expect(levelRank(initial.level)).toBe(Math.max(...ranks));
      expect(initial.decidedBy.map((path) => initial.paths[path])).toEqual(initial.decidedBy.map(() => initial.level));
      expect(initial.decidedBy.length).toBe(ranks.filter((rank) => rank === levelRank(initial.level)).length);
      for (const { grade } of initial.factors) expect(GRADES).toContain(grade);
    }));
  });

  it('never falls when a p or q rises', () => {
    const raised = fc.tuple(caseArbitrary, fc.nat(), fc.constantFrom<'p' | 'q'>('p', 'q'), fc.integer({ min: 1, max: 100 }));
    fc.assert(fc.property(raised, ([one, at, field, by]) => {
      const position = at % one.factors.length;
      const factors = one.factors.map((factor, i) => (i === position ? { ...factor, [field]: Math.min(100, factor[field] + by) } : factor));
      const [before, after] = [one, { ...one, factors }].map((each) => evaluateWpq(method, inputOf(each)).initial);
      expect(Number(after!.index)).toBeGreaterThanOrEqual(Number(before!.index));
      for (const path of ['index', 'count'] as const) expect(levelRank(after!.paths[path]!)).toBeGreaterThanOrEqual(levelRank(before!.paths[path]!));
      expect(levelRank(after!.level)).toBeGreaterThanOrEqual(levelRank(before!.level));
      expect(gradeRank(after!.factors[position]!.grade)).toBeGreaterThanOrEqual(gradeRank(before!.factors[position]!.grade));
    }), { numRuns: 1000 });
  });

  it('does not depend on the order of the factors', () => {
    const shuffled = caseArbitrary.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(inputOf(one).factors, { minLength: one.factors.length })));
    fc.assert(fc.property(shuffled, ([one, factors]) => {
      const sorted = (input: WpqInput): unknown => {
        const { initial } = evaluateWpq(method, input);
        return { ...initial, factors: [...initial.factors].sort((a, b) => a.id.localeCompare(b.id)) };
      };
      expect(sorted({ ...inputOf(one), factors })).toEqual(sorted(inputOf(one)));
    }));
  });

  it('gives the draft the same figures once it is complete', () => {
    fc.assert(fc.property(caseArbitrary, caseArbitrary, (before, after) => {
      const count = Math.min(before.factors.length, after.factors.length);
      const factors = inputOf(before).factors.map((factor, i) => ({ ...factor, residual: i < count ? inputOf(after).factors[i]?.initial : undefined }));
      const { opinion, incident, triggers } = inputOf(after);
      const whole = evaluateWpq(method, { ...inputOf(before), factors, residual: { opinion, incident, triggers } });
      const draft = evaluateDraft(method, {
        factors: factors.map(({ id, weight, initial, residual }) => ({ id, weight, initial, residual: residual ?? { p: null, q: null } })),
        initial: inputOf(before),
        residual: { opinion, incident, triggers },
      });
      expect(draft.gaps).toEqual([]);
      expect({ ...draft.initial, atLeast: undefined }).toEqual({ ...whole.initial, atLeast: undefined });
      expect(draft.residual && { ...draft.residual, atLeast: undefined }).toEqual({ ...whole.residual, atLeast: undefined });
      expect(draft.warnings).toEqual(whole.warnings);
      expect(LEVELS).toContain(draft.initial.atLeast);
    }));
  });
});
