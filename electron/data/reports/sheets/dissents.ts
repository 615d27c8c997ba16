import type { WriteSheet } from 'hucre/xlsx';
import type { DissentView } from '#shared/contract/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { figure, moment, plain, SheetBuilder, text } from '../workbook/sheet.ts';
import { CENTER, HEAD, NOTE, SUBTITLE } from '../workbook/style.ts';

const WIDTHS = [6, 16, 16, 20, 30, 60, 12, 50];

/** Who dissents from what, and what was said to it; every dissent that was ever recorded. */
export function dissentsSheet(data: ReportData): WriteSheet {
  const { dissents, texts } = data;
  const words = texts.dissents;
  const sheet = new SheetBuilder(texts.sheets.dissents, WIDTHS);
  sheet.wide(plain(texts.sheets.dissents, SUBTITLE), WIDTHS.length, 26);
  sheet.wide(plain(words.intro, NOTE), WIDTHS.length);
  const head = sheet.row([words.no, words.by, words.capacity, words.at, words.about, words.text, words.standing, words.replies].map((word) => text(word, HEAD)), { height: 24 });
  dissents.dissents.forEach((dissent, position) => {
    sheet.row([
      figure(position + 1, '0', CENTER),
      text(dissent.by),
      text(words.capacities[dissent.capacity]),
      moment(dissent.at),
      text(`${aboutOf(data, dissent)}${dissent.afterDecision ? texts.bracketed(words.afterDecision) : ''}`),
      text(dissent.text),
      text(words.standings[dissent.standing], CENTER),
      text(dissent.replies.map((reply) => words.reply(reply.action, reply.by, reply.text)).join('\n')),
    ]);
  });
  if (dissents.dissents.length === 0) sheet.wide(plain(words.empty, NOTE), WIDTHS.length);
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [head + 1, head + 1] }, { rows: head + 1 });
}

function aboutOf({ dissents, texts }: ReportData, { about }: DissentView): string {
  switch (about.kind) {
    case 'level': return `${texts.dissents.sides[about.side]}${about.holds === null ? '' : texts.bracketed(texts.dissents.holds(texts.levels[about.holds]))}`;
    case 'factor': {
      const factor = dissents.factors.find(({ id }) => id === about.factorId);
      return factor === undefined ? about.factorId : `${factor.id} ${named(texts, factor.name)}`;
    }
    case 'conclusion': return texts.dissents.conclusion;
  }
}
