import { describe, expect, it } from 'vitest';
import scorecardJson from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import { evaluateDraft, evaluateScorecard, evaluateWpq, scorecardMethodSchema, type ScorecardInput } from '#shared/domain/grading/index.ts';
import { check, clean, factor, measure, method, SURVEY, WHY } from './fixtures/clean-case.ts';
import { draftOf, type AssessedFactor, type AssessmentData } from './index.ts';

/** The numeric traps of reports in print and of those that machines wrote; each is either impossible here or found by a check. */
const IDS = ['A1', 'A2', 'A3', 'A4', 'A5', 'B1', 'B2', 'B3', 'B4', 'B5'];
const ten = (over: (position: number) => Partial<AssessedFactor>): AssessedFactor[] => IDS.map((factorId, i) => factor({ factorId, weight: '0.1', ...over(i) }));
const codes = (over: Partial<AssessmentData>) => check(over).map(({ code }) => code);
const levelOf = (factors: AssessedFactor[]) => evaluateDraft(method, draftOf({ ...clean, factors })).initial;

describe('floating point flips levels at the cut-offs', () => {
  it.each([['0.2', '0.04', 'minor'], ['0.4', '0.16', 'small'], ['0.8', '0.64', 'larger']])('%s x %s stays on its own side', (value, square, grade) => {
    expect(Number(value) * Number(value)).not.toBe(Number(square));
    const { factors } = levelOf([factor({ p: value, q: value })]);
    expect(factors).toEqual([{ id: 'B5', r: square, grade }]);
  });

  it('ten factors of 0.1 x 0.36 are exactly 0.36, which is medium', () => {
    let float = 0;
    for (let i = 0; i < 10; i += 1) float += 0.1 * 0.36;
    expect(float).toBeLessThan(0.36);
    expect(levelOf(ten(() => ({ p: '0.6', q: '0.6' })))).toMatchObject({ index: '0.36', paths: { index: 'medium' } });
  });
});

describe('rounding on the way', () => {
  it('of T: 0.3565 is low, and the check says what 0.36 would read', () => {
    const factors = [factor({ p: '0.713', q: '0.5', residualP: '0.1', residualQ: '0.1' })];
    expect(levelOf(factors)).toMatchObject({ index: '0.3565', paths: { index: 'low' } });
    expect(check({ factors })).toMatchObject([{ code: 'ROUNDING_FLIPS', params: { index: '0.3565', rounded: '0.36', level: 'medium' } }]);
  });

  it('of each R: two of 0.3551 would be 0.36', () => {
    const two = ['A1', 'B5'].map((factorId) => factor({ factorId, weight: '0.5', p: '0.53', q: '0.67', residualP: '0.1', residualQ: '0.1' }));
    expect(levelOf(two)).toMatchObject({ index: '0.3551', paths: { index: 'low' } });
    expect(codes({ factors: two, measures: [measure({ factorIds: ['A1', 'B5'] })] })).toContain('ROUNDING_FLIPS');
  });

  it('of each w x R: ten of 0.0355 would be 0.40', () => {
    const factors = ten(() => ({ p: '0.5', q: '0.7', residualP: '0.1', residualQ: '0.1' }));
    expect(levelOf(factors)).toMatchObject({ index: '0.35', paths: { index: 'low' } });
    const [found] = check({ factors, measures: [measure({ factorIds: IDS })] }).filter(({ code }) => code === 'ROUNDING_FLIPS');
    expect(found?.params).toEqual({ index: '0.35', rounded: '0.4', level: 'medium' });
  });
});

describe('weights that do not sum to 1', () => {
  it.each(['0.99', '1.01'])('a sum of %s gives no index and stops the submission', (sum) => {
    const factors = [factor({ weight: sum === '0.99' ? '0.49' : '0.51' }), factor({ factorId: 'A1', weight: '0.5' })];
    expect(levelOf(factors).index).toBeNull();
    expect(check({ factors })).toContainEqual(expect.objectContaining({ code: 'WEIGHTS_NOT_ONE', severity: 'block', params: { sum } }));
    const input = factors.map(({ factorId, weight }) => ({ id: factorId, weight: weight!, initial: { p: '0.5', q: '0.5' } }));
    expect(() => evaluateWpq(method, { factors: input })).toThrow(expect.objectContaining({ code: 'WEIGHT_SUM' }));
  });
});

