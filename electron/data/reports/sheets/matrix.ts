import type { WriteSheet } from 'hucre/xlsx';
import type { FactorView, SideResult } from '#shared/contract/index.ts';
import { factorsOf, scaleLevelOf, scalesOf, type ScaleLevel } from '#shared/domain/assessment/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import { gradeOf } from '#shared/domain/grading/index.ts';
import { named, pageFooter, type WpqReport } from '../data.ts';
import { plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { BOLD, CENTER, gradeStyle, HEAD, LABEL, NOTE, SECTION, SUBTITLE } from '../workbook/style.ts';
import { gradeName } from './factors.ts';

/** Two grids side by side: label, five cells; a gap; label, five cells. */
const GRID = 6;
const WIDTHS = [9, 15, 15, 15, 15, 15, 3, 9, 15, 15, 15, 15, 15];
const SPAN = WIDTHS.length;
const CELL_HEIGHT = 48;
const LINE_HEIGHT = 15;
const MARKS = { initial: '○', residual: '●' };

type Score = (factor: FactorView) => { readonly p: string | null; readonly q: string | null };
const initialScore: Score = ({ p, q }) => ({ p, q });
/** What has no residual stays where it was. */
const residualScore: Score = ({ p, q, residualP, residualQ }) => (residualP === null && residualQ === null ? { p, q } : { p: residualP, q: residualQ });

/** Where each factor stands before and after the measures, as two grids drawn in cells, and a list of what moved. */
export function matrixSheet(data: WpqReport): WriteSheet {
  const { texts } = data;
  const words = texts.matrix;
  const sheet = new SheetBuilder(texts.sheets.matrix, WIDTHS);
  sheet.wide(plain(texts.sheets.matrix, SUBTITLE), SPAN, 26);
  sheet.wide(plain(words.intro, NOTE), SPAN);
  const top = sheet.next;
  const lines = [
    drawGrid(sheet, data, { row: top, column: 0, title: texts.initial, mark: MARKS.initial, score: initialScore, side: data.result.initial }),
    drawGrid(sheet, data, { row: top, column: GRID + 1, title: texts.residual, mark: MARKS.residual, score: residualScore, side: data.result.residual }),
  ];
  const heads = [22, 22];
  const rows = scalesOf(data.model).p.map((_, down) => Math.max(CELL_HEIGHT, ...lines.map((grid) => (grid[down] ?? 0) * LINE_HEIGHT + 6)));
  for (const height of [...heads, ...rows]) sheet.gap(height);
  sheet.gap();
  movements(sheet, data);
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data) }, { rows: 1 });
}

interface Grid {
  readonly row: number;
  readonly column: number;
  readonly title: string;
  readonly mark: string;
  readonly score: Score;
  readonly side: SideResult | null;
}

/** Impact from left to right, probability from the bottom up, as a chart has it. Returns the most lines of a cell, row by row. */
function drawGrid(sheet: SheetBuilder, data: WpqReport, { row, column, title, mark, score, side }: Grid): number[] {
  const { model, method, texts, view } = data;
  const scales = scalesOf(model);
  sheet.put(row, column, text(`${title}: ${texts.matrix.probability} ↑\u3000${texts.matrix.impact} →`, HEAD));
  for (let filler = 1; filler < GRID; filler += 1) sheet.put(row, column + filler, text('', HEAD));
  sheet.merge(row, column, row, column + GRID - 1);
  sheet.put(row + 1, column, text('p \\ q', LABEL, CENTER));
  scales.q.forEach((q, position) => {
    sheet.put(row + 1, column + 1 + position, text(`${String(q.level)} ${named(texts, q.name)}`, LABEL, CENTER));
  });
  return [...scales.p].reverse().map((p, down) => {
    const at = row + 2 + down;
    let most = 0;
    sheet.put(at, column, text(`${String(p.level)} ${named(texts, p.name)}`, LABEL, CENTER));
    scales.q.forEach((q, position) => {
      const inside = view.factors.filter((factor) => {
        const { p: fp, q: fq } = score(factor);
        return factor.state === 'identified' && side !== null && fp !== null && fq !== null
          && scaleLevelOf(scales.p, fp)?.level === p.level && scaleLevelOf(scales.q, fq)?.level === q.level;
      });
      const shade = gradeOf(method, exact(p.value).times(exact(q.value)));
      const lines = inside.map(({ factorId }) => `${mark} ${factorId} ${gradeName(data, side?.factors.find(({ id }) => id === factorId)?.grade ?? null)}`);
      most = Math.max(most, lines.length);
      sheet.put(at, column + 1 + position, text(lines.join('\n'), CENTER, BOLD, gradeStyle(shade)));
    });
    return most;
  });
}

/** One line a factor: from which cell to which. */
function movements(sheet: SheetBuilder, data: WpqReport): void {
  const { view, model, texts } = data;
  const words = texts.matrix;
  const line = (id: SheetCell, factor: SheetCell, from: SheetCell, to: SheetCell): void => {
    sheet.spans([[id, 1], [factor, 4], [from, 4], [to, 4]]);
  };
  sheet.wide(plain(words.moved, SECTION), SPAN, 22);
  line(text(texts.factors.id, HEAD), text(texts.factors.factor, HEAD), text(words.from, HEAD), text(words.to, HEAD));
  for (const factor of view.factors.filter(({ state }) => state === 'identified')) {
    const known = factorsOf(model).find(({ id }) => id === factor.factorId);
    line(
      text(factor.factorId, CENTER),
      text(known === undefined ? '' : named(texts, known.name)),
      text(`${MARKS.initial} ${position(data, initialScore(factor), data.result.initial, factor.factorId)}`, CENTER),
      text(data.result.residual === null ? texts.none : `${MARKS.residual} ${position(data, residualScore(factor), data.result.residual, factor.factorId)}`, CENTER),
    );
  }
}

function position(data: WpqReport, { p, q }: ReturnType<Score>, side: SideResult, factorId: string): string {
  const { model, texts } = data;
  const scales = scalesOf(model);
  const level = (scale: readonly ScaleLevel[], value: string | null): string => (value === null ? texts.none : String(scaleLevelOf(scale, value)?.level ?? texts.none));
  const grade = gradeName(data, side.factors.find(({ id }) => id === factorId)?.grade ?? null);
  return `${texts.matrix.cell(level(scales.p, p), level(scales.q, q))}${grade === '' ? '' : `\u3000${grade}`}`;
}
