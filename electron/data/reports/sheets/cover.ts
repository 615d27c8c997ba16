import type { WriteSheet } from 'hucre/xlsx';
import type { AssessmentResult, SideContext } from '#shared/contract/index.ts';
import { cutOffsOf, pathLevel, pathsOf, symbolOf, valueOf, type AnyPath } from '#shared/domain/assessment/index.ts';
import { GRADES, methodRef } from '#shared/domain/grading/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import { named, pageFooter, type ReportData } from '../data.ts';
import { percent, POINT_PLACES, shownIndex } from '../figures.ts';
import type { SpokenSide } from '../texts/index.ts';
import { day, figure, moment, plain, SheetBuilder, text, type SheetCell } from '../workbook/sheet.ts';
import { pathRows } from './method.ts';
import { BOLD, CENTER, FORMAT, HASH, HEAD, LABEL, levelStyle, SAMPLE, SECTION, styles, SUBTITLE, TITLE, TOTAL } from '../workbook/style.ts';

type Side = AssessmentResult['initial'];

const WIDTHS = [22, 13, 27, 9, 13, 27, 9];
const SPAN = WIDTHS.length;

/** The first sheet: the level in a sentence, then what the matter is, how it was judged, what was concluded, and how to check it. */
export function coverSheet(data: ReportData): WriteSheet {
  const { view, texts } = data;
  const words = texts.cover;
  const sheet = new SheetBuilder(texts.sheets.cover, WIDTHS);
  const section = (title: string): void => {
    sheet.gap();
    sheet.wide(plain(title, SECTION), SPAN, 22);
  };
  const pair = (label: string, value: string): number => sheet.pair(text(label, LABEL), text(value), SPAN);

  if (data.sample) sheet.wide(plain(texts.sample, SAMPLE), SPAN, 24);
  sheet.wide(plain(texts.title, TITLE), SPAN, 36);
  sheet.wide(plain(view.proposal.title, SUBTITLE), SPAN);
  sheet.gap();
  const spoken = texts.sentence(spokenSide(data, view.result.initial), spokenSide(data, view.result.residual));
  sheet.wide(text(spoken, styles(SUBTITLE, levelStyle((view.result.residual ?? view.result.initial).level))), SPAN, 42);

  section(words.basics);
  pair(words.decisionType, data.decisionType);
  pair(words.places, data.placeNames.join(texts.comma) || texts.none);
  pair(words.unit, view.proposal.responsibleUnit || texts.none);
  sheet.pair(text(words.decisionOn, LABEL), dayOr(texts.none, view.proposal.decisionOn), SPAN);
  sheet.spans([[text(words.period, LABEL), 1], [dayOr(texts.none, view.proposal.startOn), 3], [dayOr(texts.none, view.proposal.endOn), 3]]);
  pair(words.project, view.proposal.projectCode ?? texts.none);
  pair(words.description, view.proposal.description || texts.none);
  pair(words.state, `${texts.states[view.state]}${texts.comma}${words.revision} ${String(view.revision)}`);

  section(words.result);
  resultTable(sheet, data);

  section(words.outcome);
  outcome(sheet, data, pair);

  section(words.method);
  pair(words.methodName, `${named(texts, data.method.name)}${texts.comma}${methodRef(data.method)}`);
  pair(words.cutOffs, cutOffs(data));
  pair(words.direction, `${texts.method.directionText[data.method.kind]}${texts.language === 'zh' ? '' : ' '}${texts.method.highest}`);
  pair(words.model, `${named(texts, data.model.name)}${texts.comma}${view.model.id}@${String(view.model.version)}`);
  sheet.pair(text('SHA-256', LABEL), text(`${view.model.id}@${String(view.model.version)}: ${view.model.hash}\n${methodRef(data.method)}: ${data.methodHash}`, HASH), SPAN);

  section(words.stamp);
  sheet.pair(text(words.lastEntry, LABEL), text(`${String(data.chainHead.seq)}: ${data.chainHead.hash}`, HASH), SPAN);
  if (view.snapshotHash !== null) sheet.pair(text(words.snapshot, LABEL), text(view.snapshotHash, HASH), SPAN);
  if (data.recomputed !== null) pair(words.recomputed, data.recomputed ? words.recomputedEqual : words.recomputedDifferent);
  stamp(sheet, words.exported, data.exportedBy, data.exportedAt);
  pair(words.program, `Fengqiao ${data.programVersion}`);
  return sheet.build({ orientation: 'portrait', footer: pageFooter(data) });
}

/** One side of the level sentence; null while its level is not known. */
export function spokenSide({ method }: Pick<ReportData, 'method'>, side: Side | null): SpokenSide | null {
  if (side?.level == null) return null;
  const value = valueOf(side);
  if (value === null) return null;
  return { level: side.level, figure: method.kind === 'scorecard' ? 'total' : 'index', value: shownValue(method, value), decidedBy: side.decidedBy };
}

function shownValue(method: ReportData['method'], value: string): string {
  return method.kind === 'scorecard' ? shownIndex(cutOffsOf(method), value, POINT_PLACES) : shownIndex(cutOffsOf(method), value);
}

