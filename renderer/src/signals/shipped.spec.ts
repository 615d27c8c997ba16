import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CategoryWords } from '#shared/contract/index.ts';
import { categorySchema, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { boardsSchema, groupKey, signalRuleSchema, type Board, type BoardGroup, type SignalRule } from '#shared/domain/signals/index.ts';
import { i18n, t } from '@/i18n/index.ts';
import { figureUnit } from './boards/cells.ts';
import { figureWords } from './boards/figure-words.ts';
import { conditionWords, sourceWords } from './rules/rule-words.ts';

/** What ships, read from the files: for specs of words. */
const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(join(RESOURCES, path), 'utf8'));

const categories: CategoryDescriptor[] = readdirSync(join(RESOURCES, 'catalogue')).filter((name) => /^S\d$/u.test(name))
  .flatMap((system) => readdirSync(join(RESOURCES, 'catalogue', system)).map((name) => categorySchema.parse(read(`catalogue/${system}/${name}`))));

const words: Record<string, CategoryWords> = Object.fromEntries(categories.map(({ id, name, fields }) => [
  id, { name, fields: Object.fromEntries(fields.map((field) => [field.id, { name: field.name, unit: field.unit ?? null, codes: Object.fromEntries((field.codes ?? []).map(({ code, zh, en }) => [code, { zh, en }])) }])) },
]));
const rules: SignalRule[] = readdirSync(join(RESOURCES, 'signals')).filter((name) => name.includes('@')).map((name) => signalRuleSchema.parse(read(`signals/${name}`)));
const boards: readonly Board[] = boardsSchema.parse(read('signals/boards.json')).boards;

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

const GUIDE = fileURLToPath(new URL('../../../docs/guide/boards', import.meta.url));

const groupName = (board: Board, group: BoardGroup): string => {
  if (group.by !== 'field') return t(`signals.board.group.${group.by}`);
  const figure = board.figures.find(({ source }) => words[source.category]?.fields[group.field] !== undefined);
  return words[figure?.source.category ?? '']?.fields[group.field]?.name.zh ?? groupKey(group);
};

/** The page of a board in the guide: every figure with how it is counted, every table, every rule. */
function page(board: Board): string {
  const name = (id: string): string => board.figures.find((figure) => figure.id === id)?.name.zh ?? id;
  const figures = board.figures.map((figure) => `| ${figure.name.zh} | ${figureUnit(figure.unit)} | ${figureWords(figure, words)} |`);
  const tables = board.tables.map(({ group, figures: ids }) => `- 按${groupName(board, group)}：${ids.map(name).join('、')}`);
  const charts = board.charts.map((chart) => `- ${chart.title.zh}`);
  const watching = board.rules.map((id) => {
    const rule = rules.find((one) => one.id === id)!;
    return `| ${rule.name.zh} | ${t(`signals.level.${rule.level}`)} | ${sourceWords(rule.source, words)}：${conditionWords(rule, words)} | ${rule.followUp.name.zh}，${String(rule.followUp.days)} 天 |`;
  });
  const categories = [...new Set(board.figures.map(({ source }) => source.category))].map((id) => `${id} ${words[id]?.name.zh ?? ''}`);
  return [
    `# 看板：${board.name.zh} / ${board.name.en}`, '', '<!-- 由看板和规则的定义生成（vitest run renderer/src/signals -u），不要手改。 -->', '', board.question.zh, '', `数据：${categories.join('、')}。`, '',
    '## 数字', '', '| 数字 | 单位 | 怎样数 |', '| --- | --- | --- |', ...figures, '',
    '点任何一个数字，打开它背后的记录；占比打开的是符合的那一部分。“同比”与上年相同的月份相比，没有上年数据时不显示为零。', '',
    '## 图', '', ...charts, '', '## 表', '', ...tables, '', '## 相关规则', '', '| 规则 | 等级 | 找什么 | 处置 |', '| --- | --- | --- | --- |', ...watching, '',
    '规则怎样产生预警、预警怎样处置，见[预警](../signals.md)。', '',
  ].join('\n');
}

describe('the guide has a page for each board', () => {
  it.each(boards.map((board) => [board.id, board] as const))('%s: as the definition says (vitest -u writes it)', async (id, board) => {
    i18n.global.locale.value = 'zh-CN';
    await expect(page(board)).toMatchFileSnapshot(`${GUIDE}/${id}.md`);
  });

  it('and says of every figure how it is counted, in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      i18n.global.locale.value = locale;
      for (const board of boards) for (const figure of board.figures) expect(figureWords(figure, words), `${board.id} ${figure.id}`).not.toMatch(/_|\{|\}|signals\./u);
    }
    i18n.global.locale.value = 'zh-CN';
  });
});
