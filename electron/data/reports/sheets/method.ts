import type { WriteSheet } from 'hucre/xlsx';
import { cutOffsOf, scalesOf, symbolOf } from '#shared/domain/assessment/index.ts';
import { LEVELS, methodRef, type CountRule, type WpqMethod } from '#shared/domain/grading/index.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { gradeRange, intervals, percent } from '../figures.ts';
import { figure, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { BOLD, CENTER, FORMAT, gradeStyle, HEAD, LABEL, levelStyle, SECTION, SUBTITLE } from '../workbook/style.ts';

const WIDTHS = [20, 36, 36, 24, 16];
const SPAN = WIDTHS.length;

/** All parameters by which the levels came about, and how to read the sheets: a reader needs no other paper. */
export function methodSheet(data: ReportData): WriteSheet {
  const { method, model, texts } = data;
  const words = texts.method;
  const sheet = new SheetBuilder(texts.sheets.method, WIDTHS);
  const section = (title: string): void => {
    sheet.gap();
    sheet.wide(plain(title, SECTION), SPAN, 22);
  };
  const pair = (label: string, value: string): number => sheet.pair(text(label, LABEL), text(value), SPAN);

  sheet.wide(plain(texts.sheets.method, SUBTITLE), SPAN, 26);
  pair(texts.cover.methodName, `${named(texts, method.name)}${texts.comma}${methodRef(method)}`);
  pair(words.formula, words.formulaText[method.kind]);
  pair(texts.cover.direction, words.directionText[method.kind]);
  pair(words.source, named(texts, method.source));
  pair(texts.cover.model, `${named(texts, model.name)}${texts.comma}${model.id}@${String(model.version)}`);
  pair(words.source, named(texts, model.source));

  section(words.paths);
  const line = (name: SheetCell, high: SheetCell, medium: SheetCell, low: SheetCell): number => sheet.spans([[name, 1], [high, 1], [medium, 1], [low, 2]]);
  line(text(texts.cover.path, HEAD), text(texts.levels.high, HEAD), text(texts.levels.medium, HEAD), text(texts.levels.low, HEAD));
  for (const [name, ranges] of pathRows(data)) line(text(name, LABEL), text(ranges.high), text(ranges.medium), text(ranges.low));
  sheet.wide(text(`${words.highest}${texts.language === 'zh' ? '' : ' '}${words.missing}`), SPAN);

  factorRules(sheet, data, section);

  section(words.conclusions);
  for (const level of LEVELS) {
    sheet.pair(text(texts.levels[level], CENTER, levelStyle(level)), text(model.conclusions[level].map((one) => named(texts, one.text)).join('\n')), SPAN);
  }

  section(words.legend);
  for (const line of words.legendTexts) sheet.wide(text(line), SPAN);
  return sheet.build({ orientation: 'landscape', footer: pageFooter(data) }, { rows: 1 });
}

type Ranges = Readonly<Record<'high' | 'medium' | 'low', string>>;

/** How single factors are graded, and between which values. */
function factorRules(sheet: SheetBuilder, data: ReportData, section: (title: string) => void): void {
  const { method, texts } = data;
  const words = texts.method;
  if (method.kind === 'scorecard') {
    itemRules(sheet, data, section);
    return;
  }
  section(words.grades);
  sheet.row([words.grade, words.condition, ...(method.kind === 'wc' ? [words.taken] : [])].map((word) => text(word, HEAD)));
  const grades = method.kind === 'wpq' ? method.grades.map((grade) => ({ ...grade, value: null })) : method.levels;
  grades.forEach(({ grade, name, from: threshold, value }, position) => {
    const graver = grades[position - 1]?.from ?? null;
    sheet.row([text(named(texts, name), CENTER, BOLD, gradeStyle(grade)), text(gradeRange(method.kind === 'wpq' ? 'R' : 'C', threshold, graver)), ...(value === null ? [] : [figure(value, FORMAT.score)])]);
  });
  if (method.kind === 'wpq') scales(sheet, data, section);
}

/** The paths of the method, each with the condition of every level in words. */
export function pathRows({ method, texts }: ReportData): [string, Ranges][] {
  const words = texts.method;
  const count = method.kind === 'wpq' ? [[texts.paths.count, countRanges(method, texts)] satisfies [string, Ranges]] : [];
  const kinds = (level: 'high' | 'medium'): string[] => method.direct.trigger.kinds.filter((kind) => kind.level === level).map((kind) => named(texts, kind.name));
  const people = intervals(words.people, method.direct.trigger.people);
  return [
    [method.kind === 'scorecard' ? texts.paths.total : texts.paths.index, intervals(symbolOf(method), cutOffsOf(method))],
    ...count,
    [texts.paths.trigger, { high: [...kinds('high'), people.high].join(words.or), medium: [...kinds('medium'), people.medium].join(words.or), low: people.low }],
    [texts.paths.opinion, intervals(words.opposed, method.direct.opinion, percent)],
  ];
}

function countRanges(method: WpqMethod, texts: ReportData['texts']): Ranges {
  const words = texts.method;
  const gradeNames = new Map(method.grades.map(({ grade, name }) => [grade, named(texts, name)]));
  // Nothing is worse than the gravest grade.
  const rules = (list: readonly CountRule[]): string =>
    list.map(({ grade, orWorse, atLeast }) => words.rule(gradeNames.get(grade) ?? grade, orWorse && grade !== method.grades[0]?.grade, atLeast)).join(words.or);
  return { high: rules(method.count.high), medium: rules(method.count.medium), low: words.otherwise };
}

/** Every item of a scorecard with what it prints. */
function itemRules(sheet: SheetBuilder, { method, texts }: ReportData, section: (title: string) => void): void {
  if (method.kind !== 'scorecard') return;
  const words = texts.items;
  section(words.printed);
  const line = (item: SheetCell, printed: SheetCell, most: SheetCell): number => sheet.spans([[item, 1], [printed, 3], [most, 1]]);
  line(text(words.item, HEAD), text(words.printed, HEAD), text(words.max, HEAD));
  for (const group of method.groups) {
    line(text(named(texts, group.name), LABEL), text('', LABEL), figure(group.max, FORMAT.points));
    for (const item of group.items) {
      const printed = item.kind === 'points'
        ? item.choices.map(({ points, name }) => `${named(texts, name)} ${points}`)
        : [`${words.byShare(item.max)}${texts.semicolon}${item.strengths.map(({ factor, name }) => `${named(texts, name)} ${factor}`).join(texts.comma)}`];
      const note = item.note === undefined ? [] : [named(texts, item.note)];
      line(text(`${item.id} ${named(texts, item.name)}`), text([printed.join(texts.comma), ...note].join('\n')), figure(item.max, FORMAT.points));
    }
  }
}

function scales(sheet: SheetBuilder, { model, texts }: ReportData, section: (title: string) => void): void {
  const words = texts.method;
  section(words.scales);
  for (const [name, scale] of [[texts.matrix.probability, scalesOf(model).p], [texts.matrix.impact, scalesOf(model).q]] as const) {
    const line = (level: SheetCell, interval: SheetCell, wording: SheetCell, taken: SheetCell): number => sheet.spans([[level, 1], [interval, 1], [wording, 2], [taken, 1]]);
    line(text(name, HEAD), text(words.interval, HEAD), text(words.wording, HEAD), text(words.taken, HEAD));
    for (const level of [...scale].reverse()) {
      const interval = level.above === null ? `[0, ${level.upTo}]` : `(${level.above}, ${level.upTo}]`;
      line(text(`${String(level.level)} ${named(texts, level.name)}`, LABEL), text(interval, CENTER), text(named(texts, level.wording)), figure(level.value, FORMAT.score));
    }
  }
}