/** The paths of the method, initial and residual: what each says, on what grounds, and which of them decide. */
function resultTable(sheet: SheetBuilder, data: ReportData): void {
  const { view, texts } = data;
  const words = texts.cover;
  const { initial, residual } = view.result;
  const top = sheet.row([text(words.path, HEAD), text(texts.initial, HEAD), text('', HEAD), text('', HEAD), text(texts.residual, HEAD), text('', HEAD), text('', HEAD)]);
  sheet.merge(top, 1, top, 3);
  sheet.merge(top, 4, top, 6);
  for (const path of pathsOf(data.method.kind)) {
    sheet.row([text(texts.paths[path], LABEL), ...pathCells(data, path, initial, view.context.initial), ...pathCells(data, path, residual, view.context.residual)]);
  }
  const overall = (side: Side | null): SheetCell[] => [
    text(side?.level ? texts.levels[side.level] : texts.levelUnknown, CENTER, TOTAL, levelStyle(side?.level ?? null)),
    text(side?.decidedBy.map((path) => texts.paths[path]).join(texts.comma) ?? '', TOTAL),
    text('', TOTAL),
  ];
  sheet.row([text(words.overall, LABEL, BOLD), ...overall(initial), ...overall(residual)], { height: 22 });
  const exactly = (side: Side | null): SheetCell[] => {
    const value = side === null ? null : valueOf(side);
    return [figure(value, FORMAT.index), text(value ?? texts.none, HASH), text('')];
  };
  sheet.row([text(data.method.kind === 'scorecard' ? words.exactTotal : words.exactIndex, LABEL), ...exactly(initial), ...exactly(residual)]);
}

function pathCells(data: ReportData, path: AnyPath, side: Side | null, context: SideContext): SheetCell[] {
  const { texts } = data;
  const level = side === null ? null : pathLevel(side, path);
  if (side === null || level === null) return [text(texts.none, CENTER), text(texts.cover.missing, { font: { color: { rgb: '6B7480' } } }), text('')];
  return [
    text(texts.levels[level], CENTER, levelStyle(level)),
    text(basis(data, path, side, context)),
    text(isAmong(side.decidedBy, path) ? texts.cover.decisive : '', CENTER, BOLD),
  ];
}

function isAmong(paths: readonly AnyPath[], path: AnyPath): boolean {
  return paths.includes(path);
}

function basis({ texts, method, judgement }: ReportData, path: AnyPath, side: Side, context: SideContext): string {
  const words = texts.cover;
  switch (path) {
    case 'index':
    case 'total': {
      const value = valueOf(side);
      return value === null ? '' : `${symbolOf(method)} = ${shownValue(method, value)}`;
    }
    case 'count': {
      if (judgement.kind !== 'wpq') return '';
      const counts = [...GRADES].reverse().map((grade) => ({
        grade: named(texts, judgement.method.grades.find((one) => one.grade === grade)?.name ?? { zh: grade, en: grade }),
        count: side.factors.filter((factor) => 'grade' in factor && factor.grade === grade).length,
      }));
      return words.grades(counts.filter(({ count }) => count > 0));
    }
    case 'trigger': {
      const kinds = (context.triggers ?? []).map((id) => method.direct.trigger.kinds.find((kind) => kind.id === id)).flatMap((kind) => (kind ? named(texts, kind.name) : []));
      const people = context.incident === null ? [] : [words.people(context.incident.people)];
      const looked = context.triggers !== null && kinds.length === 0 ? [words.noTrigger] : [];
      return [...people, ...kinds, ...looked].join(texts.comma);
    }
    case 'opinion': return context.opinion === null ? '' : words.opposed(percent(context.opinion.opposed), context.opinion.surveyed);
  }
}

function outcome(sheet: SheetBuilder, { view, model, texts }: ReportData, pair: (label: string, value: string) => number): void {
  const words = texts.cover;
  const level = (view.result.residual ?? view.result.initial).level;
  const { conclusion, decision } = view;
  const findings = [...groupBy(view.checks, ({ code }) => code)].map(([code, of]) => {
    const factors = of.flatMap(({ factorId }) => factorId ?? []);
    return factors.length === 0 ? texts.checks[code] : `${texts.checks[code]}: ${factors.join(texts.comma)}`;
  });
  const wording = level === null ? undefined : model.conclusions[level].find(({ code }) => code === conclusion?.code)?.text;
  pair(words.conclusion, conclusion === null ? texts.none : [wording === undefined ? texts.conclusions[conclusion.code] : named(texts, wording), conclusion.text].filter((line) => line !== '').join('\n'));
  if (view.submittedBy !== null && view.submittedAt !== null) stamp(sheet, words.submitted, view.submittedBy, view.submittedAt);
  if (view.state === 'returned' && view.returnedReasons !== null) pair(words.returned, view.returnedReasons);
  pair(words.findings, findings.join(texts.semicolon) || texts.none);
  if (decision === null) {
    pair(words.decision, words.notDecided);
  } else {
    pair(words.decision, `${texts.conclusions[decision.decision]}${texts.bracketed(decision.agrees ? words.agrees : words.differs)}`);
    pair(words.reasons, decision.reasons || texts.none);
    stamp(sheet, texts.states.decided, decision.decidedBy, decision.decidedAt);
  }
}

/** A real date at the left of its cell; a word where there is none. */
function dayOr(none: string, iso: string | null): SheetCell {
  return iso === null ? text(none) : day(iso, { alignment: { horizontal: 'left' } });
}

/** Who and when, the time as a real date. */
function stamp(sheet: SheetBuilder, label: string, by: string, at: string): void {
  const row = sheet.row([text(label, LABEL), moment(at), text(''), text(by), text(''), text(''), text('')], { height: 18 });
  sheet.merge(row, 1, row, 2);
  sheet.merge(row, 3, row, SPAN - 1);
}

/** The condition of every level on every path, each with the side it includes. */
function cutOffs(data: ReportData): string {
  const { levels } = data.texts;
  return pathRows(data).map(([name, { high, medium, low }]) => `${name}: ${levels.high} ${high}; ${levels.medium} ${medium}; ${levels.low} ${low}`).join('\n');
}
