import { exact, parseDecimal } from '#shared/domain/decimal/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData, SurveyedContext } from './data.ts';

const SIDES = ['initial', 'residual'] as const;

/** Opposition is shown as it was asked: with how many were asked, by whom, and the same count wherever the same survey is used. */
export function surveyChecks(data: AssessmentData): Check[] {
  const { initial, residual } = data.context;
  return [...SIDES.flatMap((side) => sideChecks(data.context[side], side)), ...countsDiffer(initial, residual), ...oppositionLowered(initial, residual), ...triggerLowered(data)];
}

function sideChecks({ opinion, incident }: SurveyedContext, side: (typeof SIDES)[number]): Check[] {
  const about = { params: { side } };
  const opposed = opinion === null ? null : parseDecimal(opinion.opposed);
  return [
    ...(opinion !== null && (opinion.surveyed ?? 0) === 0 ? [finding('SURVEY_COUNT_MISSING', 'warn', about)] : []),
    ...(opinion !== null && isImpossible(opinion) ? [finding('SURVEY_SHARE_IMPOSSIBLE', 'warn', { params: { side, opposed: opinion.opposed, surveyed: opinion.surveyed ?? 0 } })] : []),
    ...(opposed?.isZero() === true ? [finding('UNANIMOUS', 'warn', about)] : []),
    ...(opinion?.source.trim() === '' ? [finding('SOURCE_MISSING', 'warn', { params: { side, field: 'opinion' } })] : []),
    // That nobody is expected needs no source; a crowd of any size does.
    ...(incident !== null && incident.people > 0 && incident.source.trim() === '' ? [finding('SOURCE_MISSING', 'warn', { params: { side, field: 'incident' } })] : []),
  ];
}

/** True where no whole number of people, rounded to the decimals that were given, is this share of those asked: 30 % of 7 is nobody's count. */
function isImpossible({ opposed, surveyed }: NonNullable<SurveyedContext['opinion']>): boolean {
  const share = parseDecimal(opposed);
  if (share === null || surveyed === null || surveyed === 0) return false;
  // A share of n decimals, at least whole percents, stands for every share within half a unit of the last one.
  const half = exact(`0.${'0'.repeat(Math.max(share.decimalPlaces(), 2))}5`);
  const [low, high] = [share.minus(half).times(surveyed), share.plus(half).times(surveyed)];
  return low.ceil().gt(high.floor());
}

function countsDiffer({ opinion: before }: SurveyedContext, { opinion: after }: SurveyedContext): Check[] {
  if (before === null || after === null || before.surveyed === null || after.surveyed === null || before.surveyed === after.surveyed) return [];
  const sameSurvey = before.source.trim() === after.source.trim() || parseDecimal(before.opposed)?.eq(parseDecimal(after.opposed) ?? -1) === true;
  return sameSurvey ? [finding('SURVEY_COUNTS_DIFFER', 'block', { params: { initial: before.surveyed, residual: after.surveyed } })] : [];
}

function oppositionLowered({ opinion: before }: SurveyedContext, { opinion: after }: SurveyedContext): Check[] {
  if (before === null || after === null) return [];
  const lowered = parseDecimal(after.opposed)?.lt(parseDecimal(before.opposed) ?? 0) ?? false;
  return lowered ? [finding('OPPOSITION_LOWERED', 'warn', { params: { initial: before.opposed, residual: after.opposed } })] : [];
}

/** Fewer people or fewer triggers after the measures, and not one measure. */
function triggerLowered({ context: { initial, residual }, measures }: AssessmentData): Check[] {
  const fewer = initial.incident !== null && residual.incident !== null && residual.incident.people < initial.incident.people;
  const gone = residual.triggers !== null && (initial.triggers ?? []).some((trigger) => residual.triggers?.includes(trigger) === false);
  if (measures.length > 0 || !(fewer || gone)) return [];
  return [finding('TRIGGER_LOWERED_WITHOUT_MEASURE', 'block', { params: { initial: initial.incident?.people ?? 0, residual: residual.incident?.people ?? 0 } })];
}
