import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { evaluateDraft, levelRank, type DraftFactor, type DraftResult } from './index.ts';
import { wpqMethodSchema } from './method.ts';

const method = wpqMethodSchema.parse(json);
const factor = (id: string, weight: string | null, p: string | null, q: string | null, after: [string | null, string | null] = [null, null]): DraftFactor => ({
  id, weight, initial: { p, q }, residual: { p: after[0], q: after[1] },
});
const draft = (factors: DraftFactor[], initial = {}, residual = {}): DraftResult => evaluateDraft(method, { factors, initial, residual });

describe('a case still being scored', () => {
  it('has no index and no level while a factor is unscored, and says which', () => {
    const result = draft([factor('A', '0.5', '0.9', '0.9'), factor('B', '0.5', null, '0.2')]);
    expect(result.initial).toMatchObject({ index: null, level: null, paths: { index: null, count: null }, decidedBy: [] });
    expect(result.initial.factors).toEqual([{ id: 'A', r: '0.81', grade: 'major' }, { id: 'B', r: null, grade: null }]);
    expect(result.gaps).toEqual([{ factor: 'B', field: 'initial.p', reason: 'missing' }]);
  });

  it('says what is certain already', () => {
    expect(draft([factor('A', '0.5', '0.9', '0.9'), factor('B', '0.5', null, null)]).initial.atLeast).toBe('medium');
    expect(draft([factor('A', '1', null, null)], { opinion: { opposed: '0.6' } }).initial).toMatchObject({ atLeast: 'high', level: null, paths: { opinion: 'high' } });
    expect(draft([factor('A', '1', null, null)]).initial.atLeast).toBeNull();
  });

  it('never treats an unscored factor as 0', () => {
    expect(draft([factor('A', '1', null, null)]).initial.factors).toEqual([{ id: 'A', r: null, grade: null }]);
    expect(draft([factor('A', '1', '0', '0')]).initial.factors).toEqual([{ id: 'A', r: '0', grade: 'minor' }]);
  });

  it('has no index while the weights do not sum to exactly 1', () => {
    const result = draft([factor('A', '0.5', '0.1', '0.1'), factor('B', '0.49', '0.1', '0.1')]);
    expect(result).toMatchObject({ weightSum: '0.99', initial: { index: null, level: null, paths: { index: null, count: 'low' } } });
    expect(result.gaps).toEqual([{ factor: null, field: 'weights', reason: 'notOne' }]);
    expect(draft([factor('A', '1', '0.1', '0.1'), factor('B', null, '0.1', '0.1')]).initial.index).toBeNull();
  });

  it('turns unusable values into gaps instead of failing', () => {
    expect(draft([factor('A', '1,0', '1.5', 'x')]).gaps).toEqual([
      { factor: 'A', field: 'weight', reason: 'notANumber' },
      { factor: 'A', field: 'initial.p', reason: 'outOfRange' },
      { factor: 'A', field: 'initial.q', reason: 'notANumber' },
      { factor: null, field: 'weights', reason: 'notOne' },
    ]);
    expect(draft([])).toMatchObject({ residual: null, gaps: [{ factor: null, field: 'factors', reason: 'missing' }] });
  });

  it('does the same with direct inputs', () => {
    const result = draft([factor('A', '1', '0.1', '0.1')], { opinion: { opposed: '1.5' }, incident: { people: -1 } }, { opinion: { opposed: 'many' } });
    expect(result.initial).toMatchObject({ level: 'low', paths: { trigger: null, opinion: null } });
    expect(result.gaps).toEqual([
      { factor: null, field: 'initial.trigger', reason: 'outOfRange' },
      { factor: null, field: 'initial.opinion', reason: 'outOfRange' },
      { factor: null, field: 'residual.opinion', reason: 'notANumber' },
    ]);
  });

  it('has a residual side only when something is said about it', () => {
    expect(draft([factor('A', '1', '0.5', '0.5')]).residual).toBeNull();
    expect(draft([factor('A', '1', '0.5', '0.5')], {}, { triggers: [] }).residual).toMatchObject({ index: '0.25', paths: { trigger: 'low', opinion: null } });
  });

  it('holds the residual index back while one factor has only half a residual', () => {
    const result = draft([factor('A', '0.5', '0.5', '0.5', ['0.1', null]), factor('B', '0.5', '0.5', '0.5')]);
    expect(result.residual).toMatchObject({ index: null, level: null });
    expect(result.gaps).toEqual([{ factor: 'A', field: 'residual.q', reason: 'missing' }]);
    expect(result.warnings).toEqual([{ code: 'RESIDUAL_MISSING', factor: 'B' }]);
  });

  it('never promises more than the finished case keeps', () => {
    const value = fc.constantFrom('0', '0.2', '0.5', '0.7', '0.9', '1');
    const rows = fc.array(fc.record({ p: value, q: value, known: fc.boolean() }), { minLength: 10, maxLength: 10 });
    fc.assert(fc.property(rows, (scores) => {
      const side = (all: boolean): DraftResult['initial'] => draft(scores.map(({ p, q, known }, i) => factor(`F${String(i)}`, '0.1', all || known ? p : null, q))).initial;
      const [partial, whole] = [side(false), side(true)];
      if (partial.atLeast !== null) expect(levelRank(whole.level!)).toBeGreaterThanOrEqual(levelRank(partial.atLeast));
    }));
  });
});
