import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessColumns } from './columns.ts';
import { STANCES, surveyRulesSchema } from './rules.ts';
import { judgeSample } from './sample.ts';
import { shareOf, tallyAnswers, validAnswers, type Answer } from './tally.ts';

const RULES = surveyRulesSchema.parse(JSON.parse(readFileSync(new URL('../../../resources/survey/rules.json', import.meta.url), 'utf8')));
const sample = (id: string) => RULES.samples.find((rule) => rule.id === id)!;
const answer = (stance: string, over: Partial<Answer> = {}): Answer => ({ rowNo: 2, stance, group: '', strength: '', count: '', ...over });
const needed = (id: string, population: number | null): number | null => judgeSample(sample(id), population, 0).needed;

describe('how many must be asked (DB32/T 4013)', () => {
  it.each([
    ['expropriation', 37, 37], ['environment', 99, 90], ['environment', 100, 90], ['environment', 178, 90], ['environment', 180, 91], ['environment', 500, 251], ['environment', 501, 250],
    ['environment', 833, 250], ['environment', 834, 251], ['neighbour', 20, 20], ['neighbour', 99, 95], ['neighbour', 100, 95], ['neighbour', 500, 301], ['neighbour', 501, 300], ['neighbour', 1000, 401],
    ['restructuring', 10, 10], ['policy-direct', 50, 200], ['policy-indirect', null, 100], ['expropriation', null, null], ['environment', null, null],
  ] as const)('%s of %s: %s', (id, population, expected) => {
    expect(needed(id, population)).toBe(expected);
  });

  it('is enough from that number on, and never more than there are', () => {
    fc.assert(fc.property(fc.constantFrom('expropriation', 'environment', 'neighbour', 'restructuring'), fc.integer({ min: 1, max: 5000 }), (id, population) => {
      const least = needed(id, population)!;
      expect(least).toBeLessThanOrEqual(population);
      expect(judgeSample(sample(id), population, least).enough).toBe(true);
      expect(judgeSample(sample(id), population, least - 1).enough).toBe(false);
    }));
  });
});

describe('counting a questionnaire', () => {
  it('shows opposition as it is: neutral and conditional answers are no support, unknown words are named', () => {
    const tally = tallyAnswers([
      answer('支持', { group: '甲村' }), answer(' 有条件 支持', { group: '甲村' }), answer('无所谓', { group: '乙村' }), answer('反对', { group: '乙村', strength: '较强烈', count: '3' }),
      answer('强烈反对', { group: '乙村' }), answer('还行', { rowNo: 7 }), answer('', { rowNo: 8 }), answer('支持', { rowNo: 9, count: '两' }), answer('反对', { rowNo: 10, strength: '说不上' }),
    ], RULES);
    expect(tally.groups).toEqual([
      { group: '甲村', counts: { support: 1, conditional: 1, neutral: 0, oppose: 0, strong: 0, fair: 0, mild: 0 } },
      { group: '乙村', counts: { support: 0, conditional: 0, neutral: 1, oppose: 4, strong: 1, fair: 3, mild: 0 } },
    ]);
    expect(tally.uncounted).toEqual([{ rowNo: 7, reason: 'unknown', text: '还行' }, { rowNo: 8, reason: 'empty', text: '' }, { rowNo: 9, reason: 'count', text: '两' }, { rowNo: 10, reason: 'strength', text: '说不上' }]);
    expect(shareOf(tally.all, 'oppose')).toBe('0.571428571429');
    expect(shareOf(tallyAnswers([answer('反对'), answer('支持', { count: '4' })], RULES).all, 'oppose')).toBe('0.2');
    expect(shareOf(tallyAnswers([], RULES).all, 'oppose')).toBeNull();
  });

  it('counts every line once, whatever the words, and shares sum to one', () => {
    const word = fc.oneof(fc.constantFrom('支持', '基本支持', '中立', '反对', '坚决反对'), fc.string({ maxLength: 4 }));
    fc.assert(fc.property(fc.array(fc.record({ stance: word, group: fc.constantFrom('甲', '乙', ''), strength: fc.constantFrom('', '强烈', '?') }), { maxLength: 40 }), (lines) => {
      const tally = tallyAnswers(lines.map((line, place) => answer(line.stance, { ...line, rowNo: place + 2 })), RULES);
      expect(validAnswers(tally.all) + tally.uncounted.length).toBe(lines.length);
      const sum = STANCES.reduce((total, stance) => total + Number(shareOf(tally.all, stance) ?? 0), 0);
      expect(sum).toBeCloseTo(validAnswers(tally.all) === 0 ? 0 : 1, 9);
      expect(tally.all.strong + tally.all.fair + tally.all.mild).toBeLessThanOrEqual(tally.all.oppose);
    }));
  });

  it('finds its columns by their headers, the exact one before one that only holds the word', () => {
    expect(guessColumns(['序号', '所在村社', '您对该项目的态度', '反对程度', '份数'], RULES)).toEqual({ stance: 2, group: 1, strength: 3, count: 4 });
    expect(guessColumns(['意见箱编号', '意见'], RULES)).toMatchObject({ stance: 1, group: null });
    expect(guessColumns(['a', 'b'], RULES)).toEqual({ stance: null, group: null, strength: null, count: null });
  });
});
