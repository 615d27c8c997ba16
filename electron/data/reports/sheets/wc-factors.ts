import type { WriteSheet } from 'hucre/xlsx';
import type { FactorView } from '#shared/contract/index.ts';
import type { Judgement } from '#shared/domain/assessment/index.ts';
import type { WcSide } from '#shared/domain/grading/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { BOLD, CENTER, FORMAT, gradeStyle, HEAD, NOTE, SUBTITLE, TOTAL } from '../workbook/style.ts';
import { chart } from './chart.ts';
import { excludedRows, nameCells } from './factors.ts';

const WIDTHS = [6, 18, 30, 14, 11, 9, 10, 14, 9, 10, 14, 34];
const SPAN = WIDTHS.length;
type Wc = Extract<Judgement, { kind: 'wc' }>;

/** Every identified factor before and after the measures with C, its level and w x C, the sums, a chart, and what was excluded and why. */
export function wcFactorsSheet(data: ReportData, judgement: Wc): WriteSheet {
  const { view, texts } = data;
  const words = texts.factors;
  const sheet = new SheetBuilder(texts.sheets.factors, WIDTHS);
  const states = (state: FactorView['state']): FactorView[] => view.factors.filter((factor) => factor.state === state);
  const [identified, excluded, open] = [states('identified'), states('excluded'), states('open')];
  sheet.wide(plain(texts.sheets.factors, SUBTITLE), SPAN, 26);
  sheet.wide(plain(texts.wc.intro(texts.weightModes[view.weightMode], identified.length, excluded.length, open.length), NOTE), SPAN);
  const side = [texts.wc.c, words.grade, texts.wc.part];
  const groups = sheet.row([words.id, words.area, words.factor, words.stage, words.weight, texts.initial, '', '', texts.residual, '', '', words.note].map((word) => text(word, HEAD)), { height: 20 });
  const heads = sheet.row(['', '', '', '', '', ...side, ...side, ''].map((word) => text(word, HEAD)), { height: 20 });
  sheet.merge(groups, 5, groups, 7);
  sheet.merge(groups, 8, groups, 10);
  for (const column of [0, 1, 2, 3, 4, SPAN - 1]) sheet.merge(groups, column, heads, column);

  const { initial, residual } = judgement.draft;
  for (const factor of identified) {
    sheet.row([...nameCells(data, factor), figure(factor.weight, FORMAT.weight), ...sideCells(data, judgement, factor, initial), ...sideCells(data, judgement, factor, residual), text(factor.note)]);
  }
  const blank = (): SheetCell => text('', TOTAL);
  const total = sheet.row([
    text(words.total, TOTAL), blank(), blank(), blank(), figure(judgement.draft.weightSum, FORMAT.weight, TOTAL),
    blank(), blank(), figure(initial.index, FORMAT.index, TOTAL), blank(), blank(), figure(residual?.index ?? null, FORMAT.index, TOTAL), blank(),
  ], { height: 22 });
  sheet.merge(total, 0, total, 3);
  excludedRows(sheet, data, excluded, SPAN);
  chart(sheet, data, { firstRow: heads + 1, count: identified.length, title: texts.wc.chart, columns: { name: 2, initialR: 5, residualR: 8 }, max: 1, span: 11 });
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [groups + 1, heads + 1] }, { rows: heads + 1, columns: 3 });
}

function sideCells({ texts }: ReportData, { method }: Wc, factor: FactorView, side: WcSide | null): SheetCell[] {
  const found = side?.factors.find(({ id }) => id === factor.factorId);
  const level = method.levels.find(({ grade }) => grade === found?.grade);
  return [
    figure(found?.c ?? null, FORMAT.score, BOLD),
    text(level === undefined ? '' : named(texts, level.name), CENTER, gradeStyle(found?.grade ?? null)),
    figure(found?.product ?? null, FORMAT.index),
  ];
}
