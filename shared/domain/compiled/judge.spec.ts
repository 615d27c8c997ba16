import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { decimalSchema } from '#shared/domain/decimal/index.ts';
import { GRADES, evaluateDraft, wpqMethodSchema, type DraftFactor, type DraftInput, type WpqMethod } from '#shared/domain/grading/index.ts';
import { CompiledCase } from './compiled-case.ts';
import { judgeOf } from './index.ts';

const shipped = wpqMethodSchema.parse(json);

/** Values whose products and sums fall on cut-offs often, in several spellings. */
const usual = fc.oneof(
  fc.constantFrom('0', '0.2', '0.4', '0.6', '0.8', '1', '0.20', '1.000', '-0', '0.36', '0.9'),
  fc.integer({ min: 0, max: 100 }).map((n) => (n / 100).toFixed(2)),
  fc.integer({ min: 0, max: 10_000 }).map((n) => (n / 10_000).toFixed(4)),
);
/** With what is missing, has many digits, or is no share at all. */
const anything = fc.oneof(
  { weight: 12, arbitrary: usual },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('0.1234567', '0.000000000001', '0.3333333333333333') },
  { weight: 1, arbitrary: fc.constantFrom('', 'abc', '1e-1', '.5', '1.', '+1', '0,5', '０.5', '-0.1', '1.01', '2', '-1') },
);
const scoreOf = (value: fc.Arbitrary<string | null>) => fc.record({ p: value, q: value });
const residualOf = (value: fc.Arbitrary<string | null>) => fc.oneof(fc.constant({ p: null, q: null }), scoreOf(value));
/** Weights that sum to 1, whatever their number. */
const weightsOf = (count: number): fc.Arbitrary<string[]> =>
  fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: count, maxLength: count }).map((cuts) => {
    const edges = [0, ...cuts.slice(1).sort((a, b) => a - b), 1000];
    return cuts.map((_, n) => (((edges[n + 1] ?? 0) - (edges[n] ?? 0)) / 1000).toFixed(3));
  });
const direct = fc.oneof(fc.constant({}), fc.record({
  opinion: fc.option(anything.map((opposed) => ({ opposed: opposed ?? '0.5' }))),
  incident: fc.option(fc.constantFrom(0, 19, 20, 99, 199, 200, -1).map((people) => ({ people }))),
  triggers: fc.option(fc.subarray(['violence', 'extreme_act', 'unheard_of'])),
}));
const draftsOf = (value: fc.Arbitrary<string | null>, weights: (count: number) => fc.Arbitrary<(string | null)[]>): fc.Arbitrary<DraftInput> =>
  fc.integer({ min: 0, max: 7 }).chain((count) =>
    fc.record({ rows: fc.array(fc.record({ initial: scoreOf(value), residual: residualOf(value) }), { minLength: count, maxLength: count }), weights: weights(count), initial: direct, residual: direct })
      .map(({ rows, weights: shares, ...sides }) => ({ factors: rows.map((row, n) => ({ id: `F${String(n)}`, weight: shares[n] ?? null, ...row })), ...sides })));
const drafts = fc.oneof(
  draftsOf(usual, weightsOf),
  draftsOf(anything, weightsOf),
  draftsOf(anything, (count) => fc.array(anything, { minLength: count, maxLength: count })),
);

/** Parameters of any method of this kind that the schema takes. */
const places = fc.constantFrom(1, 2, 4, 9);
const lines = (count: number) => fc.uniqueArray(fc.integer({ min: -5, max: 110 }), { minLength: count, maxLength: count })
  .chain((at) => fc.tuple(fc.constant(at.sort((a, b) => a - b)), fc.array(fc.boolean(), { minLength: count, maxLength: count }), places))
  .map(([at, inclusive, digits]) => at.map((hundredths, n) => ({ at: (hundredths / 100).toFixed(Math.max(2, digits)), inclusive: inclusive[n] ?? false })));
const rule = fc.record({ grade: fc.constantFrom(...GRADES), orWorse: fc.boolean(), atLeast: fc.integer({ min: 1, max: 4 }) });
const methods: fc.Arbitrary<WpqMethod> = fc.oneof(fc.constant(shipped), fc
  .record({ grades: lines(4), index: lines(2), medium: fc.array(rule, { minLength: 1, maxLength: 2 }), high: fc.array(rule, { minLength: 1, maxLength: 2 }) })
  .map(({ grades, index, medium, high }) => wpqMethodSchema.parse({
    ...shipped,
    grades: shipped.grades.map((grade, n) => ({ ...grade, from: grades[3 - n] ?? null })),
    index: { medium: index[0], high: index[1] },
    count: { medium, high },
  })));

