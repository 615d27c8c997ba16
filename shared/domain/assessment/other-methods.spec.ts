import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import cardJson from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import wcJson from '../../../resources/methods/wc@1.json' with { type: 'json' };
import cardModelJson from '../../../resources/models/db32-scorecard@1.json' with { type: 'json' };
import risksJson from '../../../resources/models/five-risks@1.json' with { type: 'json' };
import { scorecardMethodSchema, wcMethodSchema } from '#shared/domain/grading/index.ts';
import { brief, clean, factor, measure } from './fixtures/clean-case.ts';
import { CHECK_CODES, checkAssessment, cutOffsOf, judgeCase, modelSchema, pathLevel, pathsOf, symbolOf, valueOf, type AssessedFactor, type AssessmentData, type Check } from './index.ts';

const card = scorecardMethodSchema.parse(cardJson);
const items = card.groups.flatMap((group) => group.items);
const wc = wcMethodSchema.parse(wcJson);
const NO_PQ = { weight: null, p: null, q: null, residualP: null, residualQ: null };
/** Every item at 0 with a word why, and 12 % mildly opposed, as the survey has it. */
const item = (id: string, over: Partial<AssessedFactor> = {}): AssessedFactor =>
  factor({ factorId: id, ...NO_PQ, ...(id === 'K1' ? { opposed: [{ strength: 'mild', opposed: '0.12' }] } : { points: '0' }), ...over });
const filled = (over: Readonly<Record<string, Partial<AssessedFactor>>> = {}): AssessedFactor[] => items.map(({ id }) => item(id, over[id]));
const cardCase = (factors: AssessedFactor[], over: Partial<AssessmentData> = {}): AssessmentData => ({ ...clean, factors, measures: [], ...over });
const checkCard = (data: AssessmentData): Check[] => checkAssessment(modelSchema.parse(cardModelJson), card, data);

const risk = (over: Partial<AssessedFactor> = {}): AssessedFactor => factor({ factorId: 'C1', ...NO_PQ, weight: '1', c: '0.8', residualC: '0.4', ...over });
const checkRisks = (over: Partial<AssessmentData>): Check[] => checkAssessment(modelSchema.parse(risksJson), wc, { ...clean, factors: [risk()], measures: [measure({ factorIds: ['C1'] })], ...over });

describe('a case by scorecard', () => {
  it('comes to its total, its groups and its own paths', () => {
    const judged = judgeCase(card, cardCase(filled({ L1: { points: '3', residualPoints: '0' } })));
    expect(judged).toMatchObject({ kind: 'scorecard', draft: { initial: { total: '4.26', level: 'low' }, residual: { total: '1.26' } } });
    expect([valueOf(judged.draft.initial), symbolOf(card), cutOffsOf(card).high.at]).toEqual(['4.26', 'W', '70']);
    expect(pathsOf('scorecard').map((path) => pathLevel(judged.draft.initial, path))).toEqual(['low', 'low', 'low']);
    expect(pathLevel(judged.draft.initial, 'count')).toBeNull();
  });

  it('has no finding where nothing is to be found', () => {
    expect(checkCard(cardCase(filled()))).toEqual([]);
  });

  it.each<[string, AssessmentData, string[]]>([
    ['an item without points', cardCase(filled({ R2: { points: null } })), ['block UNSCORED_FACTOR']],
    ['points above the maximum', cardCase(filled({ R2: { points: '3' } })), ['block VALUE_INVALID']],
    ['points that are not printed', cardCase(filled({ L2: { points: '1.5', note: 'Mean of five experts' } })), ['warn POINTS_NOT_PRINTED']],
    ['an item at its worst with neither word, measure nor residual', cardCase(filled({ L3: { points: '2', note: '' } })), ['warn NOTE_MISSING', 'warn FACTOR_WITHOUT_MEASURE', 'block RESIDUAL_MISSING']],
    ['points lowered without a measure', cardCase(filled({ L3: { points: '2', residualPoints: '0' } })), ['warn FACTOR_WITHOUT_MEASURE', 'block LOWERED_WITHOUT_MEASURE']],
    ['a total that rose', cardCase(filled({ K2: { points: '1', residualPoints: '3', note: 'Works reach the school' } }), { measures: [measure({ factorIds: ['K2'] })] }), ['warn RESIDUAL_ABOVE_INITIAL', 'block INDEX_ROSE']],
    ['an item that stays at its worst for ever', cardCase(filled({ L3: { points: '2', residualPoints: '2' } }), { basics: { ...clean.basics, endOn: null }, measures: [measure({ factorIds: ['L3'] })] }), ['warn RESIDUAL_UNCHANGED', 'warn ACCEPTED_WITHOUT_END']],
    ['a total in the text that is another', cardCase(filled(), { conclusion: { code: 'implement', text: '总分为 32 分，低风险。' } }), ['warn TEXT_OTHER_INDEX']],
    ['the total in the text that it is', cardCase(filled(), { conclusion: { code: 'implement', text: '总分为 1.3 分，低风险。' } }), []],
    ['opposition other than the survey', cardCase(filled({ K1: { opposed: [{ strength: 'strong', opposed: '0.05' }] } })), ['warn OPPOSITION_DIFFERS']],
    ['a factor of another model', cardCase([...filled(), factor({ factorId: 'Z1' })]), ['block UNKNOWN_FACTOR']],
  ])('sees %s', (_, data, expected) => {
    expect(brief(checkCard(data))).toEqual(expected);
  });

  it('sees a total that rounding would take below a cut-off', () => {
    // L 10 + R 22 + F 8 make 40; K1 adds 35 x 0.3 x 0.0001 = 0.00105, which two decimals lose: 40 is low, and the exact total is not.
    const grave = { L1: '3', L2: '5', L3: '2', R1: '2', R2: '2', R3: '6', R4: '4', R6: '4', R7: '4', F1: '0', F2: '4', F3: '3' };
    const factors = filled({ ...Object.fromEntries(Object.entries(grave).map(([id, points]) => [id, { points }])), K1: { opposed: [{ strength: 'mild', opposed: '0.0001' }] }, K2: { points: '1' } });
    const found = checkCard(cardCase(factors)).filter(({ code }) => code === 'ROUNDING_FLIPS');
    expect(found[0]).toMatchObject({ params: { index: '40.00105', rounded: '40', level: 'low', of: 'points' } });
  });

  it('says of points that they are points, so that the words fit', () => {
    for (const { code, params } of checkCard(cardCase(filled({ L3: { points: '2', note: '' } })))) if (code === 'NOTE_MISSING') expect(params).toEqual({ points: '2', of: 'points' });
  });
});

