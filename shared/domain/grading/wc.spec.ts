import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wc@1.json' with { type: 'json' };
import { equalWeights, evaluateWc, evaluateWcDraft, levelRank, wcInputSchema, wcMethodSchema, type WcDraftInput, type WcResult } from './index.ts';

const method = wcMethodSchema.parse(json);
const evaluate = (input: object): WcResult => evaluateWc(method, wcInputSchema.parse(input));
const factors = (rows: readonly (readonly [weight: string, c: string, after?: string])[]) => rows.map(([weight, initial, residual], at) => ({ id: `F${String(at + 1)}`, weight, initial, ...(residual === undefined ? {} : { residual }) }));
const draftOf = (rows: readonly (readonly [weight: string | null, c: string | null, after?: string | null])[], direct: Partial<Pick<WcDraftInput, 'initial' | 'residual'>> = {}) =>
  evaluateWcDraft(method, { factors: rows.map(([weight, initial, residual], at) => ({ id: `F${String(at + 1)}`, weight, initial, residual: residual ?? null })), initial: {}, residual: {}, ...direct });
const codeOf = (run: () => unknown): unknown => {
  try { run(); } catch (error) { return (error as { code: unknown }).code; }
  return null;
};

describe('the template of five kinds of risk', () => {
  // .25x.6 + .15x.4 + .30x.8 + .20x.4 + .10x.2 = .15 + .06 + .24 + .08 + .02 = .55; after: .25x.4 + .06 + .30x.4 + .08 + .02 = .38
  const example = factors([['0.25', '0.6', '0.4'], ['0.15', '0.4', '0.4'], ['0.30', '0.8', '0.4'], ['0.20', '0.4', '0.4'], ['0.10', '0.2', '0.2']]);

  it('sums w x C before and after the measures, exactly', () => {
    const { initial, residual, warnings } = evaluate({ factors: example });
    expect(initial).toMatchObject({ index: '0.55', level: 'medium', paths: { index: 'medium', trigger: null, opinion: null }, decidedBy: ['index'] });
    expect(initial.factors.map(({ product, grade }) => [product, grade])).toEqual([['0.15', 'general'], ['0.06', 'small'], ['0.24', 'larger'], ['0.08', 'small'], ['0.02', 'minor']]);
    expect(residual).toMatchObject({ index: '0.38', level: 'low' });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['0.4', 'low'], ['0.4000000000000000001', 'medium'], ['0.7', 'medium'], ['0.7000000000000000001', 'high'], ['0.2', 'low'], ['1.0', 'high'], ['0', 'low'],
  ])('puts one factor at C = %s at %s', (c, level) => {
    expect(evaluate({ factors: factors([['1', c]]) }).initial.level).toBe(level);
  });

  it('does not flip where doubles do: ten factors of 0.1 at 0.4 are exactly 0.4', () => {
    expect(evaluate({ factors: factors(Array.from({ length: 10 }, () => ['0.1', '0.4'] as const)) }).initial).toMatchObject({ index: '0.4', level: 'low' });
  });

  it('lets triggers and opposition decide beside the index', () => {
    const rows = factors([['1', '0.2']]);
    expect(evaluate({ factors: rows, triggers: ['violence'] }).initial).toMatchObject({ level: 'high', decidedBy: ['trigger'] });
    expect(evaluate({ factors: rows, opinion: { opposed: '0.20' }, incident: { people: 19 } }).initial).toMatchObject({ level: 'medium', paths: { trigger: 'low', opinion: 'medium' } });
    expect(evaluate({ factors: rows, opinion: { opposed: '0.6' }, residual: {} }).warnings).toEqual([{ code: 'RESIDUAL_MISSING', factor: 'F1' }, { code: 'RESIDUAL_PATH_MISSING', path: 'opinion' }]);
  });

  it.each([
    [[], 'NO_FACTOR'], [[['0.5', '0.4']], 'WEIGHT_SUM'], [[['1', '1.2']], 'VALUE_RANGE'], [[['-1', '0.2'], ['2', '0.2']], 'WEIGHT_RANGE'], [[['1', 'much']], 'NOT_A_NUMBER'], [[['1', '0.2', '2']], 'VALUE_RANGE'],
  ] as const)('refuses %j with %s', (rows, code) => {
    expect(codeOf(() => evaluate({ factors: factors(rows) }))).toBe(code);
  });
});

