import { describe, expect, it } from 'vitest';
import type { SignalRule } from '#shared/domain/signals/index.ts';
import { i18n } from '@/i18n/index.ts';
import { conditionWords, sourceWords } from './rule-words.ts';
import { shippedRules as rules, shippedWords as words } from './shipped.fixture.ts';

const rule = (id: string): SignalRule => rules.find((one) => one.id === id)!;

describe('a rule in words', () => {
  it.each([
    ['red-code-joint', '平安主体亮码（一单一码），码色为红', '连续 3 个月都有；每再连续 3 个月再产生一条，缺一个月即中断'],
    ['park-alarm-unanswered', '园区报警', '每日超过时限（通知时间后 15 分钟）未见确认，或确认晚于时限，达到 1 条'],
    ['bracelet-false-touch', '平安手环求助，结果为误触', '90 天之内 3 条及以上'],
    ['petition-then-visit', '信访件，初重件为重件', '先有至少 2 条，60 天之内又有集体访、越级访'],
    ['enforcement-late', '执行协作事项（一件事）', '每月至少 3 条，其中办结超过时限（发起时间后按承诺时限）的占比达到 30%'],
  ])('%s', (id, source, condition) => {
    i18n.global.locale.value = 'zh-CN';
    expect([sourceWords(rule(id).source, words), conditionWords(rule(id), words)]).toEqual([source, condition]);
  });

  it('has words for every rule that ships, in both languages, with no code left over', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      i18n.global.locale.value = locale;
      for (const one of rules) {
        const text = `${sourceWords(one.source, words)} ${conditionWords(one, words)}`;
        expect(text, one.id).not.toMatch(/_|\{|\}|signals\./);
      }
    }
    i18n.global.locale.value = 'zh-CN';
  });
});
