import { exact, parseDecimal, toFixedString } from '#shared/domain/decimal/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import type { Judgement } from './judge.ts';
import { statedFigures } from './stated-figures.ts';

/** Words that contradict the figures: two chapters of one report must not tell two levels, two indices or two counts. */
export function textChecks(data: AssessmentData, judgement: Judgement): Check[] {
  const { draft: { initial, residual } } = judgement;
  const conclusion = statedFigures(data.conclusion?.text ?? '');
  const known = [initial.level, residual?.level].flatMap((level) => level ?? []);
  const { computed, stated } = judgement.kind === 'scorecard'
    ? { computed: [judgement.draft.initial.total, judgement.draft.residual?.total].flatMap((total) => total ?? []), stated: conclusion.totals }
    : { computed: [judgement.draft.initial.index, judgement.draft.residual?.index].flatMap((index) => index ?? []), stated: conclusion.indices };
  const of: Record<string, string> = judgement.kind === 'scorecard' ? { of: 'points' } : {};
  return [
    ...(known.length === 0 ? [] : conclusion.levels.filter((level) => !known.includes(level)).map((level) => finding('TEXT_OTHER_LEVEL', 'warn', { params: { stated: level } }))),
    ...(computed.length === 0 ? [] : stated.filter((figure) => !computed.some((value) => reads(value, figure))).map((figure) => finding('TEXT_OTHER_INDEX', 'warn', { params: { stated: figure, index: computed.join(', '), ...of } }))),
    ...countChecks(data),
  ];
}

/** True where the exact figure, rounded to as many decimals as were written, is what was written. */
function reads(index: string, stated: string): boolean {
  const value = parseDecimal(stated);
  return value !== null && exact(toFixedString(exact(index), stated.split('.')[1]?.length ?? 0)).eq(value);
}

function countChecks({ basics, conclusion, factors, context }: AssessmentData): Check[] {
  const counts = [context.initial.opinion?.surveyed, context.residual.opinion?.surveyed].flatMap((count) => count ?? []);
  if (counts.length === 0) return [];
  const off = (text: string): number[] => statedFigures(text).surveyed.filter((stated) => !counts.includes(stated));
  const surveyed = [...new Set(counts)].join(', ');
  return [
    ...off(basics.description).map((stated) => finding('TEXT_OTHER_COUNT', 'warn', { params: { stated, surveyed, field: 'description' } })),
    ...factors.flatMap(({ factorId, note }) => off(note).map((stated) => finding('TEXT_OTHER_COUNT', 'warn', { factorId, params: { stated, surveyed, field: 'note' } }))),
    ...off(conclusion?.text ?? '').map((stated) => finding('TEXT_OTHER_COUNT', 'warn', { params: { stated, surveyed, field: 'conclusion' } })),
  ];
}
