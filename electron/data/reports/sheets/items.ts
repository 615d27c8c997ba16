import type { WriteSheet } from 'hucre/xlsx';
import type { FactorView } from '#shared/contract/index.ts';
import type { Judgement } from '#shared/domain/assessment/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import type { OpposedShare, ScorecardDraftSide, ScorecardItem } from '#shared/domain/grading/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { percent } from '../figures.ts';
import { figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { BOLD, CENTER, FORMAT, HEAD, LABEL, NOTE, SUBTITLE, TOTAL } from '../workbook/style.ts';
import { chart } from './chart.ts';

const WIDTHS = [6, 32, 8, 9, 30, 9, 30, 40];
const SPAN = WIDTHS.length;
type Scorecard = Extract<Judgement, { kind: 'scorecard' }>;

/** The scorecard as it is printed, group by group with their sums: points and what was chosen, before and after the measures. */
export function itemsSheet(data: ReportData, judgement: Scorecard): WriteSheet {
  const { view, texts } = data;
  const { method, draft: { initial, residual } } = judgement;
  const words = texts.items;
  const sheet = new SheetBuilder(texts.sheets.items, WIDTHS);
  sheet.wide(plain(texts.sheets.items, SUBTITLE), SPAN, 26);
  sheet.wide(plain(words.intro(method.max), NOTE), SPAN);
  const groups = sheet.row([texts.factors.id, words.item, words.max, texts.initial, '', texts.residual, '', texts.factors.note].map((word) => text(word, HEAD)), { height: 20 });
  const heads = sheet.row(['', '', '', words.points, words.chosen, words.points, words.chosen, ''].map((word) => text(word, HEAD)), { height: 20 });
  sheet.merge(groups, 3, groups, 4);
  sheet.merge(groups, 5, groups, 6);
  for (const column of [0, 1, 2, SPAN - 1]) sheet.merge(groups, column, heads, column);

  const items = method.groups.flatMap((group) => group.items);
  for (const item of items) {
    const factor = view.factors.find(({ factorId }) => factorId === item.id);
    const side = (of: ScorecardDraftSide | null, shares: readonly OpposedShare[] | null | undefined): SheetCell[] => {
      const points = of?.factors.find(({ id }) => id === item.id)?.points ?? null;
      return [figure(points, FORMAT.points, BOLD), text(chosenWords(data, item, points, shares ?? null))];
    };
    sheet.row([text(item.id, CENTER), text(named(texts, item.name)), figure(item.max, FORMAT.points), ...side(initial, factor?.opposed), ...side(residual, residualShares(factor)), text(factor?.note ?? '')]);
  }
  const sum = (name: SheetCell, most: string, before: string | null, after: string | null): void => {
    const row = sheet.row([name, text('', TOTAL), figure(most, FORMAT.points, TOTAL), figure(before, FORMAT.points, TOTAL), text('', TOTAL), figure(after, FORMAT.points, TOTAL), text('', TOTAL), text('', TOTAL)], { height: 20 });
    sheet.merge(row, 0, row, 1);
  };
  for (const group of method.groups) {
    const of = (side: ScorecardDraftSide | null): string | null => side?.groups.find(({ id }) => id === group.id)?.points ?? null;
    sum(text(words.groupSum(named(texts, group.name)), LABEL), group.max, of(initial), of(residual));
  }
  sum(text(words.total, LABEL, BOLD), method.max, initial.total, residual?.total ?? null);
  const most = items.map((item) => exact(item.max)).reduce((greatest, one) => (one.gt(greatest) ? one : greatest), exact('0'));
  chart(sheet, data, { firstRow: heads + 1, count: items.length, title: words.chart, columns: { name: 1, initialR: 3, residualR: 5 }, max: most.toNumber(), span: 7 });
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [groups + 1, heads + 1] }, { rows: heads + 1, columns: 2 });
}

/** What has no residual stays as it was. */
function residualShares(factor: FactorView | undefined): readonly OpposedShare[] | null | undefined {
  return factor?.residualOpposed ?? factor?.opposed;
}

/** The printed words of the points, or the shares that they follow from; that points are none of the printed ones is said. */
function chosenWords({ texts }: ReportData, item: ScorecardItem, points: string | null, shares: readonly OpposedShare[] | null): string {
  if (points === null) return '';
  if (item.kind === 'points') {
    const choice = item.choices.find((one) => exact(one.points).eq(points));
    return choice === undefined ? texts.items.notPrinted : named(texts, choice.name);
  }
  const said = (shares ?? []).filter(({ opposed }) => !exact(opposed).isZero());
  if (said.length === 0) return texts.items.nobody;
  return said.map(({ strength, opposed }) => {
    const known = item.strengths.find(({ id }) => id === strength);
    return `${known === undefined ? strength : named(texts, known.name)} ${percent(opposed)}`;
  }).join(texts.comma);
}
