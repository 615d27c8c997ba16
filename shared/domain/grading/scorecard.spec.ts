import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import { evaluateScorecard, isAllowedPoints, levelRank, scorecardInputSchema, type ScorecardResult } from './index.ts';
import { scorecardMethodSchema } from './method.ts';

const method = scorecardMethodSchema.parse(json);
const items = method.groups.flatMap((group) => group.items);
const pointItems = items.flatMap((item) => (item.kind === 'points' ? [item] : []));

const best = { ...Object.fromEntries(pointItems.map(({ id }) => [id, '0'])), K1: [{ opposed: '0', strength: 'strong' }] };
const worst = { ...Object.fromEntries(pointItems.map(({ id, choices }) => [id, choices.at(-1)!.points])), K1: [{ opposed: '1', strength: 'strong' }] };
const evaluate = (input: object): ScorecardResult => evaluateScorecard(method, scorecardInputSchema.parse(input));
const codeOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
};

describe('the printed scorecard', () => {
  it('has 21 items in four groups of 10, 25, 10 and 55 points', () => {
    expect(items).toHaveLength(21);
    expect(method.groups.map(({ id, max }) => [id, max])).toEqual([['legality', '10'], ['reasonableness', '25'], ['feasibility', '10'], ['controllability', '55']]);
  });

  it('holds the printed point sets, and the published flaw of R5', () => {
    expect(Object.fromEntries(pointItems.map(({ id, choices }) => [id, choices.map(({ points }) => points).join('/')]))).toEqual({
      L1: '0/2/3', L2: '0/2/5', L3: '0/2',
      R1: '0/1/2', R2: '0/2', R3: '0/4/6', R4: '0/2/4', R5: '0/2', R6: '0/2/4', R7: '0/2/4',
      F1: '0/3', F2: '0/2/4', F3: '0/1/3',
      K2: '0/1/3', K3: '0/1/3', K4: '0/1/3', K5: '0/3', K6: '0/1/3', K7: '0/1/2', K8: '0/1/3',
    });
    expect(pointItems.find(({ id }) => id === 'R5')).toMatchObject({ max: '3' });
  });

  it('goes from 0 to 99, one short of its maximum because of R5', () => {
    expect(evaluate({ initial: best })).toMatchObject({
      initial: { total: '0', level: 'low', groups: { legality: '0', reasonableness: '0', feasibility: '0', controllability: '0' }, decidedBy: ['total'] },
      residual: null, warnings: [],
    });
    expect(evaluate({ initial: worst }).initial).toMatchObject({ total: '99', level: 'high', groups: { legality: '10', reasonableness: '24', feasibility: '10', controllability: '55' } });
  });
});

describe('K1 and the levels', () => {
  it.each<[object[], string]>([
    [[], '0'],
    [[{ opposed: '0.10', strength: 'strong' }], '3.5'],
    [[{ opposed: '0.1', strength: 'strong' }, { opposed: '0.2', strength: 'fair' }, { opposed: '0.3', strength: 'mild' }], '11.55'],
    [[{ opposed: '1', strength: 'strong' }, { opposed: '1', strength: 'fair' }], '35'],
    [[{ opposed: '0.333', strength: 'mild' }], '3.4965'],
  ])('%j gives %s points', (K1, total) => {
    expect(evaluate({ initial: { ...best, K1 } }).initial.total).toBe(total);
  });

  it.each([
    // legality 10 + reasonableness 24 = 34, and the rest by K1
    ['0.1714285714285714285714285', 'low'], ['0.1714285714285714285714286', 'medium'],
    ['1', 'medium'],
  ])('puts 34 + 35 x %s at %s', (opposed, level) => {
    const groups = Object.fromEntries(method.groups.slice(0, 2).flatMap((group) => group.items.map(({ id }) => [id, worst[id as keyof typeof worst]])));
    expect(evaluate({ initial: { ...best, ...groups, K1: [{ opposed, strength: 'strong' }] } }).initial.level).toBe(level);
  });

  it.each([
    // K1 = 35; 5 points make exactly 40, 6 more than that; 35 points make exactly 70.
    [{ L2: '5' }, '40', 'low'], [{ L2: '5', R1: '1' }, '41', 'medium'],
    [{ L1: '3', L2: '5', L3: '2', R1: '2', R2: '2', R3: '6', R4: '4', R5: '2', R6: '4', R7: '4' }, '69', 'medium'],
    [{ L1: '3', L2: '5', L3: '2', R1: '2', R2: '2', R3: '6', R4: '4', R5: '2', R6: '4', R7: '4', F3: '1' }, '70', 'high'],
  ])('judges %j', (points, total, level) => {
    expect(evaluate({ initial: { ...best, K1: [{ opposed: '1', strength: 'strong' }], ...points } }).initial).toMatchObject({ total, level });
  });

  it('lets direct triggers and opposition decide, with its own bounds', () => {
    expect(evaluate({ initial: best, incident: { people: 99 } }).initial).toMatchObject({ level: 'low', paths: { total: 'low', trigger: 'low', opinion: null } });
    expect(evaluate({ initial: best, incident: { people: 100 } }).initial).toMatchObject({ level: 'medium', decidedBy: ['trigger'] });
    expect(evaluate({ initial: best, triggers: ['violence'], opinion: { opposed: '0.51' } }).initial).toMatchObject({ level: 'high', decidedBy: ['trigger', 'opinion'] });
  });
});

