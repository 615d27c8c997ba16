import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { exact } from '#shared/domain/decimal/index.ts';
import { evaluateWpq, gradeOf, wpqInputSchema, type WpqResult } from './index.ts';
import { wpqMethodSchema } from './method.ts';

const method = wpqMethodSchema.parse(json);

interface Row { id?: string; weight?: string; p: string; q?: string; after?: { p: string; q: string } }
const evaluate = (rows: readonly Row[], more: object = {}): WpqResult =>
  evaluateWpq(method, wpqInputSchema.parse({
    factors: rows.map(({ id, weight, p, q, after }, i) => ({ id: id ?? `F${String(i)}`, weight: weight ?? '1', initial: { p, q: q ?? '1' }, residual: after })),
    ...more,
  }));
/** Ten factors of equal weight with these R (as p, with q = 1). */
const ten = (rs: readonly string[]): Row[] => rs.map((p) => ({ p, weight: '0.1' }));
const codeOf = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
};

describe('one factor', () => {
  it('gives the published example', () => {
    const result = evaluate([{ id: 'B5', weight: '1.00', p: '0.7', q: '0.8', after: { p: '0.4', q: '0.6' } }], { opinion: { opposed: '0.12' }, incident: { people: 0 }, triggers: [] });
    expect(result.initial).toEqual({
      index: '0.56', level: 'medium', factors: [{ id: 'B5', r: '0.56', grade: 'larger' }],
      paths: { index: 'medium', count: 'low', trigger: 'low', opinion: 'low' }, decidedBy: ['index'],
    });
    expect(result.residual).toEqual({
      index: '0.24', level: 'low', factors: [{ id: 'B5', r: '0.24', grade: 'general' }],
      paths: { index: 'low', count: 'low', trigger: null, opinion: null }, decidedBy: ['index', 'count'],
    });
    expect(result.warnings).toEqual([]);
  });

  it.each([
    ['0', 'minor'], ['0.04', 'minor'], ['0.0400000000000000000000001', 'small'],
    ['0.16', 'small'], ['0.1600000000000000000000001', 'general'],
    ['0.36', 'general'], ['0.3600000000000000000000001', 'larger'],
    ['0.64', 'larger'], ['0.6400000000000000000000001', 'major'], ['1', 'major'],
  ])('grades R = %s as %s', (r, grade) => {
    expect(gradeOf(method, exact(r))).toBe(grade);
  });

  it.each([['0.2', 'minor'], ['0.4', 'small'], ['0.6', 'general'], ['0.8', 'larger']])('does not lift %s squared over its cut-off', (side, grade) => {
    expect(evaluate([{ p: side, q: side }]).initial.factors[0]?.grade).toBe(grade);
  });
});

describe('index path', () => {
  it.each([
    ['0.3599999999999999999999999', 'low'], ['0.36', 'medium'], ['0.64', 'medium'], ['0.6400000000000000000000001', 'high'],
  ])('puts T = %s at %s', (t, level) => {
    expect(evaluate([{ p: t }]).initial.paths.index).toBe(level);
  });

  it('sums ten times 0.1 x 0.36 to exactly 0.36, where doubles fall below it', () => {
    const { initial } = evaluate(ten(Array.from({ length: 10 }, () => '0.36')));
    expect(initial.index).toBe('0.36');
    expect(initial).toMatchObject({ level: 'medium', decidedBy: ['index'] });
  });

  it('does not round parts before adding them', () => {
    // Each w x R = 0.0355 would become 0.04 with two decimals, and T 0.40 instead of 0.355.
    expect(evaluate(ten(Array.from({ length: 10 }, () => '0.355'))).initial).toMatchObject({ index: '0.355', level: 'low' });
  });
});

