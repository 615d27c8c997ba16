import { exact, parseDecimal, toFixedString } from '#shared/domain/decimal/index.ts';
import type { DraftResult } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import { statedFigures } from './stated-figures.ts';

/** Words that contradict the figures: two chapters of one report must not tell two levels, two indices or two counts. */
export function textChecks(data: AssessmentData, { initial, residual }: DraftResult): Check[] {
  const conclusion = statedFigures(data.conclusion?.text ?? '');
  const sides = [initial, ...(residual === null ? [] : [residual])];
  const known = sides.flatMap(({ level }) => level ?? []);
  const indices = sides.flatMap(({ index }) => index ?? []);
  return [
    ...(known.length === 0 ? [] : conclusion.levels.filter((level) => !known.includes(level)).map((level) => finding('TEXT_OTHER_LEVEL', 'warn', { params: { stated: level } }))),
    ...(indices.length === 0 ? [] : conclusion.indices.filter((stated) => !indices.some((index) => reads(index, stated))).map((stated) => finding('TEXT_OTHER_INDEX', 'warn', { params: { stated, index: indices.join(', ') } }))),
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
