import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { groupKey, type Board, type BoardGroup } from '#shared/domain/signals/index.ts';
import { i18n, t } from '@/i18n/index.ts';
import { conditionWords, sourceWords } from '../rules/rule-words.ts';
import { shippedBoards, shippedRules, shippedWords } from '../rules/shipped.fixture.ts';
import { figureUnit } from './cells.ts';
import { figureWords } from './figure-words.ts';

const GUIDE = fileURLToPath(new URL('../../../../docs/guide/boards', import.meta.url));

const groupName = (board: Board, group: BoardGroup): string => {
  if (group.by !== 'field') return t(`signals.board.group.${group.by}`);
  const figure = board.figures.find(({ source }) => shippedWords[source.category]?.fields[group.field] !== undefined);
  return shippedWords[figure?.source.category ?? '']?.fields[group.field]?.name.zh ?? groupKey(group);
};

/** The page of a board in the guide: every figure with how it is counted, every table, every rule. */
function page(board: Board): string {
  const name = (id: string): string => board.figures.find((figure) => figure.id === id)?.name.zh ?? id;
  const figures = board.figures.map((figure) => `| ${figure.name.zh} | ${figureUnit(figure.unit)} | ${figureWords(figure, shippedWords)} |`);
  const tables = board.tables.map(({ group, figures: ids }) => `- 按${groupName(board, group)}：${ids.map(name).join('、')}`);
  const charts = board.charts.map((chart) => `- ${chart.title.zh}`);
  const rules = board.rules.map((id) => {
    const rule = shippedRules.find((one) => one.id === id)!;
    return `| ${rule.name.zh} | ${t(`signals.level.${rule.level}`)} | ${sourceWords(rule.source, shippedWords)}：${conditionWords(rule, shippedWords)} | ${rule.followUp.name.zh}，${String(rule.followUp.days)} 天 |`;
  });
  const categories = [...new Set(board.figures.map(({ source }) => source.category))].map((id) => `${id} ${shippedWords[id]?.name.zh ?? ''}`);
  return [
    `# 看板：${board.name.zh} / ${board.name.en}`, '', '<!-- 由看板和规则的定义生成（vitest run renderer/src/signals -u），不要手改。 -->', '', board.question.zh, '', `数据：${categories.join('、')}。`, '',
    '## 数字', '', '| 数字 | 单位 | 怎样数 |', '| --- | --- | --- |', ...figures, '',
    '点任何一个数字，打开它背后的记录；占比打开的是符合的那一部分。“同比”与上年相同的月份相比，没有上年数据时不显示为零。', '',
    '## 图', '', ...charts, '', '## 表', '', ...tables, '', '## 相关规则', '', '| 规则 | 等级 | 找什么 | 处置 |', '| --- | --- | --- | --- |', ...rules, '',
    '规则怎样产生预警、预警怎样处置，见[预警](../signals.md)。', '',
  ].join('\n');
}

describe('the guide has a page for each board', () => {
  it.each(shippedBoards.map((board) => [board.id, board] as const))('%s: as the definition says (vitest -u writes it)', async (id, board) => {
    i18n.global.locale.value = 'zh-CN';
    await expect(page(board)).toMatchFileSnapshot(`${GUIDE}/${id}.md`);
  });

  it('and says of every figure how it is counted, in both languages', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      i18n.global.locale.value = locale;
      for (const board of shippedBoards) for (const figure of board.figures) expect(figureWords(figure, shippedWords), `${board.id} ${figure.id}`).not.toMatch(/_|\{|\}|signals\./u);
    }
    i18n.global.locale.value = 'zh-CN';
  });
});