describe('count path', () => {
  const dilution = ten(['0.81', ...Array.from({ length: 9 }, () => '0.04')]);
  it('sees the one major factor that the index dilutes to 0.117', () => {
    expect(evaluate(dilution).initial).toMatchObject({ index: '0.117', level: 'medium', paths: { index: 'low', count: 'medium' }, decidedBy: ['count'] });
  });

  it.each<[number, number, string]>([
    [0, 0, 'low'], [0, 1, 'low'], [0, 2, 'medium'], [0, 4, 'medium'], [0, 5, 'high'],
    [1, 0, 'medium'], [1, 3, 'medium'], [2, 0, 'high'],
    // Worsening one of five larger factors to major must not bring the level down.
    [1, 4, 'high'],
  ])('%i major and %i larger make %s', (major, larger, level) => {
    const rs = Array.from({ length: 10 }, (_, i) => (i < major ? '0.7' : i < major + larger ? '0.5' : '0.01'));
    expect(evaluate(ten(rs)).initial.paths.count).toBe(level);
  });
});

describe('trigger and opinion paths', () => {
  it.each<[object, string | null]>([
    [{}, null], [{ triggers: [] }, 'low'], [{ incident: { people: 0 } }, 'low'], [{ incident: { people: 19 } }, 'low'],
    [{ incident: { people: 20 } }, 'medium'], [{ incident: { people: 199 } }, 'medium'], [{ incident: { people: 200 } }, 'high'],
    [{ triggers: ['violence'] }, 'high'], [{ triggers: ['extreme_act'], incident: { people: 0 } }, 'high'],
    [{ triggers: [], incident: { people: 20 } }, 'medium'], [{ triggers: null, incident: null }, null],
  ])('%j gives trigger %s', (direct, level) => {
    expect(evaluate([{ p: '0' }], direct).initial.paths.trigger).toBe(level);
  });

  it.each([['0', 'low'], ['0.19999999999999999999', 'low'], ['0.2', 'medium'], ['0.50', 'medium'], ['0.50000000000000000001', 'high'], ['1', 'high']])(
    'puts %s opposed at %s',
    (opposed, level) => {
      expect(evaluate([{ p: '0' }], { opinion: { opposed } }).initial.paths.opinion).toBe(level);
    },
  );

  it('names every path that reaches the level, in order', () => {
    const { initial } = evaluate([{ p: '0.7' }], { opinion: { opposed: '0.6' }, triggers: ['violence'] });
    expect(initial).toMatchObject({ level: 'high', decidedBy: ['index', 'trigger', 'opinion'] });
  });

  it('never takes missing data for low', () => {
    expect(evaluate([{ p: '0' }]).initial).toMatchObject({ level: 'low', paths: { trigger: null, opinion: null }, decidedBy: ['index', 'count'] });
  });
});

describe('after the measures', () => {
  it('is null where nothing is said about it', () => {
    expect(evaluate([{ p: '0.5' }])).toMatchObject({ residual: null, warnings: [] });
  });

  it('keeps the initial value of a factor without a residual, and says so', () => {
    const result = evaluate([{ id: 'A', weight: '0.5', p: '0.8', after: { p: '0.2', q: '1' } }, { id: 'B', weight: '0.5', p: '0.5' }]);
    expect(result.residual).toMatchObject({ index: '0.35', factors: [{ id: 'A', r: '0.2' }, { id: 'B', r: '0.5' }] });
    expect(result.warnings).toEqual([{ code: 'RESIDUAL_MISSING', factor: 'B' }]);
  });

  it('is judged on its own opinion, incident and triggers', () => {
    const result = evaluate([{ p: '0.1' }], { opinion: { opposed: '0.1' }, residual: { opinion: { opposed: '0.3' }, incident: { people: 3 } } });
    expect(result.residual?.paths).toEqual({ index: 'low', count: 'low', trigger: 'low', opinion: 'medium' });
    expect(result.warnings).toEqual([{ code: 'RESIDUAL_MISSING', factor: 'F0' }]);
  });

  it('warns of what rose, and computes it all the same', () => {
    const result = evaluate([{ p: '0.5', q: '0.5', after: { p: '0.6', q: '0.1' } }]);
    expect(result.residual?.index).toBe('0.06');
    expect(result.warnings).toEqual([{ code: 'RESIDUAL_ABOVE_INITIAL', factor: 'F0', field: 'p' }]);
    expect(evaluate([{ p: '0.5', q: '0.5', after: { p: '0.5', q: '0.6' } }]).warnings.map((warning) => 'field' in warning && warning.field)).toEqual(['q', 'r']);
  });

  it('warns where a grave path falls silent', () => {
    const result = evaluate([{ p: '0.1', after: { p: '0.1', q: '1' } }], { opinion: { opposed: '0.6' }, triggers: [] });
    expect(result.residual?.paths).toMatchObject({ opinion: null, trigger: null });
    expect(result.warnings).toEqual([{ code: 'RESIDUAL_PATH_MISSING', path: 'opinion' }]);
  });
});

