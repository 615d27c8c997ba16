import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseDifference, type RevisedCase, type RevisedFactor } from './case-difference.ts';

const factor = (factorId: string, over: Partial<RevisedFactor> = {}): RevisedFactor => ({ factorId, state: 'identified', excludedReason: '', weight: '0.5', p: '0.3', q: '0.2', residualP: null, residualQ: null, r: null, residualR: null, c: null, residualC: null, points: null, residualPoints: null, opposed: null, residualOpposed: null, note: '', ...over });
const measure = (title: string, owner = '甲') => ({ title, owner, assistant: '', deadline: null, controlPoint: '', factorIds: ['A1', 'B5'] });

it('names what changed, factor by factor, and the measures that came and went', () => {
  const before = { whole: [{ field: 'title', side: null, value: '甲' }, { field: 'opinion', side: 'initial', value: { opposed: '0.1', surveyed: 3 } }, { field: 'opinion', side: 'residual', value: null }] as const, factors: [factor('A1'), factor('A2'), factor('A3')], measures: [measure('公开'), measure('核对')] };
  const after = { whole: [{ field: 'title', side: null, value: '甲' }, { field: 'opinion', side: 'initial', value: { surveyed: 3, opposed: '0.2' } }, { field: 'opinion', side: 'residual', value: null }] as const, factors: [factor('A1', { p: '0.5', r: '0.1', note: '新情况' }), factor('A2'), factor('B1', { state: 'excluded', weight: null, p: null, q: null })], measures: [measure('公开', '乙'), { ...measure('核对'), factorIds: ['B5', 'A1'] }] };
  expect(caseDifference(before, after)).toEqual({
    whole: [{ field: 'opinion', side: 'initial', before: { opposed: '0.1', surveyed: 3 }, after: { surveyed: 3, opposed: '0.2' } }],
    factors: [
      { factorId: 'A1', changes: [{ field: 'p', before: '0.3', after: '0.5' }, { field: 'r', before: null, after: '0.1' }, { field: 'note', before: '', after: '新情况' }] },
    ],
    factorsNew: ['B1'], factorsGone: ['A3'],
    measuresAdded: [measure('公开', '乙')], measuresRemoved: [measure('公开')],
  });
});

it.each([{ title: '另一' }, { owner: '乙' }, { assistant: '丙' }, { deadline: '2026-12-31' }, { controlPoint: '开工前' }, { factorIds: ['A1'] }])('tells of a measure changed in %o', (change) => {
  const [one, other] = [measure('公开'), { ...measure('公开'), ...change }];
  expect(caseDifference({ whole: [], factors: [], measures: [one] }, { whole: [], factors: [], measures: [other] })).toEqual({ whole: [], factors: [], factorsNew: [], factorsGone: [], measuresAdded: [other], measuresRemoved: [one] });
});

it('of a case with itself is empty, and turned round it is the same the other way', () => {
  const some = fc.record({
    whole: fc.constant([]),
    factors: fc.uniqueArray(fc.record({ factorId: fc.constantFrom('A1', 'A2', 'B1'), p: fc.constantFrom(null, '0.1', '0.2') }), { selector: (one) => one.factorId }).map((list) => list.map(({ factorId, p }) => factor(factorId, { p }))),
    measures: fc.array(fc.constantFrom(measure('a'), measure('b'), measure('c'))),
  });
  fc.assert(fc.property(some, some, (one: RevisedCase, other: RevisedCase) => {
    expect(caseDifference(one, one)).toEqual({ whole: [], factors: [], factorsNew: [], factorsGone: [], measuresAdded: [], measuresRemoved: [] });
    const [there, back] = [caseDifference(one, other), caseDifference(other, one)];
    expect(new Set(there.factors.map(({ factorId }) => factorId))).toEqual(new Set(back.factors.map(({ factorId }) => factorId)));
    expect(there.factorsNew).toEqual(back.factorsGone);
    expect(there.measuresAdded.length - there.measuresRemoved.length).toBe(other.measures.length - one.measures.length);
  }));
});
