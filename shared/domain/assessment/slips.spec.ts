import { describe, expect, it } from 'vitest';
import { brief, check, clean, factor, measure, method, model, SURVEY, WHY } from './fixtures/clean-case.ts';
import { checkAssessment, FIXED_CHECKS, modelSchema, type AssessmentData, type SurveyedContext } from './index.ts';

const withBasics = (over: Partial<AssessmentData['basics']>) => check({ basics: { ...clean.basics, ...over } });
const withSides = (initial: Partial<SurveyedContext>, residual: Partial<SurveyedContext> = {}) =>
  check({ context: { initial: { ...clean.context.initial, ...initial }, residual: { ...clean.context.residual, ...residual } } });
const withText = (text: string) => check({ conclusion: { code: 'implement', text } });

describe('dates', () => {
  it.each<[Partial<AssessmentData['basics']>, string[]]>([
    [{ decisionOn: null }, ['warn DECISION_DATE_MISSING']],
    [{ decisionOn: '2026-05-31' }, ['warn DATE_PAST']],
    [{ decisionOn: '2026-06-01' }, []],
    [{ startOn: '2026-08-31' }, ['block START_BEFORE_DECISION']],
    [{ startOn: '2026-09-01' }, []],
    [{ decisionOn: '2026-06-01', startOn: '2026-05-31' }, ['warn DATE_PAST', 'block START_BEFORE_DECISION']],
    [{ startOn: '2027-01-01', endOn: '2026-12-31' }, ['block END_BEFORE_START']],
    [{ endOn: '2026-12-30' }, ['warn MEASURE_AFTER_END']],
  ])('%j', (over, expected) => expect(brief(withBasics(over))).toEqual(expected));

  it('a newer version of the model', () => {
    expect(check({ newerModel: 2 })).toMatchObject([{ code: 'MODEL_SUPERSEDED', severity: 'warn', params: { version: 2 } }]);
  });
});

describe('scores that were filled in rather than judged', () => {
  const rows = (scores: readonly [string, string, string, string][]) =>
    scores.map(([p, q, residualP, residualQ], i) => factor({ factorId: ['A1', 'A2', 'B5', 'D1'][i] ?? 'D2', weight: '0.25', p, q, residualP, residualQ }));
  const measures = [measure({ factorIds: ['A1', 'A2', 'B5', 'D1'] })];
  const codes = (scores: readonly [string, string, string, string][]) => check({ factors: rows(scores), measures }).map(({ code }) => code);

  it('one score for all, also where it is written differently', () => {
    expect(codes([['0.5', '0.5', '0.4', '0.5'], ['0.50', '0.5', '0.3', '0.5'], ['0.5', '0.5', '0.2', '0.5'], ['0.5', '0.500', '0.1', '0.5']])).toContain('SCORES_ALIKE');
    expect(codes([['0.5', '0.5', '0.4', '0.5'], ['0.5', '0.5', '0.3', '0.5'], ['0.5', '0.5', '0.2', '0.5'], ['0.5', '0.51', '0.1', '0.5']])).not.toContain('SCORES_ALIKE');
  });

  it('one residual for factors that began apart', () => {
    expect(codes([['0.5', '0.5', '0.2', '0.2'], ['0.7', '0.5', '0.2', '0.2'], ['0.6', '0.5', '0.2', '0.2'], ['0.3', '0.5', '0.20', '0.2']])).toContain('RESIDUALS_ALIKE');
    expect(codes([['0.5', '0.5', '0.2', '0.2'], ['0.7', '0.5', '0.2', '0.2'], ['0.6', '0.5', '0.2', '0.2'], ['0.3', '0.5', '0.1', '0.2']])).not.toContain('RESIDUALS_ALIKE');
  });

  it('a score that rests on nothing: no note, and no question of the model', () => {
    // Every factor of the shipped model has a question; one of the office's own may have none.
    const unasked = { ...model, areas: model.areas.map((area) => ({ ...area, factors: area.factors.map((one) => (one.id === 'F1' ? { ...one, evidence: [] } : one)) })) };
    const bare = factor({ factorId: 'F1', p: '0.3', q: '0.3', residualP: '0.3', residualQ: '0.2', note: ' ' });
    expect(checkAssessment(unasked, method, { ...clean, factors: [bare], measures: [measure({ factorIds: ['F1'] })] })).toMatchObject([{ code: 'SCORE_WITHOUT_GROUNDS', factorId: 'F1', params: { count: 1 } }]);
    expect(checkAssessment(unasked, method, { ...clean, factors: [{ ...bare, note: 'Heard at the hearing' }], measures: [measure({ factorIds: ['F1'] })] })).toEqual([]);
    expect(check({ factors: [bare], measures: [measure({ factorIds: ['F1'] })] })).toEqual([]);
  });

  it('a factor that counts nothing, and one without a stage', () => {
    const none = factor({ factorId: 'A1', weight: '0.00', p: '0.1', q: '0.1', residualP: '0.1', residualQ: '0.1', stages: [] });
    expect(check({ factors: [factor(), none] })).toMatchObject([{ code: 'STAGE_MISSING', factorId: 'A1' }, { code: 'WEIGHT_ZERO', factorId: 'A1' }]);
  });

  it('one reason for ten exclusions', () => {
    const excluded = (count: number) => Array.from({ length: count }, (_, i) => factor({ factorId: `D${String(i + 1)}`, state: 'excluded', excludedReason: ' Not concerned' }));
    expect(brief(check({ factors: [factor(), ...excluded(9)] }))).toEqual([]);
    expect(check({ factors: [factor(), ...excluded(10)] })).toMatchObject([{ code: 'EXCLUDED_ALIKE', severity: 'warn', params: { count: 10 } }]);
  });
});

