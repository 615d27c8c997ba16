import { toDecimalString, sumOf, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { DirectLevels } from './direct.ts';
import { decidingPaths, gradeRank, highestLevel, PATHS, type Grade, type Level, type PathName } from './levels.ts';
import type { CountRule, WpqMethod } from './method.ts';
import { levelByCutOffs, reaches } from './parameters.ts';

/** One factor ready to be judged: R = p x q, exact. */
export interface ScoredFactor {
  readonly id: string;
  readonly weight: Exact;
  readonly r: Exact;
}

export interface FactorResult {
  readonly id: string;
  /** R = p x q, every digit. */
  readonly r: DecimalString;
  readonly grade: Grade;
}

/** The verdict of one side (initial or residual). */
export interface SideResult {
  /** T = sum(w x R), every digit. */
  readonly index: DecimalString;
  readonly level: Level;
  readonly factors: readonly FactorResult[];
  readonly paths: Readonly<Record<PathName, Level | null>>;
  /** The paths that reach the level, in the order of PATHS. */
  readonly decidedBy: readonly PathName[];
}

/** The grade of one R. R = 0 is minor. */
export function gradeOf(parameters: WpqMethod, r: Exact): Grade {
  return parameters.grades.find(({ from }) => from === null || reaches(from, r))?.grade ?? 'minor';
}

/** The level that the number of grave factors asks for, however small their weights. */
export function countLevel(parameters: WpqMethod, grades: readonly Grade[]): Level {
  const met = ({ grade, orWorse, atLeast }: CountRule): boolean =>
    grades.filter((one) => one === grade || (orWorse && gradeRank(one) > gradeRank(grade))).length >= atLeast;
  if (parameters.count.high.some(met)) return 'high';
  return parameters.count.medium.some(met) ? 'medium' : 'low';
}

/** Judges one side whose factors are all scored and whose weights sum to 1; the caller has made sure of both. */
export function judgeSide(parameters: WpqMethod, scored: readonly ScoredFactor[], direct: DirectLevels): SideResult {
  const index = sumOf(scored.map(({ weight, r }) => weight.times(r)));
  const factors = scored.map(({ id, r }) => ({ id, r: toDecimalString(r), grade: gradeOf(parameters, r) }));
  const byIndex = levelByCutOffs(parameters.index, index);
  const paths = { index: byIndex, count: countLevel(parameters, factors.map(({ grade }) => grade)), ...direct };
  const level = highestLevel(Object.values(paths)) ?? byIndex;
  return { index: toDecimalString(index), level, factors, paths, decidedBy: decidingPaths(PATHS, paths, level) };
}