describe('totals, directions and counts that contradict each other', () => {
  const scorecard = scorecardMethodSchema.parse(scorecardJson);
  const items = scorecard.groups.flatMap(({ items: of }) => of);
  const worst: ScorecardInput['initial'] = Object.fromEntries(items.map((item) => [item.id, item.kind === 'points' ? item.choices.at(-1)!.points : [{ opposed: '1', strength: 'strong' }]]));

  it('a total is its groups, and the maxima are those of their parts', () => {
    const { initial } = evaluateScorecard(scorecard, { initial: worst });
    expect(Object.values(initial.groups).reduce((sum, points) => sum + Number(points), 0)).toBe(Number(initial.total));
    expect(scorecardMethodSchema.safeParse({ ...scorecard, max: '99' }).success).toBe(false);
  });

  it('a scale can only run one way', () => {
    expect(scorecardMethodSchema.safeParse({ ...scorecard, direction: 'higherIsBetter' }).success).toBe(false);
    // Achieved points entered after the measures: what was 0 of risk becomes the maximum, and every item is named.
    const best = Object.fromEntries(items.map((item) => [item.id, item.kind === 'points' ? '0' : []]));
    expect(evaluateScorecard(scorecard, { initial: best, residual: worst }).warnings).toHaveLength(items.length);
    expect(codes({ factors: [factor({ p: '0.3', q: '0.2', residualP: '0.7', residualQ: '0.8' })] })).toContain('INDEX_ROSE');
  });

  it('an item that rises without a reason stops the submission', () => {
    const found = check({ factors: [factor({ p: '0.3', q: '0.3', residualP: '0.4', residualQ: '0.2', note: '' })] });
    expect(found).toMatchObject([{ code: 'RESIDUAL_ABOVE_INITIAL', severity: 'block' }]);
  });

  it('two chapters with different counts of questionnaires', () => {
    expect(codes({ conclusion: { code: 'implement', text: '共回收问卷 230 份。' } })).toEqual(['TEXT_OTHER_COUNT']);
    expect(codes({ context: { ...clean.context, residual: { ...clean.context.residual, opinion: { ...SURVEY, surveyed: 230 } } } })).toEqual(['SURVEY_COUNTS_DIFFER']);
  });
});

describe('an answer fixed in advance', () => {
  it('nothing is scored by default', () => {
    expect(levelOf([factor({ p: null, q: null })])).toMatchObject({ index: null, level: null });
    expect(codes({ factors: [factor({ p: null, q: null, residualP: null, residualQ: null })] })).toContain('UNSCORED_FACTOR');
  });

  it('opposition is no error, and is never written down', () => {
    for (const opposed of ['0.004', '0.12', '0.2', '0.6']) {
      const opinion = { ...SURVEY, opposed };
      const found = check({ context: { initial: { ...clean.context.initial, opinion }, residual: { ...clean.context.residual, opinion } }, conclusion: { code: 'adjustAndReassess', text: WHY } });
      expect(found.filter(({ code, severity }) => severity === 'block' && code !== 'CONCLUSION_NOT_FOR_LEVEL')).toEqual([]);
    }
    expect(codes({ context: { ...clean.context, residual: { ...clean.context.residual, opinion: { ...SURVEY, opposed: '0.02' } } } })).toEqual(['OPPOSITION_LOWERED']);
  });

  it('a support of 100 % must show its survey', () => {
    const opinion = { ...SURVEY, opposed: '0' };
    expect(codes({ context: { initial: { ...clean.context.initial, opinion }, residual: { ...clean.context.residual, opinion } } })).toEqual(['UNANIMOUS', 'UNANIMOUS']);
  });
});

it('T alone dilutes: one factor at 0.81 among nine at 0.04 reads 0.117, and the counts decide', () => {
  const factors = ten((i) => (i === 0 ? { p: '0.9', q: '0.9', residualP: '0.2', residualQ: '0.2' } : { p: '0.2', q: '0.2', residualP: '0.2', residualQ: '0.2' }));
  expect(levelOf(factors)).toMatchObject({ index: '0.117', level: 'medium', paths: { index: 'low', count: 'medium' }, decidedBy: ['count'] });
  expect(check({ factors, measures: [measure({ factorIds: ['A1'] })] })).toContainEqual(expect.objectContaining({ code: 'INDEX_DILUTES', factorId: 'A1', params: { index: '0.117', level: 'medium' } }));
});