describe('after the measures', () => {
  it('is judged on its own items and direct inputs', () => {
    const { residual, warnings } = evaluate({ initial: { ...best, K2: '3' }, residual: { ...best, K2: '1', opinion: { opposed: '0.2' } } });
    expect(residual).toMatchObject({ total: '1', level: 'medium', paths: { total: 'low', trigger: null, opinion: 'medium' } });
    expect(warnings).toEqual([]);
  });

  it('points out what rose and what fell silent', () => {
    expect(evaluate({ initial: best, triggers: ['violence'], residual: { ...best, K2: '1' } }).warnings).toEqual([
      { code: 'RESIDUAL_ABOVE_INITIAL', factor: 'K2', field: 'points' },
      { code: 'RESIDUAL_PATH_MISSING', path: 'trigger' },
    ]);
  });
});

describe('for any scorecard', () => {
  const side = fc.record(Object.fromEntries(pointItems.map(({ id, choices }) => [id, fc.nat({ max: choices.length - 1 })])));
  const points = (chosen: Record<string, number>): Record<string, string> => Object.fromEntries(pointItems.map(({ id, choices }) => [id, choices[chosen[id]!]!.points]));
  const percent = fc.integer({ min: 0, max: 100 });

  it('sums its groups, stays within 0..100, and never falls when an item rises', () => {
    fc.assert(fc.property(side, percent, fc.constantFrom(...pointItems), (chosen, opposed, { id, choices }) => {
      const judge = (all: Record<string, number>): ScorecardResult['initial'] =>
        evaluate({ initial: { ...points(all), K1: [{ opposed: (opposed / 100).toFixed(2), strength: 'fair' }] } }).initial;
      const [before, after] = [judge(chosen), judge({ ...chosen, [id]: choices.length - 1 })];
      const sum = Object.values(before.groups).reduce((total, group) => total + Math.round(Number(group) * 1000), 0);
      expect(Math.round(Number(before.total) * 1000)).toBe(sum);
      expect(Number(before.total)).toBeLessThanOrEqual(100);
      expect(Number(after.total)).toBeGreaterThanOrEqual(Number(before.total));
      expect(levelRank(after.level)).toBeGreaterThanOrEqual(levelRank(before.level));
    }));
  });
});

describe('errors', () => {
  const without = (id: string): object => Object.fromEntries(Object.entries(best).filter(([key]) => key !== id));
  it.each<[string, object, object]>([
    ['ITEM_MISSING', { initial: without('R5') }, { factor: 'R5', path: 'initial.R5' }],
    ['ITEM_MISSING', { initial: without('K1') }, { factor: 'K1' }],
    ['ITEM_MISSING', { initial: best, residual: without('F1') }, { factor: 'F1', path: 'residual.F1' }],
    ['ITEM_UNKNOWN', { initial: { ...best, K9: '0' } }, { factor: 'K9' }],
    ['ITEM_UNKNOWN', { initial: { ...best, toString: '0' } }, { factor: 'toString' }],
    ['POINTS_NOT_ALLOWED', { initial: { ...best, R5: '3' } }, { factor: 'R5', allowed: ['0', '2'] }],
    ['POINTS_NOT_ALLOWED', { initial: { ...best, L1: '-2' } }, { factor: 'L1' }],
    ['NOT_A_NUMBER', { initial: { ...best, L1: 'two' } }, { factor: 'L1' }],
    ['BAD_INPUT', { initial: { ...best, K1: '35' } }, { factor: 'K1' }],
    ['BAD_INPUT', { initial: { ...best, L1: [] } }, { factor: 'L1' }],
    ['BAD_INPUT', { initial: { ...best, K1: [{ opposed: '0.1', strength: 'huge' }] } }, { factor: 'K1', path: 'initial.K1.0' }],
    ['VALUE_RANGE', { initial: { ...best, K1: [{ opposed: '1.1', strength: 'mild' }] } }, { factor: 'K1' }],
  ])('%s for %j', (code, input, details) => {
    expect(codeOf(() => evaluate(input))).toMatchObject({ name: 'AppError', code, details });
  });

  it('refuses numbers that are not text', () => {
    expect(scorecardInputSchema.safeParse({ initial: { ...best, L1: 0 } }).success).toBe(false);
    expect(scorecardInputSchema.safeParse({ initial: { ...best, K1: [{ opposed: 0.1, strength: 'mild' }] } }).success).toBe(false);
    expect(scorecardInputSchema.safeParse({}).success).toBe(false);
  });

  it('knows the printed points for forms', () => {
    const r5 = items.find(({ id }) => id === 'R5')!;
    expect([isAllowedPoints(r5, '2.0'), isAllowedPoints(r5, '3'), isAllowedPoints(r5, '')]).toEqual([true, false, false]);
  });
});
