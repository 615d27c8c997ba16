import { describe, expect, it } from 'vitest';
import { i18n } from '@/i18n/index.ts';
import { figureWords, percent, plain, subjectWords, windowWords } from './words.ts';

describe('what a signal found, in words', () => {
  it('keeps every digit', () => {
    expect([percent('0.6667'), percent('1.0000'), percent('0.3'), plain('12345.50'), plain('2.5000')]).toEqual(['66.67', '100', '30', '12,345.5', '2.5']);
  });

  it.each([
    ['share', '0.6667', null, '66.67%'], ['run', '3', null, '连续 3 个月'], ['late', '2', null, '逾期 2 条'], ['sum', '60000.00', null, '60,000 元'], ['rate', '6', '1.7500', '6，对照 1.75'], ['perResidents', '3.1', null, '每万人 3.1，对照 无数据'],
  ] as const)('%s', (figureKind, figure, base, words) => {
    i18n.global.locale.value = 'zh-CN';
    expect(figureWords({ figureKind, figure, base, unit: figureKind === 'sum' ? '元' : null })).toBe(words);
  });

  it('names no person', () => {
    expect(subjectWords({ kind: 'person', name: 'aBcD1234', hidden: true })).toBe('人员 aBcD1234');
    expect(subjectWords({ kind: 'entity', name: '样例企业', hidden: false })).toBe('样例企业');
  });

  it('says a day, a month, or from day to day', () => {
    expect(windowWords({ from: '2026-02-05', to: '2026-02-05' })).toBe('2026-02-05');
    expect(windowWords({ from: '2026-02-01', to: '2026-02-28' })).toBe('2026-02');
    expect(windowWords({ from: '2026-02-01', to: '2026-02-27' })).toBe('2026-02-01 – 02-27');
    expect(windowWords({ from: '2025-12-01', to: '2026-02-28' })).toBe('2025-12 – 2026-02');
  });
});
