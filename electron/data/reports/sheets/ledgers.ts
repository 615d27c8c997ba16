import type { WriteSheet } from 'hucre/xlsx';
import type { MeasureFilter, Obligation, Output, TrackedMeasure } from '#shared/contract/index.ts';
import { MEASURE_FILTERS } from '#shared/contract/index.ts';
import { OBLIGATION_STATES } from '#shared/domain/obligations/index.ts';
import { named } from '../data.ts';
import { ledgerTexts, type LedgerTexts, type ReportTexts } from '../texts/index.ts';
import { day, figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { CENTER, HEAD, NOTE, SAMPLE, SUBTITLE } from '../workbook/style.ts';

interface Ledger {
  readonly title: string;
  readonly widths: readonly number[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** What was filtered by, in words; none = everything. */
  readonly filters: readonly string[];
  /** Word and number of each total, over what the text and the source find. */
  readonly totals: readonly (readonly [word: string, count: number])[];
  readonly asOf: string;
}

export interface LedgerSetting {
  readonly texts: ReportTexts;
  readonly sample: boolean;
  /** ISO day. */
  readonly asOf: string;
}

/** The matters that must be assessed, as listed; filters and totals stand in the head. */
export function obligationsSheet(page: Output<'obligations.list'>, filter: { readonly state: Obligation['state'] | null; readonly source: Obligation['source'] | null; readonly approvedUnassessed: boolean; readonly text: string }, setting: LedgerSetting, names: { readonly place: (code: string) => string; readonly decisionType: (code: string) => string }): WriteSheet {
  const { texts } = setting;
  const all = ledgerTexts[texts.language];
  const words = all.obligations;
  const rows = page.rows.map((row): SheetCell[] => [
    text(row.title), text(words.states[row.state], CENTER), text(row.findings.map((finding) => words.findings[finding]).join(texts.comma)),
    text(row.rules.length === 0 ? words.sources[row.source] : row.rules.map((rule) => named(texts, rule)).join(texts.semicolon)),
    text(names.decisionType(row.decisionType)), text(row.unit), text(row.dated, CENTER), text(row.place === null ? '' : names.place(row.place)), text(row.projectCode ?? ''),
    text(row.assessedBy === null ? '' : `${row.assessedBy.title}${texts.bracketed(texts.states[row.assessedBy.state])}`),
    text(row.exemption === null ? '' : [row.exemption.reason === null ? '' : named(texts, row.exemption.reason), row.exemption.text].filter((one) => one !== '').join(texts.semicolon)),
    day(row.decision?.decidedOn ?? null), text(row.approval === null ? '' : `${row.approval.documentNo} ${row.approval.issuedOn}`),
  ]);
  return build(setting, {
    title: words.title, widths: [34, 11, 16, 26, 18, 20, 13, 18, 24, 26, 26, 13, 22], head: words.head, rows, asOf: setting.asOf,
    filters: [
      ...(filter.state === null ? [] : [words.states[filter.state]]), ...(filter.source === null ? [] : [words.sources[filter.source]]),
      ...(filter.approvedUnassessed ? [words.approvedUnassessed] : []), ...textFilter(all, filter.text),
    ],
    totals: [...OBLIGATION_STATES.map((state) => [words.states[state], page.counts[state]] as const), [words.approvedUnassessed, page.approvedUnassessed]],
  });
}

/** The measures of decided cases, as listed; filters and totals stand in the head. */
export function measureLedgerSheet(page: Output<'measures.list'>, filter: { readonly filter: MeasureFilter; readonly text: string }, setting: LedgerSetting): WriteSheet {
  const { texts } = setting;
  const all = ledgerTexts[texts.language];
  const words = all.measures;
  return build(setting, {
    title: words.title, widths: [36, 30, 18, 18, 14, 13, 13, 10, 13, 10, 18, 36], head: words.head, rows: page.rows.map((row) => measureCells(row, all, texts)), asOf: setting.asOf,
    filters: [...(filter.filter === 'all' ? [] : [words.filterNames[filter.filter]]), ...textFilter(all, filter.text)],
    totals: MEASURE_FILTERS.map((one) => [words.filterNames[one], page.counts[one]] as const),
  });
}

function measureCells({ title, matter, assistant, decidedDeadline, standing, lastStep }: TrackedMeasure, { measures: words }: LedgerTexts, texts: ReportTexts): SheetCell[] {
  return [
    text(title), text(matter), text(standing.owner), text(assistant), day(decidedDeadline), day(standing.dueOn), day(standing.remindOn), text(words.states[standing.state], CENTER), day(standing.doneOn),
    figure(standing.daysLate, '0'), text(standing.findings.map((finding) => words.findings[finding]).join(texts.comma)), text(lastStep?.text ?? ''),
  ];
}

function textFilter(words: LedgerTexts, sought: string): string[] {
  return sought.trim() === '' ? [] : [words.textFilter(sought.trim())];
}

function build({ texts, sample }: LedgerSetting, { title, widths, head, rows, filters, totals, asOf }: Ledger): WriteSheet {
  const words = ledgerTexts[texts.language];
  const sheet = new SheetBuilder(title, widths);
  // The title stays on the first of the pages side by side.
  const span = 6;
  sheet.wide(plain(title, SUBTITLE), span, 26);
  if (sample) sheet.wide(plain(texts.sample, SAMPLE), span, 20);
  sheet.wide(plain(`${words.asOf} ${asOf}`, NOTE), span, 20);
  sheet.wide(plain(`${words.filters}${texts.bracketed(filters.length === 0 ? words.noFilter : filters.join(texts.semicolon))} ${words.counted(words.totals, rows.length)}`, NOTE), span, 20);
  sheet.wide(plain(totals.map(([word, count]) => words.counted(word, count)).join(texts.semicolon), NOTE), span, 20);
  const at = sheet.row(head.map((word) => text(word, HEAD)), { height: 32 });
  for (const row of rows) sheet.row(row);
  return sheet.build({ orientation: 'landscape', footer: `&L${title}&R${texts.page}`, titleRows: [at + 1, at + 1], titleColumn: 'A', pagesWide: 2 }, { rows: at + 1, columns: 1 });
}
