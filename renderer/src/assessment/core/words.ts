import { cutOffsOf, factorsOf, symbolOf, valueOf, type AnyPath, type AssessmentModel, type Check, type Judgement } from '#shared/domain/assessment/index.ts';
import type { CutOffs, Gap, Grade, JudgingMethod, Level } from '#shared/domain/grading/index.ts';
import type { MeasureView } from '#shared/contract/index.ts';
import { language, pick, t, tCode } from '@/i18n/index.ts';
import { SHOWN_PLACES, shownAgainst } from './decimals.ts';

/** A level within a sentence. */
export function levelWord(level: Level): string {
  const word = t(`common.level.${level}`);
  return language.value === 'en' ? word.toLowerCase() : word;
}
export const gradeWord = (grade: Grade): string => t(`common.grade.${grade}`);
export const pathWord = (path: AnyPath): string => t(`assessment.path.${path}`);

/** "a", "a and b", "a, b and c" in the language on screen. */
export function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  return before.length === 0 ? last : `${before.join(t('assessment.sentence.comma'))}${t('assessment.sentence.and')}${last}`;
}

/** Index or total as shown: rounded, but never onto or across a cut-off. */
export function indexWords(index: string | null, method: JudgingMethod): string {
  const { medium, high } = cutOffsOf(method);
  // Points are printed whole; only a share of people gives them decimals.
  return shownAgainst(index, [medium.at, high.at], method.kind === 'scorecard' ? 2 : SHOWN_PLACES) ?? '';
}

function decidedWords(paths: readonly AnyPath[]): string {
  const words = listWords(paths.map(pathWord));
  const counts = [t('assessment.pathCount.two'), t('assessment.pathCount.three'), t('assessment.pathCount.four')];
  const n = counts[paths.length - 2];
  return n === undefined ? t('assessment.sentence.decidedOne', { paths: words }) : t('assessment.sentence.decidedMany', { paths: words, n });
}

/** The initial level and how it came about, or what it still waits for. */
export function initialSentence({ draft, method }: Judgement): string {
  const { initial } = draft;
  if (initial.level !== null) {
    return t(method.kind === 'scorecard' ? 'assessment.sentence.initialPoints' : 'assessment.sentence.initial', { level: levelWord(initial.level), index: indexWords(valueOf(initial), method), decided: decidedWords(initial.decidedBy) });
  }
  const reasons = openReasons(draft).join(t('assessment.sentence.join'));
  const open = t('assessment.sentence.initialOpen', { reasons });
  return initial.atLeast === null || initial.atLeast === 'low' ? open : `${open}${t('assessment.sentence.join')}${t('assessment.sentence.atLeast', { level: levelWord(initial.atLeast) })}`;
}

/** The level after measures; a level above low says which path keeps it up. */
export function residualSentence({ draft: { residual, warnings }, method }: Judgement): string {
  if (residual === null) return t('assessment.sentence.residualNone');
  if (residual.level === null) return t('assessment.sentence.residualOpen');
  const kept = warnings.filter(({ code }) => code === 'RESIDUAL_MISSING').length;
  const index = `${indexWords(valueOf(residual), method)}${kept > 0 ? t('assessment.sentence.kept', { n: kept }) : ''}`;
  const level = levelWord(residual.level);
  if (residual.level === 'low') return t('assessment.sentence.residual', { level, index });
  return t('assessment.sentence.residualDecided', { level, index, decided: decidedWords(residual.decidedBy) });
}

/** Both levels in one sentence, as an official says them. */
export function levelSentence(judgement: Judgement): string {
  return `${initialSentence(judgement)}${t('assessment.sentence.join')}${residualSentence(judgement)}`;
}

/** Why there is no initial level yet. */
function openReasons({ gaps, ...rest }: { readonly gaps: readonly Gap[]; readonly weightSum?: string }): string[] {
  const factors = (test: (field: string) => boolean): number =>
    new Set(gaps.filter(({ field, reason }) => reason === 'missing' && test(field)).map(({ factor }) => factor)).size;
  const unscored = factors((field) => field.startsWith('initial.'));
  const unweighted = factors((field) => field === 'weight');
  const invalid = gaps.filter(({ field, reason }) => !field.startsWith('residual.') && (reason === 'notANumber' || reason === 'outOfRange')).length;
  return [
    ...(gaps.some(({ field }) => field === 'factors') ? [t('assessment.sentence.noFactor')] : []),
    ...(unscored > 0 ? [t('assessment.sentence.unscored', { n: unscored })] : []),
    ...(unweighted > 0 ? [t('assessment.sentence.weightsMissing', { n: unweighted })] : []),
    ...(unweighted === 0 && gaps.some(({ field }) => field === 'weights') ? [t('assessment.sentence.weights', { sum: rest.weightSum ?? '' })] : []),
    ...(invalid > 0 ? [t('assessment.sentence.invalid', { n: invalid })] : []),
  ];
}