describe('measures', () => {
  it('that change nothing, or end a risk', () => {
    expect(brief(check({ factors: [factor({ residualP: '0.70', residualQ: '0.8' })], conclusion: { code: 'partial', text: WHY } }))).toEqual(['warn RESIDUAL_UNCHANGED']);
    expect(check({ factors: [factor({ residualP: '0' })] })).toMatchObject([{ code: 'RESIDUAL_ZERO', factorId: 'B5', params: { fields: 'p' } }]);
    expect(check({ factors: [factor({ p: '0', q: '0.5', residualP: '0', residualQ: '0.5', note: '' })], measures: [] })).toEqual([]);
  });

  it('entered twice, with or without a blank', () => {
    const again = measure({ id: 'm2', title: 'Publish how the  standard was set' });
    expect(check({ measures: [measure(), again] })).toMatchObject([{ code: 'MEASURE_DUPLICATE', measureId: 'm2' }]);
    expect(check({ measures: [measure(), { ...again, title: 'Publish the standard' }] })).toEqual([]);
  });

  it('that leave a grave risk in a matter without an end', () => {
    const factors = [factor({ residualQ: '1', residualP: '0.5' })];
    const found = check({ factors, basics: { ...clean.basics, endOn: null }, conclusion: { code: 'partial', text: WHY } });
    expect(found).toMatchObject([{ code: 'RESIDUAL_ABOVE_INITIAL' }, { code: 'ACCEPTED_WITHOUT_END', factorId: 'B5', params: { grade: 'larger' } }]);
    expect(check({ factors, conclusion: { code: 'partial', text: WHY } }).map(({ code }) => code)).toEqual(['RESIDUAL_ABOVE_INITIAL']);
  });
});

