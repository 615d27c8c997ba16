import type { ScaleLevel } from '#shared/domain/assessment/index.ts';
import { decimalSchema, parseDecimal } from '#shared/domain/decimal/index.ts';
import { GRADES, gradeRank, wcGradeOf, type ScorecardItem, type ScorecardMethod, type WcMethod } from '#shared/domain/grading/index.ts';

const NO_WORDING = { zh: '', en: '' };
const MOST = decimalSchema.parse('1');

/** The levels of C as a scale is chosen from, mildest first; each ends where the graver one begins. */
export function wcScale({ levels }: WcMethod): ScaleLevel[] {
  return levels
    .map(({ grade, name, value, from }, position) => ({ level: gradeRank(grade) + 1, name, wording: NO_WORDING, above: from?.at ?? null, upTo: levels[position - 1]?.from?.at ?? MOST, value }))
    .reverse();
}

/** The number of the level that a C counts as, 1 the mildest of {@link GRADES}; null for what is no number. */
export function wcLevelOf(method: WcMethod, value: string): number | null {
  const c = parseDecimal(value);
  return c === null ? null : Math.min(GRADES.length, gradeRank(wcGradeOf(method, c)) + 1);
}

/** The item of a scorecard by its id; null where it has none such. */
export function itemOf({ groups }: ScorecardMethod, id: string): ScorecardItem | null {
  return groups.flatMap(({ items }) => items).find((item) => item.id === id) ?? null;
}
