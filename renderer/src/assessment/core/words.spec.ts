import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { wpqMethodSchema } from '#shared/domain/grading/index.ts';
import { i18n } from '@/i18n/index.ts';
import { factor, view } from './fixtures.ts';
import { judgementOf } from './judge.ts';
import { cutOffFormulas, levelSentence, listWords, pathRules, scaleWords } from './words.ts';

const file = new URL('../../../../resources/methods/wpq@1.json', import.meta.url);
const method = wpqMethodSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const sentence = (over: Parameters<typeof view>[0]): string => levelSentence(judgementOf(view({ weightMode: 'entered', ...over }), method));

afterEach(() => {
  i18n.global.locale.value = 'zh-CN';
});

describe('levelSentence', () => {
  // Two larger factors put the count at medium, like the index; after the measures both are low.
  const scored = [
    factor('A1', { weight: '0.5', p: '0.7', q: '0.7', residualP: '0.4', residualQ: '0.5' }),
    factor('A2', { weight: '0.5', p: '0.9', q: '0.5', residualP: '0.3', residualQ: '0.5' }),
  ];

  it('says level, index and what decided, before and after', () =>
    expect(sentence({ factors: scored })).toBe('初始中风险（综合指数 0.4700，由指数与因素数两条路径判定）；措施后低风险（0.1750）'));

  it('says it in English too', () => {
    i18n.global.locale.value = 'en';
    expect(sentence({ factors: scored })).toBe('Initial: medium risk (composite index 0.4700, decided by the index and factor count paths); after measures: low risk (0.1750)');
  });

  it('names the path that keeps the level up after measures', () => {
    const opinion = { opinion: { opposed: '0.6', surveyed: 200, source: 's' }, incident: null, triggers: null };
    expect(sentence({ factors: scored, context: { initial: opinion, residual: opinion } })).toMatch(/措施后高风险（0\.1750，由群众意见路径判定）$/u);
  });

  it('says what is missing instead of guessing', () => {
    const open = sentence({ factors: [factor('A1', { weight: '0.5', p: '0.9' }), factor('A2', { weight: '0.49', p: '0.9', q: '0.9' })] });
    expect(open).toBe('初始等级未判定（1 个因素未评分；权重之和 0.99，不等于 1）；已可确定不低于中风险；措施后尚未评定');
  });

  it('says that factors without a residual keep their initial value', () =>
    expect(sentence({ factors: [factor('A1', { weight: '0.5', p: '0.1', q: '0.1' }), factor('A2', { weight: '0.5', p: '0.2', q: '0.2', residualP: '0.1', residualQ: '0.1' })] }))
      .toMatch(/措施后低风险（0\.0100，其中 1 个因素沿用初始值）$/u));
});

it('cutOffFormulas show which side is inclusive', () =>
  expect(cutOffFormulas(method.index, 'T')).toEqual({ high: 'T > 0.64', medium: '0.36 ≤ T ≤ 0.64', low: 'T < 0.36' }));

it('pathRules read the method', () => {
  expect(pathRules('count', method).high).toBe('重大不少于 2 个，或较大及以上不少于 5 个');
  expect(pathRules('trigger', method)).toEqual({ high: '恶性案件，或个人极端事件，或人数 n ≥ 200', medium: '人数 20 ≤ n < 200', low: '人数 n < 20' });
});

it('listWords', () => expect([listWords(['a']), listWords(['a', 'b']), listWords(['a', 'b', 'c'])]).toEqual(['a', 'a与b', 'a、b与c']));

it('says the scale of the method and which end is the good one', () => {
  expect(scaleWords(method)).toBe('量表 0–1，0 最好，数值越高风险越大。');
});