describe('a case by w x C', () => {
  it('comes to its index, and has no finding where nothing is to be found', () => {
    expect(judgeCase(wc, { ...clean, factors: [risk()] })).toMatchObject({ kind: 'wc', draft: { initial: { index: '0.8', level: 'high' }, residual: { index: '0.4', level: 'low' } } });
    expect(checkRisks({})).toEqual([]);
  });

  it.each<[string, Partial<AssessmentData>, string[]]>([
    ['no C', { factors: [risk({ c: null, residualC: null })] }, ['block UNSCORED_FACTOR', 'warn RESIDUAL_MISSING']],
    ['a C off the scale', { factors: [risk({ c: '1.2' })] }, ['block VALUE_INVALID']],
    ['weights that are not 1', { factors: [risk({ weight: '0.9' })] }, ['block WEIGHTS_NOT_ONE']],
    ['a very large one without a word why', { factors: [risk({ c: '1.0', note: '' })] }, ['block NOTE_MISSING']],
    ['a C lowered without a measure', { measures: [] }, ['warn FACTOR_WITHOUT_MEASURE', 'block LOWERED_WITHOUT_MEASURE']],
    ['a very large factor hidden by a low index', {
      factors: [risk({ weight: '0.1', c: '1.0' }), ...['A1', 'A2', 'A3'].map((factorId) => risk({ factorId, weight: '0.3', c: '0.2', residualC: '0.2' }))],
      measures: [measure({ factorIds: ['C1'] })],
    }, ['warn INDEX_HIDES']],
  ])('sees %s', (_, over, expected) => {
    expect(brief(checkRisks(over))).toEqual(expected);
  });
});

it('checks of any such case never fail and use known codes', () => {
  const text = fc.option(fc.constantFrom('0', '0.2', '2', '7', '-1', 'x', ''));
  const shares = fc.option(fc.array(fc.record({ strength: fc.constantFrom('strong', 'mild', 'wild'), opposed: fc.constantFrom('0', '0.4', '0.7', 'x') }), { maxLength: 3 }));
  const anyFactor = fc.record({ factorId: fc.constantFrom('L1', 'K1', 'C1', 'Z9'), state: fc.constantFrom('open' as const, 'identified' as const, 'excluded' as const), weight: text, c: text, residualC: text, points: text, residualPoints: text, opposed: shares, residualOpposed: shares });
  fc.assert(fc.property(fc.uniqueArray(anyFactor, { selector: ({ factorId }) => factorId }), (rows) => {
    const data = { ...clean, factors: rows.map((row) => factor({ ...NO_PQ, ...row })) };
    for (const [model, method] of [[cardModelJson, card], [risksJson, wc]] as const) {
      for (const { code } of checkAssessment(modelSchema.parse(model), method, data)) expect(CHECK_CODES).toContain(code);
    }
  }));
});
