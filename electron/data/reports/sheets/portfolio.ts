import type { WriteSheet } from 'hucre/xlsx';
import type { AssessmentView } from '#shared/contract/index.ts';
import { ASSESSMENT_STATES, valueOf } from '#shared/domain/assessment/index.ts';
import { LEVELS } from '#shared/domain/grading/index.ts';
import type { ReportTexts } from '../texts/index.ts';
import { day, figure, moment, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { CENTER, FORMAT, HEAD, LABEL, levelStyle, NOTE, SAMPLE, SUBTITLE, TOTAL } from '../workbook/style.ts';

/** One matter of the portfolio with its figures, computed by its own model and method. */
export interface PortfolioRow {
  readonly view: AssessmentView;
  readonly decisionType: string;
  readonly placeNames: readonly string[];
}

export interface PortfolioData {
  readonly rows: readonly PortfolioRow[];
  readonly sample: boolean;
  readonly texts: ReportTexts;
}

const WIDTHS = [30, 15, 20, 14, 8, 12, 9.5, 10, 12, 9.5, 10, 12, 18, 18, 8, 11, 14, 18.5, 18.5, 18.5];
/** Two pages side by side; the title stays on the first. */
const TITLE_SPAN = 12;
const GROUPED = { initial: 6, residual: 9, after: 12 };

/** Every matter in one line: where it stands, its levels and by which path, both conclusions, dates. */
export function mattersSheet({ rows, sample, texts }: PortfolioData): WriteSheet {
  const words = texts.portfolio;
  const sheet = new SheetBuilder(texts.sheets.matters, WIDTHS);
  const span = WIDTHS.length;
  sheet.wide(plain(texts.portfolioTitle, SUBTITLE), TITLE_SPAN, 26);
  if (sample) sheet.wide(plain(texts.sample, SAMPLE), TITLE_SPAN, 20);
  sheet.wide(plain(words.intro(rows.length), NOTE), TITLE_SPAN, 20);
  const before = [words.title, texts.cover.decisionType, texts.cover.places, texts.cover.unit, texts.cover.state, words.decisionOn];
  const after = [words.conclusion, words.decision, words.agrees, words.scored, words.createdBy, words.updatedAt, words.submittedAt, words.decidedAt];
  const side = [words.index, words.level, words.decidedBy];
  const groups = sheet.row([...before, texts.initial, '', '', texts.residual, '', '', ...after].map((word) => text(word, HEAD)), { height: 20 });
  const head = sheet.row([...before.map(() => ''), ...side, ...side, ...after.map(() => '')].map((word) => text(word, HEAD)), { height: 20 });
  sheet.merge(groups, GROUPED.initial, groups, GROUPED.residual - 1);
  sheet.merge(groups, GROUPED.residual, groups, GROUPED.after - 1);
  for (let column = 0; column < span; column += 1) if (column < GROUPED.initial || column >= GROUPED.after) sheet.merge(groups, column, head, column);
  for (const row of rows) sheet.row(matterCells(row, texts));
  return sheet.build({ orientation: 'landscape', footer: `&L${texts.portfolioTitle}&R${texts.page}`, titleRows: [groups + 1, head + 1], titleColumn: 'A', pagesWide: 2 }, { rows: head + 1, columns: 1 });
}

function matterCells({ view, decisionType, placeNames }: PortfolioRow, texts: ReportTexts): SheetCell[] {
  const { proposal, result, conclusion, decision } = view;
  const identified = view.factors.filter(({ state }) => state === 'identified');
  const scored = identified.filter(({ p, q, c, points, opposed }) => (p !== null && q !== null) || c !== null || points !== null || opposed !== null);
  const side = (one: AssessmentView['result']['residual']): SheetCell[] => [
    figure(one === null ? null : valueOf(one), FORMAT.index),
    text(one?.level ? texts.levels[one.level] : texts.levelUnknown, CENTER, levelStyle(one?.level ?? null)),
    text(one?.decidedBy.map((path) => texts.paths[path]).join(texts.comma) ?? ''),
  ];
  return [
    text(proposal.title), text(decisionType), text(placeNames.join(texts.comma)), text(proposal.responsibleUnit), text(texts.states[view.state], CENTER), day(proposal.decisionOn),
    ...side(result.initial), ...side(result.residual),
    text(conclusion === null ? '' : texts.conclusions[conclusion.code]),
    text(decision === null ? '' : texts.conclusions[decision.decision]),
    text(decision === null ? '' : decision.agrees ? texts.yes : texts.no, CENTER),
    text(`${String(scored.length)} / ${String(identified.length)}`, CENTER),
    text(proposal.createdBy), moment(proposal.updatedAt), moment(view.submittedAt), moment(decision?.decidedAt ?? null),
  ];
}

/** How many matters stand in which state at which initial level; rows and columns add up. */
export function statisticsSheet({ rows, texts }: PortfolioData): WriteSheet {
  const words = texts.portfolio;
  const columns = [...LEVELS, null];
  const widths = [20, ...columns.map(() => 14), 14];
  const sheet = new SheetBuilder(texts.sheets.statistics, widths);
  sheet.wide(plain(words.byLevel, SUBTITLE), widths.length, 26);
  const head = sheet.row([texts.cover.state, ...columns.map((level) => (level === null ? words.noLevel : texts.levels[level])), words.total].map((word) => text(word, HEAD)), { height: 24 });
  const count = (state: string | null, level: string | null | undefined): number =>
    rows.filter(({ view }) => (state === null || view.state === state) && (level === undefined || view.result.initial.level === level)).length;
  for (const state of ASSESSMENT_STATES) {
    sheet.row([text(texts.states[state], LABEL), ...columns.map((level) => figure(count(state, level), '0')), figure(count(state, undefined), '0', TOTAL)]);
  }
  sheet.row([text(words.total, TOTAL), ...columns.map((level) => figure(count(null, level), '0', TOTAL)), figure(rows.length, '0', TOTAL)]);
  return sheet.build({ orientation: 'portrait', footer: `&L${texts.portfolioTitle}&R${texts.page}` }, { rows: head + 1 });
}