describe('survey and triggers', () => {
  it.each<[Partial<NonNullable<SurveyedContext['opinion']>>, string[]]>([
    [{ surveyed: null }, ['warn SURVEY_COUNT_MISSING']],
    [{ surveyed: 0 }, ['warn SURVEY_COUNT_MISSING']],
    [{ source: ' ' }, ['warn SOURCE_MISSING']],
    [{ opposed: '0' }, ['warn UNANIMOUS']],
    [{ opposed: '0.15', surveyed: 7 }, ['warn SURVEY_SHARE_IMPOSSIBLE']],
    [{ opposed: '0.14', surveyed: 7 }, []],
    [{ opposed: '0.1429', surveyed: 7 }, []],
    [{ opposed: '0.1435', surveyed: 7 }, ['warn SURVEY_SHARE_IMPOSSIBLE']],
    [{ opposed: '0.1', surveyed: 240 }, []],
  ])('%j', (over, expected) => {
    const opinion = { ...SURVEY, ...over };
    const found = withSides({ opinion }, { opinion });
    expect(brief(found)).toEqual([...expected, ...expected]);
    expect(found.map(({ params }) => params['side'])).toEqual(expected.length === 0 ? [] : ['initial', 'residual']);
  });

  it('one survey with two counts, and a new survey', () => {
    expect(withSides({}, { opinion: { ...SURVEY, surveyed: 200 } })).toMatchObject([{ code: 'SURVEY_COUNTS_DIFFER', severity: 'block', params: { initial: 250, residual: 200 } }]);
    expect(withSides({}, { opinion: { opposed: '0.15', surveyed: 200, source: 'Survey of June' } })).toEqual([]);
  });

  it('a crowd without a source, and one that shrinks by itself', () => {
    expect(brief(withSides({ incident: { people: 30, source: '' } }, { incident: { people: 30, source: 'Forecast' } }))).toContain('warn SOURCE_MISSING');
    const sides = { initial: { ...clean.context.initial, incident: { people: 30, source: 'Forecast' } }, residual: { ...clean.context.residual, incident: { people: 5, source: 'Forecast' } } };
    const unchanged = [factor({ residualP: '0.7', residualQ: '0.8' })];
    expect(check({ context: sides, measures: [], factors: unchanged, conclusion: { code: 'partial', text: WHY } }).map(({ code }) => code)).toContain('TRIGGER_LOWERED_WITHOUT_MEASURE');
    expect(check({ context: sides })).toEqual([]);
    const cleared = { initial: { ...clean.context.initial, triggers: ['violence'] }, residual: { ...clean.context.residual, triggers: [] } };
    expect(check({ context: cleared, measures: [], factors: unchanged }).map(({ code }) => code)).toContain('TRIGGER_LOWERED_WITHOUT_MEASURE');
  });
});

describe('words against figures', () => {
  it.each([
    ['综合判定为高风险', ['TEXT_OTHER_LEVEL']], ['由中风险降为低风险，可以实施', []], ['风险等级为低', []], ['其中风险较大的一项已化解', []],
    ['This is a high risk', ['TEXT_OTHER_LEVEL']], ['综合指数为 0.24', []], ['T=0.56，措施后 T = 0.2', []], ['综合指数0.35', ['TEXT_OTHER_INDEX']], ['综合风险指数：0.25', ['TEXT_OTHER_INDEX']],
    ['共收回有效问卷 250 份', []], ['发放问卷 300 份，收回有效问卷 240 份', ['TEXT_OTHER_COUNT']], ['we had 251 questionnaires', ['TEXT_OTHER_COUNT']], ['', ['CONCLUSION_WITHOUT_TEXT']],
  ])('"%s"', (text, expected) => expect(withText(text).map(({ code }) => code)).toEqual(expected));

  it('in the description and in a note too, and each leads to its place', () => {
    expect(withBasics({ description: '问卷 260 份' })).toMatchObject([{ code: 'TEXT_OTHER_COUNT', factorId: null, params: { stated: 260, surveyed: '250', field: 'description' } }]);
    expect(check({ factors: [factor({ note: '回收问卷 99 份' })] })).toMatchObject([{ code: 'TEXT_OTHER_COUNT', factorId: 'B5', params: { field: 'note' } }]);
  });
});

describe('what a model says of the findings', () => {
  it('decides what stops a submission', () => {
    const strict = { ...model, checks: { DECISION_DATE_MISSING: 'block', INDEX_ROSE: 'warn' } } as const;
    const data = { ...clean, basics: { ...clean.basics, decisionOn: null }, factors: [factor({ p: '0.1', q: '0.1', note: 'why' })] };
    expect(brief(checkAssessment(strict, method, data))).toEqual(['block DECISION_DATE_MISSING', 'warn RESIDUAL_ABOVE_INITIAL', 'warn INDEX_ROSE']);
  });

  it('cannot soften what leaves no result', () => {
    for (const code of FIXED_CHECKS) {
      expect(modelSchema.safeParse({ ...model, checks: { [code]: 'warn' } }).error?.issues).toMatchObject([{ path: ['checks', code] }]);
      expect(modelSchema.safeParse({ ...model, checks: { [code]: 'block' } }).success).toBe(true);
    }
    expect(modelSchema.safeParse({ ...model, checks: { NO_SUCH_CHECK: 'warn' } }).success).toBe(false);
  });
});
