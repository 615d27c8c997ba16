import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CategoryWords } from '#shared/contract/index.ts';
import { categorySchema, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { signalRuleSchema, type SignalRule } from '#shared/domain/signals/index.ts';
import { i18n } from '@/i18n/index.ts';
import { conditionWords, sourceWords } from './rule-words.ts';

const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(join(RESOURCES, path), 'utf8'));
const categories: CategoryDescriptor[] = readdirSync(join(RESOURCES, 'catalogue')).filter((name) => /^S\d$/.test(name))
  .flatMap((system) => readdirSync(join(RESOURCES, 'catalogue', system)).map((name) => categorySchema.parse(read(`catalogue/${system}/${name}`))));
const words: Record<string, CategoryWords> = Object.fromEntries(categories.map(({ id, name, fields }) => [
  id, { name, fields: Object.fromEntries(fields.map((field) => [field.id, { name: field.name, unit: field.unit ?? null, codes: Object.fromEntries((field.codes ?? []).map(({ code, zh, en }) => [code, { zh, en }])) }])) },
]));
const rules: SignalRule[] = readdirSync(join(RESOURCES, 'signals')).filter((name) => name.includes('@')).map((name) => signalRuleSchema.parse(read(`signals/${name}`)));
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
