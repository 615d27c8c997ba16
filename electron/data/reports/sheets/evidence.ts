import type { WriteSheet } from 'hucre/xlsx';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { UNITS } from '#shared/domain/catalogue/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import type { ReportTexts } from '../texts/index.ts';
import { day, figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { BOLD, CENTER, FORMAT, HEAD, NOTE, SUBTITLE } from '../workbook/style.ts';

const WIDTHS = [30, 15, 13, 12, 11.5, 11.5, 10, 7, 6, 6, 15, 11, 9, 8, 8, 8, 15];
const TREND = WIDTHS.length - 1;
const MONTH_WIDTH = 6.5;
/** At this many pages side by side, the first column repeated on each, the print stays readable. */
const PAGES_WIDE = 3;

/** One line a question: what the data says for these places, and every month of the window in a column of its own. */
export function evidenceSheet(data: ReportData): WriteSheet {
  const { evidence, texts } = data;
  const words = texts.evidence;
  const months = [...new Set(evidence.answers.flatMap((answer) => answer.months.map(({ month }) => month)))].sort();
  const widths = [...WIDTHS, ...months.map(() => MONTH_WIDTH)];
  const sheet = new SheetBuilder(texts.sheets.evidence, widths);
  sheet.wide(plain(texts.sheets.evidence, SUBTITLE), WIDTHS.length, 26);
  sheet.wide(plain(words.intro(evidence.frozen), NOTE), WIDTHS.length);
  const head = sheet.row(
    [
      words.question, words.category, words.factors, words.scope, words.from, words.to, words.value, words.unit,
      words.rank, words.of, words.rankedPlace, words.rankedBy, words.rankValue, words.adjusted, words.median, words.records, words.batches, words.trend, ...months,
    ].map((word) => text(word, HEAD)),
    { height: 32 },
  );
  for (const answer of evidence.answers) {
    const values = new Map(answer.months.map(({ month, value }) => [month, value]));
    const row = sheet.row([...summary(data, answer), ...months.map((month) => figure(values.get(month) ?? null, FORMAT.count))]);
    if (answer.months.some(({ value }) => value !== null)) {
      const place = `${column(WIDTHS.length)}${String(row + 1)}:${column(WIDTHS.length + months.length - 1)}${String(row + 1)}`;
      sheet.sparkline({ location: `${column(TREND)}${String(row + 1)}`, dataRange: `'${texts.sheets.evidence}'!${place}`, type: 'column', color: '1D5A9E' });
    }
  }
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data), titleRows: [head + 1, head + 1], titleColumn: 'A', pagesWide: PAGES_WIDE }, { rows: head + 1, columns: 1 });
}

function summary({ model, texts, nameOf }: ReportData, answer: EvidenceAnswer): SheetCell[] {
  const words = texts.evidence;
  const factors = factorsOf(model).filter(({ evidence }) => evidence.includes(answer.questionId)).map(({ id }) => id);
  const { rank } = answer;
  return [
    text(named(texts, answer.name), BOLD),
    text(`${answer.category} ${named(texts, answer.categoryName)}`),
    text(factors.join(texts.comma)),
    text(words.scopes[answer.scope]),
    day(answer.from),
    day(answer.to),
    answer.value === null ? text(words.noData, CENTER) : figure(answer.value, FORMAT.count, BOLD),
    text(unitIn(texts, answer.unit), CENTER),
    figure(rank?.rank ?? null, '0'),
    figure(rank?.of ?? null, '0'),
    text(rank === null ? '' : nameOf(rank.place)),
    text(rank === null ? '' : words.per[rank.per]),
    figure(rank?.value ?? null, FORMAT.count),
    figure(rank?.adjusted ?? null, FORMAT.count),
    figure(rank?.median ?? null, FORMAT.count),
    figure(answer.records, FORMAT.count),
    text(answer.batches.join(texts.comma)),
    text(''),
  ];
}

/** A unit of a frozen answer that the program no longer knows is shown as it is. */
function unitIn(texts: ReportTexts, unit: string): string {
  const known = UNITS.find((one) => one === unit);
  return known === undefined ? unit : texts.evidence.units[known];
}

/** A, B, ..., Z, AA, ... of a column counted from 0. */
function column(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : `${column(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;
}
