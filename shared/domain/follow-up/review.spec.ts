import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, type ReviewedCase } from './calibration.ts';
import { compareMonths } from './comparison.ts';
import { factorOccurred, observedLevel, outcomesSchema, type EventCount } from './outcome.ts';
import { reviewFaults } from './review.ts';

const name = { zh: '名', en: 'name' };
const event = (id: string, category: string, link: 'project' | 'place') => ({ id, name, category, people: null, link, where: [] });
const OUTCOMES = outcomesSchema.parse({ source: name, dueAfterMonths: 12, levels: { high: 200, medium: 20 }, events: [event('visits', '2.6', 'project'), event('gatherings', '4.5', 'project'), event('petitions', '2.4', 'place')] });
const count = (eventId: string, after: number | null, mostPeople: number | null = null, link: 'project' | 'place' = 'project'): EventCount => ({ eventId, link, after, before: 0, mostPeople, heldUntil: null });

describe('what came of a decision', () => {
  it.each([
    ['nothing, by every category', [count('visits', 0), count('gatherings', 0)], 'quiet'],
    ['nothing, but one category has not told', [count('visits', 0), count('gatherings', null)], null],
    ['nothing known at all', [], null],
    ['a small one, though one category has not told', [count('visits', 1, 3), count('gatherings', null)], 'low'],
    ['one of unknown size', [count('visits', 1)], 'low'],
    ['19 people', [count('visits', 1, 19), count('gatherings', 0)], 'low'],
    ['20 people', [count('visits', 2, 20), count('gatherings', 0)], 'medium'],
    ['199 people', [count('visits', 2, 199), count('gatherings', 0)], 'medium'],
    ['200 people in one of them', [count('visits', 2, 3), count('gatherings', 1, 200)], 'high'],
    ['only events in the place', [count('visits', 0), count('gatherings', 0), count('petitions', 9, 300, 'place')], 'quiet'],
  ] as const)('%s', (_, counts, level) => { expect(observedLevel(counts, OUTCOMES)).toBe(level); });

  it('by factor: only what its own categories show, and never a guess', () => {
    const counts = [count('visits', 2), count('gatherings', null), count('petitions', 4, null, 'place')];
    expect(factorOccurred(new Set(['2.6']), counts, OUTCOMES)).toBe(true);
    expect(factorOccurred(new Set(['4.5']), counts, OUTCOMES)).toBeNull();
    expect(factorOccurred(new Set(['2.4']), counts, OUTCOMES)).toBeNull();
    expect(factorOccurred(new Set(['2.6']), [count('visits', 0)], OUTCOMES)).toBe(false);
  });
});

describe('a figure since the decision', () => {
  const series = (values: readonly (string | null)[]) => values.map((value, position) => ({ month: `2026-${String(position + 1).padStart(2, '0')}`, value }));
  it.each([
    ['against as many months before', ['9', '1', '2', '5', '3', '4'], { after: '7', before: '3', months: 2 }],
    ['only over months that have data', ['9', '1', '2', '5', '3', null], { after: '3', before: '2', months: 1 }],
    ['not where the months before have none', [null, null, '2', '5', '3', '4'], { after: '7', before: null, months: 2 }],
    ['exactly', ['0', '0.1', '0.2', '5', '0.1', '0.2'], { after: '0.3', before: '0.3', months: 2 }],
    ['not before a month is over', ['1', '2', '3', '5', null, null], { after: null, before: null, months: 0 }],
  ] as const)('%s', (_, values, expected) => { expect(compareMonths(series(values), '2026-04')).toEqual(expected); });
});

describe('calibration', () => {
  const CASES: readonly ReviewedCase[] = [
    { forecast: 'low', observed: 'quiet', factors: [{ p: '0.2', occurred: false }, { p: '0.3', occurred: null }] },
    { forecast: 'low', observed: 'medium', factors: [{ p: '0.2', occurred: true }] },
    { forecast: 'low', observed: null, factors: [] },
    { forecast: 'medium', observed: 'low', factors: [{ p: '0.7', occurred: true }, { p: null, occurred: true }] },
  ];

  it('counts what came of each forecast; what is not known is never quiet', () => {
    const result = calibrate(CASES);
    expect(result.table.low).toEqual({ quiet: 1, low: 0, medium: 1, high: 0, unknown: 1 });
    expect(result.lowStayedQuiet).toEqual({ quiet: 1, known: 2, share: '0.500000' });
    expect(result.bands.map(({ factors, occurred, meanP }) => [factors, occurred, meanP])).toEqual([[2, 1, '0.200000'], [0, 0, null], [0, 0, null], [1, 1, '0.700000'], [0, 0, null]]);
    // (0.2² + 0.8² + 0.3²) / 3
    expect(result).toMatchObject({ cases: 4, brier: '0.256667', unknownFactors: 1 });
    expect(calibrate([])).toMatchObject({ cases: 0, brier: null, lowStayedQuiet: { share: null } });
  });

  it('agrees with a few lines of plain arithmetic', () => {
    const factor = fc.record({ p: fc.integer({ min: 0, max: 100 }), occurred: fc.boolean() });
    fc.assert(fc.property(fc.array(factor, { minLength: 1, maxLength: 40 }), (factors) => {
      const plain = factors.reduce((sum, { p, occurred }) => sum + (p / 100 - Number(occurred)) ** 2, 0) / factors.length;
      const result = calibrate([{ forecast: 'low', observed: 'quiet', factors: factors.map(({ p, occurred }) => ({ p: p === 100 ? '1' : `0.${String(p).padStart(2, '0')}`, occurred })) }]);
      expect(Number(result.brier)).toBeCloseTo(plain, 5);
      expect(result.bands.reduce((sum, band) => sum + band.factors, 0)).toBe(factors.length);
    }));
  });
});

describe('a review', () => {
  const text = { unit: 'Other unit', verdicts: { A1: { verdict: 'asForecast' as const, note: '' } }, conclusion: 'x' };
  it.each([
    [text, []],
    [{ ...text, unit: ' ' }, ['UNIT_MISSING']],
    [{ ...text, unit: '示例 单位（一）' }, ['SAME_UNIT']],
    [{ ...text, verdicts: {} }, ['VERDICT_MISSING']],
    [{ ...text, verdicts: { A1: { verdict: 'worse' as const, note: ' ' } } }, ['NOTE_MISSING']],
    [{ ...text, conclusion: '' }, ['CONCLUSION_MISSING']],
  ] as const)('%#: says what still lacks', (of, faults) => { expect(reviewFaults(of, ['示例单位(一)'], ['A1'])).toEqual(faults); });
});
