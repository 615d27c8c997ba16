import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateDraft, evaluateWpq } from '#shared/domain/grading/index.ts';
import { brief, check, clean, factor, measure, method, model, NOTHING, SURVEY, WHY } from './fixtures/clean-case.ts';
import { blockingCodes, CHECK_CODES, checkAssessment, draftOf, type AssessedFactor, type AssessmentData, type Check, type PlannedMeasure } from './index.ts';

const withFactor = (over: Partial<AssessedFactor>): Check[] => check({ factors: [factor(over)] });

describe('checks before submission', () => {
  it('find nothing in a clean case', () => {
    expect(check({})).toEqual([]);
  });

  it('look at the basics', () => {
    const findings = check({ basics: { ...clean.basics, title: ' ', decisionType: '', responsibleUnit: '', places: [] } });
    expect(findings.map(({ params }) => params['field'])).toEqual(['title', 'decisionType', 'responsibleUnit', 'places']);
    expect(blockingCodes(findings)).toEqual(['BASICS_MISSING']);
  });

  it.each<[string, Partial<AssessedFactor>, string[], object]>([
    ['no score', { p: null, q: null, residualP: null, residualQ: null }, ['block UNSCORED_FACTOR', 'warn RESIDUAL_MISSING'], { params: { fields: 'p,q' } }],
    ['half a score', { q: null }, ['block UNSCORED_FACTOR'], { factorId: 'B5', params: { fields: 'q' } }],
    ['a p of 1.5', { p: '1.5' }, ['block VALUE_INVALID'], { params: { field: 'initial.p', reason: 'outOfRange' } }],
    ['no weight', { weight: null }, ['block WEIGHT_MISSING'], { factorId: 'B5' }],
    ['a weight of 0.99', { weight: '0.99' }, ['block WEIGHTS_NOT_ONE'], { factorId: null, params: { sum: '0.99' } }],
    ['a larger factor without a note', { note: ' ' }, ['warn NOTE_MISSING'], { params: { grade: 'larger' } }],
    ['a major factor without a note', { p: '0.9', q: '0.9', note: '' }, ['block NOTE_MISSING'], { params: { grade: 'major' } }],
    ['a grave factor without a residual', { residualP: null, residualQ: null }, ['block RESIDUAL_MISSING', 'block CONCLUSION_NOT_FOR_LEVEL'], { factorId: 'B5' }],
    ['a mild factor without a residual', { p: '0.3', q: '0.3', residualP: null, residualQ: null }, ['warn RESIDUAL_MISSING'], { factorId: 'B5' }],
    ['half a residual', { residualQ: null }, ['block RESIDUAL_INCOMPLETE'], { params: { field: 'q' } }],
    ['a residual that rose, with a note', { residualP: '0.8', residualQ: '0.1' }, ['warn RESIDUAL_ABOVE_INITIAL'], { params: { fields: 'p' } }],
    ['a residual that rose, without a word', { p: '0.3', q: '0.3', residualP: '0.4', residualQ: '0.3', note: '' }, ['block RESIDUAL_ABOVE_INITIAL', 'block INDEX_ROSE'], { params: { fields: 'p,r' } }],
    ['a factor of another model', { factorId: 'Z1' }, ['block UNKNOWN_FACTOR', 'warn MEASURE_ON_OTHER_FACTOR'], { factorId: 'Z1' }],
    ['an excluded factor without a reason', { state: 'excluded' }, ['block NO_FACTOR', 'block EXCLUDED_WITHOUT_REASON', 'warn MEASURE_ON_OTHER_FACTOR'], {}],
    ['a factor that nobody looked at', { state: 'open' }, ['block NO_FACTOR', 'warn FACTOR_OPEN', 'warn MEASURE_ON_OTHER_FACTOR'], {}],
  ])('see %s', (_, over, expected, first) => {
    const findings = withFactor(over);
    expect(brief(findings)).toEqual(expected);
    expect(findings[0]).toMatchObject(first);
  });

  it('see a residual lowered, or a grave factor left, without any measure', () => {
    expect(brief(check({ measures: [] }))).toEqual(['warn FACTOR_WITHOUT_MEASURE', 'block LOWERED_WITHOUT_MEASURE']);
    const mild = [factor({ p: '0.3', q: '0.3', residualP: '0.3', residualQ: '0.2', note: '' })];
    expect(brief(check({ factors: mild, measures: [] }))).toEqual(['block LOWERED_WITHOUT_MEASURE']);
    expect(brief(check({ factors: [{ ...mild[0]!, residualQ: '0.3' }], measures: [] }))).toEqual([]);
  });

  it('see a case without factors, and count those left open', () => {
    expect(brief(check({ factors: [], measures: [] }))).toEqual(['block NO_FACTOR']);
    const open = check({ factors: [factor(), factor({ factorId: 'A1', state: 'open' }), factor({ factorId: 'A2', state: 'open' })] });
    expect(open).toMatchObject([{ code: 'FACTOR_OPEN', severity: 'warn', factorId: null, params: { count: 2 } }]);
    expect(check({ factors: [factor(), factor({ factorId: 'A1', state: 'excluded', excludedReason: 'No land is taken' })] })).toEqual([]);
  });

  it.each<[Partial<PlannedMeasure>, string[]]>([
    [{ owner: '' }, ['block MEASURE_WITHOUT_OWNER']],
    [{ deadline: null }, ['block MEASURE_WITHOUT_DEADLINE']],
    [{ deadline: '2026-05-31' }, ['warn MEASURE_PAST']],
    [{ deadline: '2026-06-01' }, []],
    [{ controlPoint: ' ' }, ['warn MEASURE_WITHOUT_CONTROL_POINT']],
  ])('judge a measure with %j', (over, expected) => {
    const findings = check({ measures: [measure(over)] });
    expect(brief(findings)).toEqual(expected);
    for (const { measureId } of findings) expect(measureId).toBe('m1');
  });

  it('see a measure that acts on nothing', () => {
    expect(brief(check({ measures: [measure(), measure({ id: 'm2', factorIds: [] })] }))).toEqual(['warn MEASURE_WITHOUT_FACTOR']);
    expect(check({ measures: [measure(), measure({ id: 'm2', factorIds: ['B5', 'A1'] })] })).toMatchObject([{ code: 'MEASURE_ON_OTHER_FACTOR', measureId: 'm2', params: { factors: 'A1' } }]);
  });

  it('say that a path has no data, and block where a grave one falls silent', () => {
    expect(brief(check({ context: { initial: NOTHING, residual: NOTHING } }))).toEqual(['warn OPINION_MISSING', 'warn TRIGGER_MISSING']);
    const silent = check({ context: { initial: { ...NOTHING, opinion: { ...SURVEY, opposed: '0.6' }, triggers: ['violence'] }, residual: NOTHING } });
    expect(silent.map(({ code, severity, params }) => [severity, code, params['path'], params['level']])).toEqual([
      ['block', 'RESIDUAL_PATH_MISSING', 'trigger', 'high'], ['block', 'RESIDUAL_PATH_MISSING', 'opinion', 'high'],
    ]);
  });

  it('point out opposition that is lower after the measures', () => {
    const context = { initial: clean.context.initial, residual: { ...clean.context.residual, opinion: { ...SURVEY, opposed: '0.052' } } };
    expect(check({ context })).toMatchObject([{ code: 'OPPOSITION_LOWERED', severity: 'warn', params: { initial: '0.12', residual: '0.052' } }]);
  });

  it('block on a direct input that cannot be judged', () => {
    const findings = check({ context: { ...clean.context, initial: { ...clean.context.initial, opinion: { ...SURVEY, opposed: '1.2' } } } });
    expect(brief(findings)).toContain('block VALUE_INVALID');
  });

  it('hold the conclusion against the level after the measures', () => {
    expect(brief(check({ conclusion: null }))).toEqual(['block CONCLUSION_MISSING']);
    expect(check({ conclusion: { code: 'implementAfterMeasures', text: WHY } })).toEqual([]);
    expect(check({ conclusion: { code: 'doNotImplement', text: WHY } })).toMatchObject([{ code: 'CONCLUSION_NOT_FOR_LEVEL', params: { level: 'low' } }]);
    const medium = { factors: [factor({ residualP: '0.7', residualQ: '0.7' })] };
    expect(brief(check(medium))).toEqual(['block CONCLUSION_NOT_FOR_LEVEL']);
    expect(check({ ...medium, conclusion: { code: 'partial', text: WHY } })).toEqual([]);
  });
});