describe('errors', () => {
  it.each<[string, Row[], object, object]>([
    ['NO_FACTOR', [], {}, {}],
    ['DUPLICATE_FACTOR', [{ id: 'A', weight: '0.5', p: '0' }, { id: 'A', weight: '0.5', p: '0' }], {}, { factor: 'A' }],
    ['WEIGHT_SUM', ten(Array.from({ length: 9 }, () => '0.1')), {}, { sum: '0.9' }],
    ['WEIGHT_SUM', [{ weight: '0.99999999999999999999999999', p: '0' }], {}, {}],
    ['WEIGHT_SUM', [{ weight: '1', p: '0' }, { weight: '0.00000000000000000000000001', p: '0' }], {}, {}],
    ['WEIGHT_RANGE', [{ id: 'A', weight: '-0.5', p: '0' }, { weight: '1.5', p: '0' }], {}, { factor: 'A', path: 'weight' }],
    ['VALUE_RANGE', [{ id: 'A', p: '1.0000000000000000000001' }], {}, { factor: 'A', path: 'initial.p' }],
    ['VALUE_RANGE', [{ id: 'A', p: '0', q: '-0.1' }], {}, { factor: 'A', path: 'initial.q' }],
    ['VALUE_RANGE', [{ id: 'A', p: '0', after: { p: '0', q: '2' } }], {}, { factor: 'A', path: 'residual.q' }],
    ['NOT_A_NUMBER', [{ id: 'A', p: '5e-1' }], {}, { factor: 'A', path: 'initial.p' }],
    ['VALUE_RANGE', [{ p: '0' }], { opinion: { opposed: '1.01' } }, { path: 'opinion.opposed' }],
    ['VALUE_RANGE', [{ p: '0' }], { incident: { people: -1 } }, { path: 'incident.people' }],
    ['BAD_INPUT', [{ p: '0' }], { triggers: ['arson'] }, { trigger: 'arson' }],
    ['VALUE_RANGE', [{ p: '0' }], { residual: { opinion: { opposed: '-0.1' } } }, {}],
  ])('%s for %j %j', (code, rows, more, details) => {
    expect(codeOf(() => evaluate(rows, more))).toMatchObject({ name: 'AppError', code, details });
  });

  it.each([
    { factors: [{ id: 'A', weight: 1, initial: { p: '0', q: '0' } }] },
    { factors: [{ id: 'A', weight: '1', initial: { p: 0.5, q: '0' } }] },
    { factors: [{ id: 'A', weight: '1', initial: { p: '0' } }] },
    { factors: [{ id: 'A', weight: '1', initial: { p: null, q: '0' } }] },
    { factors: [{ id: '', weight: '1', initial: { p: '0', q: '0' } }] },
    { factors: [], incident: { people: 1.5 } },
    { factors: [], incident: { people: '20' } },
    { factors: [], opinon: { opposed: '0.9' } },
  ])('refuses the shape of %j', (input) => {
    expect(wpqInputSchema.safeParse(input).success).toBe(false);
  });
});