/** The three bands of a value as formulas, with the sides that are inclusive: "T > 0.64", "0.36 ≤ T ≤ 0.64", "T < 0.36". */
export function cutOffFormulas({ medium, high }: CutOffs, symbol: string): Readonly<Record<Level, string>> {
  return {
    high: `${symbol} ${high.inclusive ? '≥' : '>'} ${high.at}`,
    medium: `${medium.at} ${medium.inclusive ? '≤' : '<'} ${symbol} ${high.inclusive ? '<' : '≤'} ${high.at}`,
    low: `${symbol} ${medium.inclusive ? '<' : '≤'} ${medium.at}`,
  };
}

/** Scale and direction of the method, so that no reader has to guess which end is the good one. */
export function scaleWords(method: JudgingMethod): string {
  return t(`decision.scale.${method.direction}`, method.kind === 'scorecard' ? { min: '0', max: method.max } : method.scale);
}

/** The rules of one path for the three levels, as the method states them. */
export function pathRules(path: AnyPath, method: JudgingMethod): Readonly<Record<Level, string>> {
  const { trigger, opinion } = method.direct;
  const or = t('decision.or');
  switch (path) {
    case 'index':
    case 'total':
      return cutOffFormulas(cutOffsOf(method), symbolOf(method));
    case 'count': {
      if (method.kind !== 'wpq') return { high: '', medium: '', low: '' };
      const rules = (level: 'medium' | 'high'): string =>
        method.count[level].map(({ grade, orWorse, atLeast }) => t(orWorse && grade !== 'major' ? 'decision.atLeastOrWorse' : 'decision.atLeastCount', { grade: gradeWord(grade), n: atLeast })).join(or);
      return { high: rules('high'), medium: rules('medium'), low: t('decision.otherwise') };
    }
    case 'trigger': {
      const people = cutOffFormulas(trigger.people, 'n');
      const kinds = (level: Level): string[] => trigger.kinds.filter((kind) => kind.level === level).map(({ name }) => pick(name));
      const rule = (level: Level): string => [...kinds(level), t('decision.peopleRule', { rule: people[level] })].join(or);
      return { high: rule('high'), medium: rule('medium'), low: rule('low') };
    }
    case 'opinion':
      return cutOffFormulas(opinion, 's');
  }
}

/** How many factors of each grade a side has. */
export function gradeCounts(side: Judgement['draft']['initial']): Readonly<Record<Grade, number>> {
  const of = (grade: Grade): number => side.factors.filter((factor) => 'grade' in factor && factor.grade === grade).length;
  return { minor: of('minor'), small: of('small'), general: of('general'), larger: of('larger'), major: of('major') };
}

/** A finding in words, with factor and measure named, and a grade in the words of the method. */
export function checkSentence(check: Check, { model, method }: { readonly model: AssessmentModel; readonly method: JudgingMethod }, measures: readonly MeasureView[]): string {
  const factor = check.factorId === null ? undefined : factorsOf(model).find(({ id }) => id === check.factorId);
  const measure = measures.find(({ id }) => id === check.measureId);
  const { params } = check;
  const field = (name: string): string => tCode('checkFields', name.replace('.', ''));
  const words: Record<string, string | number> = {
    ...params,
    factor: factor === undefined ? (check.factorId ?? '') : `${factor.id} ${pick(factor.name)}`,
    measure: measure?.title ?? '',
  };
  if (params['field'] !== undefined) words['field'] = field(String(params['field']));
  if (params['fields'] !== undefined) words['fields'] = listWords(String(params['fields']).split(',').map(field));
  if (params['grade'] !== undefined) words['grade'] = gradeIn(method, String(params['grade']));
  if (params['side'] !== undefined) words['side'] = tCode('assessment.side', String(params['side']));
  if (check.code === 'TEXT_OTHER_LEVEL') words['stated'] = tCode('common.level', String(params['stated']));
  if (params['level'] !== undefined) words['level'] = tCode('common.level', String(params['level']));
  if (params['path'] !== undefined) words['path'] = tCode('assessment.path', String(params['path']));
  // Of points and totals is spoken otherwise than of grades and indices.
  const { code } = check;
  return params['of'] === 'points' && isPointsCode(code) ? t(`checksOfPoints.${code}`, words) : t(`checks.${code}`, words);
}

const POINTS_CODES = ['NOTE_MISSING', 'FACTOR_WITHOUT_MEASURE', 'ACCEPTED_WITHOUT_END', 'INDEX_ROSE', 'ROUNDING_FLIPS', 'TEXT_OTHER_INDEX'] as const;

function isPointsCode(code: Check['code']): code is (typeof POINTS_CODES)[number] {
  return POINTS_CODES.some((one) => one === code);
}

/** The name of a grade as the method gives it. */
export function gradeIn(method: JudgingMethod, grade: string): string {
  const level = method.kind === 'wc' ? method.levels.find((one) => one.grade === grade) : undefined;
  return level === undefined ? tCode('common.grade', grade) : pick(level.name);
}