describe('a compiled case, for any method and any case', () => {
  it('says what the decimals say, to the letter', () => {
    fc.assert(fc.property(methods, drafts, (method, draft) => {
      expect(judgeOf(method)(draft)).toEqual(evaluateDraft(method, draft));
    }), { numRuns: 2000 });
  });

  it('says it after every change: of a score, of a side, of the number of factors', () => {
    const change = fc.oneof(
      fc.record({ kind: fc.constant('factor' as const), at: fc.nat(), weight: anything, initial: scoreOf(anything), residual: residualOf(anything) }),
      fc.record({ kind: fc.constant('side' as const), side: fc.constantFrom('initial' as const, 'residual' as const), input: direct }),
      fc.record({ kind: fc.constant('other' as const), draft: drafts }),
    );
    fc.assert(fc.property(methods, drafts, fc.array(change, { maxLength: 8 }), (method, first, changes) => {
      const judge = judgeOf(method);
      judge(first);
      let draft = first;
      for (const one of changes) {
        switch (one.kind) {
          case 'factor':
            draft = { ...draft, factors: draft.factors.map((factor, n) => (n === one.at % draft.factors.length ? { ...factor, initial: one.initial, residual: one.residual, weight: one.at % 2 === 0 ? factor.weight : one.weight } : factor)) };
            break;
          case 'side':
            draft = { ...draft, [one.side]: one.input };
            break;
          case 'other':
            ({ draft } = one);
        }
        expect(judge(draft)).toEqual(evaluateDraft(method, draft));
      }
    }), { numRuns: 500 });
  });

  it('leaves what it said before as it was', () => {
    const judge = judgeOf(shipped);
    const first = { factors: [factor('A', '0.5', '0.8', '0.8'), factor('B', '0.5', '0.6', '0.6')], initial: {}, residual: {} };
    const before = judge(first);
    const kept = structuredClone(before);
    judge({ ...first, factors: [factor('A', '0.5', '0.9', '0.9'), factor('B', '0.5', '0.6', '0.6')] });
    expect(before).toEqual(kept);
  });
});

function factor(id: string, weight: string, p: string, q: string): DraftFactor {
  return { id, weight, initial: { p, q }, residual: { p: null, q: null } };
}

describe('the form of a case', () => {
  const one = (weight: string, p: string, q: string): DraftInput => ({ factors: [factor('A', weight, p, q)], initial: {}, residual: {} });
  const form = (method: WpqMethod, draft: DraftInput): string => (CompiledCase.of(method, draft) === null ? 'decimals' : 'whole numbers');

  it('is whole numbers for every score and weight that the program itself enters', () => {
    expect(form(shipped, one('0.333334', '0.35', '0.6'))).toBe('whole numbers');
    // Scores of a panel have four decimals.
    expect(form(shipped, one('0.333334', '0.3333', '0.6667'))).toBe('whole numbers');
  });

  it('is decimals where the digits of the scores, the weights or the method pass 2^53', () => {
    expect(form(shipped, one('1', '0.12345678', '0.5'))).toBe('decimals');
    expect(form(shipped, one('0.12345678', '0.5', '0.5'))).toBe('decimals');
    expect(form({ ...shipped, index: { ...shipped.index, high: { at: decimalSchema.parse('0.6400000000000001'), inclusive: false } } }, one('1', '0.8', '0.8'))).toBe('decimals');
  });

  it('becomes whole numbers again once the digits fit', () => {
    const judge = judgeOf(shipped);
    for (const p of ['0.8', '0.80000001', '0.8', '0.800000000001', '0.80001', '0.8']) {
      const draft = one('1', p, '0.8');
      expect(judge(draft)).toEqual(evaluateDraft(shipped, draft));
    }
    expect(judge(one('1', '0.8', '0.8')).initial).toMatchObject({ index: '0.64', level: 'medium', factors: [{ r: '0.64', grade: 'larger' }] });
  });
});
