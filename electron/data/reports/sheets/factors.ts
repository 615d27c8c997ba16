import type { WriteSheet } from 'hucre/xlsx';
import type { FactorView, SideResult } from '#shared/contract/index.ts';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { sumOf, toDecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { Grade } from '#shared/domain/grading/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import { named, pageFooter, type ReportData, type WpqReport } from '../data.ts';
import { weighted } from '../figures.ts';
import { figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { chart } from './chart.ts';
import { BOLD, CENTER, FORMAT, gradeStyle, HEAD, NOTE, SECTION, SUBTITLE, TOTAL } from '../workbook/style.ts';

// Shares of the index carry up to eight decimals: fourteen characters show them in any office program.
const WIDTHS = [6, 17, 28, 14, 11, 7, 7, 8, 8, 14, 7, 7, 8, 8, 14, 30];
const SPAN = WIDTHS.length;
const COLUMN = { name: 2, initialR: 7, residualR: 12 };

/** Every identified factor before and after the measures with R, grade and share of the index, totals, a chart, and what was excluded and why. */
export function factorsSheet(data: WpqReport): WriteSheet {
  const { view, texts } = data;
  const words = texts.factors;
  const sheet = new SheetBuilder(texts.sheets.factors, WIDTHS);
  const states = (state: FactorView['state']): FactorView[] => view.factors.filter((factor) => factor.state === state);
  const [identified, excluded, open] = [states('identified'), states('excluded'), states('open')];

  sheet.wide(plain(texts.sheets.factors, SUBTITLE), SPAN, 26);
  sheet.wide(plain(words.intro(texts.weightModes[view.weightMode], identified.length, excluded.length, open.length), NOTE), SPAN);
  const side = [words.p, words.q, words.r, words.grade, words.part];
  const common = [words.id, words.area, words.factor, words.stage, words.weight];
  const groups = sheet.row([...common, texts.initial, '', '', '', '', texts.residual, '', '', '', '', words.note].map((word) => text(word, HEAD)), { height: 20 });
  const heads = sheet.row(['', '', '', '', '', ...side, ...side, ''].map((word) => text(word, HEAD)), { height: 20 });
  sheet.merge(groups, 5, groups, 9);
  sheet.merge(groups, 10, groups, 14);
  for (const column of [0, 1, 2, 3, 4, SPAN - 1]) sheet.merge(groups, column, heads, column);

  for (const factor of identified) sheet.row(factorRow(data, factor));
  totalRow(sheet, data, identified);
  excludedRows(sheet, data, excluded);
  chart(sheet, data, { firstRow: heads + 1, count: identified.length, title: words.chart, columns: COLUMN, max: 1, span: 15 });
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [groups + 1, heads + 1] }, { rows: heads + 1, columns: 3 });
}

function factorRow(data: WpqReport, factor: FactorView): SheetCell[] {
  const { result } = data;
  // Not scored after the measures: the initial value counts, and the cells of p and q stay empty.
  return [
    ...nameCells(data, factor),
    figure(factor.weight, FORMAT.weight),
    ...scored(data, factor, factor.p, factor.q, result.initial),
    ...scored(data, factor, factor.residualP, factor.residualQ, result.residual),
    text(factor.note),
  ];
}

/** Number, area, name and stages of a factor. */
export function nameCells({ model, texts }: ReportData, factor: FactorView): SheetCell[] {
  const known = factorsOf(model).find(({ id }) => id === factor.factorId);
  const area = model.areas.find(({ id }) => id === known?.area);
  const stages = factor.stages.flatMap((id) => model.stages.find((stage) => stage.id === id) ?? []).map((stage) => named(texts, stage.name));
  return [
    text(factor.factorId, CENTER),
    text(area === undefined ? '' : named(texts, area.name)),
    text(known === undefined ? factor.factorId : named(texts, known.name)),
    text(stages.join(texts.comma)),
  ];
}

function scored({ texts, method }: WpqReport, factor: FactorView, p: string | null, q: string | null, side: SideResult | null): SheetCell[] {
  const found = side?.factors.find(({ id }) => id === factor.factorId);
  const part = weighted(factor.weight, found?.r ?? null);
  return [
    figure(p, FORMAT.score),
    figure(q, FORMAT.score),
    figure(found?.r ?? null, FORMAT.score, BOLD),
    text(gradeName({ texts, method }, found?.grade ?? null), CENTER, gradeStyle(found?.grade ?? null)),
    figure(part === null ? null : toDecimalString(part), FORMAT.index),
  ];
}

export function gradeName({ texts, method }: Pick<WpqReport, 'texts' | 'method'>, grade: Grade | null): string {
  const found = method.grades.find((one) => one.grade === grade);
  return found === undefined ? '' : named(texts, found.name);
}

/** Sums of exact parts, which must be the index itself. */
function totalRow(sheet: SheetBuilder, { result, texts }: WpqReport, identified: readonly FactorView[]): void {
  const total = (side: SideResult | null): string | null => {
    const parts = identified.map((factor) => weighted(factor.weight, side?.factors.find(({ id }) => id === factor.factorId)?.r ?? null));
    const known = parts.filter((part): part is Exact => part !== null);
    return side === null || known.length < parts.length || parts.length === 0 ? null : toDecimalString(sumOf(known));
  };
  const blank = (): SheetCell => text('', TOTAL);
  const row = sheet.row([
    text(texts.factors.total, TOTAL), blank(), blank(), blank(), figure(result.weightSum, FORMAT.weight, TOTAL),
    blank(), blank(), blank(), blank(), figure(total(result.initial), FORMAT.index, TOTAL),
    blank(), blank(), blank(), blank(), figure(total(result.residual), FORMAT.index, TOTAL), blank(),
  ], { height: 22 });
  sheet.merge(row, 0, row, 3);
}

/** Factors excluded for the same reason stand in one row. */
export function excludedRows(sheet: SheetBuilder, { model, texts }: ReportData, excluded: readonly FactorView[], span = SPAN): void {
  if (excluded.length === 0) return;
  const names = new Map(factorsOf(model).map((factor) => [factor.id, named(texts, factor.name)]));
  const byReason = groupBy(excluded, ({ excludedReason }) => excludedReason);
  sheet.gap();
  sheet.wide(plain(texts.factors.excluded, SECTION), span, 22);
  const line = (reason: SheetCell, factors: SheetCell): void => {
    sheet.spans([[reason, 3], [factors, span - 3]]);
  };
  line(text(texts.factors.reason, HEAD), text(texts.factors.factor, HEAD));
  for (const [reason, factors] of byReason) {
    line(text(reason), text(factors.map(({ factorId }) => `${factorId} ${names.get(factorId) ?? ''}`).join(texts.comma)));
  }
}
