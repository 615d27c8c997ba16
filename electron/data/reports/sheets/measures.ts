import type { WriteSheet } from 'hucre/xlsx';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { day, figure, plain, SheetBuilder, text } from '../workbook/sheet.ts';
import { CENTER, HEAD, NOTE, SUBTITLE } from '../workbook/style.ts';

const WIDTHS = [6, 46, 34, 18, 20, 13, 34];

/** Who does what by when, at which point it is checked, and against which factors. */
export function measuresSheet(data: ReportData): WriteSheet {
  const { view, model, texts } = data;
  const words = texts.measures;
  const sheet = new SheetBuilder(texts.sheets.measures, WIDTHS);
  sheet.wide(plain(texts.sheets.measures, SUBTITLE), WIDTHS.length, 26);
  const head = sheet.row([words.no, words.measure, words.factors, words.owner, words.assistant, words.deadline, words.controlPoint].map((word) => text(word, HEAD)), { height: 24 });
  const names = new Map(factorsOf(model).map((factor) => [factor.id, named(texts, factor.name)]));
  view.measures.forEach((measure, position) => {
    sheet.row([
      figure(position + 1, '0', CENTER),
      text(measure.title),
      text(measure.factorIds.map((id) => `${id} ${names.get(id) ?? ''}`).join('\n')),
      text(measure.owner),
      text(measure.assistant),
      day(measure.deadline),
      text(measure.controlPoint),
    ]);
  });
  if (view.measures.length === 0) sheet.wide(plain(words.empty, NOTE), WIDTHS.length);
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [head + 1, head + 1] }, { rows: head + 1 });
}
