import type { WriteSheet } from 'hucre/xlsx';
import { pageFooter, type ReportData } from '../data.ts';
import { figure, moment, plain, SheetBuilder, text } from '../workbook/sheet.ts';
import { CENTER, HASH, HEAD, NOTE, SUBTITLE } from '../workbook/style.ts';
import { describe } from './describe.ts';

const WIDTHS = [8, 20, 16, 20, 80, 36];

/** The entries of the audit chain about this assessment, oldest first. */
export function historySheet(data: ReportData): WriteSheet {
  const { timeline, texts } = data;
  const words = texts.history;
  const sheet = new SheetBuilder(texts.sheets.history, WIDTHS);
  sheet.wide(plain(texts.sheets.history, SUBTITLE), WIDTHS.length, 26);
  sheet.wide(plain(words.intro, NOTE), WIDTHS.length);
  const head = sheet.row([words.seq, words.at, words.by, words.action, words.details, words.hash].map((word) => text(word, HEAD)), { height: 24 });
  for (const entry of timeline) {
    sheet.row([
      figure(entry.seq, '0', CENTER),
      moment(entry.at),
      text(entry.by),
      text(words.actions[entry.action] ?? entry.action),
      text(describe(data, entry.details)),
      text(entry.hash, HASH),
    ]);
  }
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [head + 1, head + 1] }, { rows: head + 1 });
}