describe('its parameters', () => {
  const refused = (change: (copy: typeof json) => void): boolean => {
    const copy = structuredClone(json);
    change(copy);
    return !wcMethodSchema.safeParse(copy).success;
  };

  it('are refused where a value lies outside its level, levels cross, or are not the five', () => {
    expect(refused(() => undefined)).toBe(false);
    expect(refused(({ levels }) => { levels[1]!.value = '0.9'; })).toBe(true);
    expect(refused(({ levels }) => { levels[4]!.value = '0.3'; })).toBe(true);
    expect(refused(({ levels }) => { levels[1]!.from!.at = '0.85'; })).toBe(true);
    expect(refused(({ levels }) => { levels.pop(); })).toBe(true);
    expect(refused(({ index }) => { index.high.at = '0.3'; })).toBe(true);
  });
});

describe('a case by w x C still being scored', () => {
  it('has no index while a C is missing or the weights are not 1, and says what is certain', () => {
    const half = draftOf([['0.5', '1'], ['0.5', null]]);
    expect(half.initial).toMatchObject({ index: null, level: null, atLeast: 'medium', paths: { index: null } });
    expect(half.gaps).toEqual([{ factor: 'F2', field: 'initial.c', reason: 'missing' }]);
    const off = draftOf([['0.5', '1'], ['0.4', '0.2']]);
    expect(off).toMatchObject({ weightSum: '0.9', initial: { index: null, level: null, atLeast: null }, gaps: [{ factor: null, field: 'weights', reason: 'notOne' }] });
    expect(draftOf([]).gaps).toEqual([{ factor: null, field: 'factors', reason: 'missing' }]);
  });

  it('turns unusable values into gaps, keeps what stays, and warns of what rises', () => {
    expect(draftOf([['x', '1.5', 'y']]).gaps.map(({ field, reason }) => `${field} ${reason}`)).toEqual(['weight notANumber', 'initial.c outOfRange', 'residual.c notANumber', 'weights notOne']);
    const { residual, warnings } = draftOf([['0.5', '0.4', '0.6'], ['0.5', '0.2']]);
    expect(residual).toMatchObject({ index: '0.4', level: 'low' });
    expect(warnings).toEqual([{ code: 'RESIDUAL_ABOVE_INITIAL', factor: 'F1', field: 'c' }, { code: 'RESIDUAL_MISSING', factor: 'F2' }]);
    expect(draftOf([['1', '0.4']]).residual).toBeNull();
    expect(draftOf([['1', '0.4']], { residual: { triggers: [] } }).residual).toMatchObject({ index: '0.4', paths: { trigger: 'low' } });
  });

  const value = fc.constantFrom('0', '0.2', '0.35', '0.4', '0.6', '0.8', '1.0');

  it('agrees with the strict evaluation, whatever the order', () => {
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (values) => {
      const weights = equalWeights(values.length);
      const rows = values.map((c, at) => ({ id: `F${String(at)}`, weight: weights[at]!, initial: c }));
      const strict = evaluate({ factors: rows }).initial;
      const drafted = evaluateWcDraft(method, { factors: rows.map((row) => ({ ...row, residual: null })), initial: {}, residual: {} }).initial;
      expect(drafted).toEqual(strict);
      expect(evaluate({ factors: rows.toReversed() }).initial).toMatchObject({ index: strict.index, level: strict.level });
      // Scaled whole numbers, without the decimal library: weights have six places, C two.
      const sum = rows.reduce((all, row) => all + BigInt(Math.round(Number(row.weight) * 1e6)) * BigInt(Math.round(Number(row.initial) * 100)), 0n);
      expect(strict.level).toBe(sum > 70_000_000n ? 'high' : sum > 40_000_000n ? 'medium' : 'low');
    }));
  });

  it('never falls when one C rises, and never promises more than the finished case keeps', () => {
    fc.assert(fc.property(fc.array(fc.record({ c: value, higher: value, known: fc.boolean() }), { minLength: 1, maxLength: 10 }), (rows) => {
      const weights = equalWeights(rows.length);
      const side = (pick: (row: (typeof rows)[number], at: number) => string | null) => draftOf(rows.map((row, at) => [weights[at]!, pick(row, at)])).initial;
      const whole = side(({ c }) => c);
      const raised = side(({ c, higher }, at) => (at === 0 && Number(higher) > Number(c) ? higher : c));
      expect(levelRank(raised.level!)).toBeGreaterThanOrEqual(levelRank(whole.level!));
      const partial = side(({ c, known }) => (known ? c : null));
      if (partial.atLeast !== null) expect(levelRank(whole.level!)).toBeGreaterThanOrEqual(levelRank(partial.atLeast));
    }));
  });
});