describe('for any case', () => {
  const value = fc.option(fc.constantFrom('0', '0.2', '0.5', '0.9', '1', '1.5', 'x'));
  const anyFactor = fc.record({
    state: fc.constantFrom('open' as const, 'identified' as const, 'excluded' as const), excludedReason: fc.constantFrom('', 'why'),
    weight: fc.option(fc.constantFrom('0.5', '0.25', '1')), p: value, q: value, residualP: value, residualQ: value, note: fc.constantFrom('', 'why'), stages: fc.constantFrom([], ['preparation']),
  });
  const ids = model.areas.flatMap(({ factors }) => factors.map(({ id }) => id));
  const anyData = fc.array(anyFactor, { maxLength: 6 }).map((rows): AssessmentData => ({ ...clean, factors: rows.map((row, i) => ({ ...factor(), ...row, factorId: ids[i]! })) }));

  it('checks never fail, use known codes, and lead to what exists', () => {
    fc.assert(fc.property(anyData, (data) => {
      for (const { code, factorId } of checkAssessment(model, method, data)) {
        expect(CHECK_CODES).toContain(code);
        if (factorId !== null) expect(data.factors.map((each) => each.factorId)).toContain(factorId);
      }
    }));
  });

  it('without a blocking check there is a level, and the command line would give the same figures', () => {
    const complete = fc.record({ p: fc.constantFrom('0.1', '0.5', '0.9'), q: fc.constantFrom('0.1', '0.7'), lower: fc.boolean() });
    fc.assert(fc.property(fc.tuple(complete, complete), (rows) => {
      const factors = rows.map(({ p, q, lower }, i) => factor({ factorId: ids[i]!, weight: '0.5', p, q, residualP: lower ? '0.1' : p, residualQ: q }));
      const data = { ...clean, factors, measures: [measure({ factorIds: ids.slice(0, 2) })] };
      const draft = evaluateDraft(method, draftOf(data));
      const blocking = blockingCodes(checkAssessment(model, method, data));
      fc.pre(blocking.every((code) => code === 'CONCLUSION_NOT_FOR_LEVEL'));
      const whole = evaluateWpq(method, {
        factors: draftOf(data).factors.map(({ id, weight, initial, residual }) => ({ id, weight: weight!, initial: { p: initial.p!, q: initial.q! }, residual: { p: residual.p!, q: residual.q! } })),
        ...draftOf(data).initial, residual: draftOf(data).residual,
      });
      expect([draft.initial.level, draft.residual?.level, draft.initial.index]).toEqual([whole.initial.level, whole.residual?.level, whole.initial.index]);
    }));
  });
});
