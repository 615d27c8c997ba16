import { GRADES, gradeRank, levelRank, type CountRule, type Level, type WpqMethod } from '#shared/domain/grading/index.ts';
import { lineOf, type Grid } from './grid.ts';

/** A method's cut-offs and counts for whole numbers of a grid. Levels and grades are ranks: 0 is the mildest. */
export interface Rules {
  /** @param r in 10^-2share */
  grade(r: number): number;
  /**
   * The level of the index. It is sum / (weights x 10^2share) and never divided out, so no rounding comes before the comparison.
   *
   * @param sum of weight x R, in units @param weights their sum, in units
   */
  index(sum: number, weights: number): number;
  /** The level that the number of factors of each grade asks for. */
  count(counts: Int32Array): number;
}

export function rulesOf({ grades, index, count }: WpqMethod, { share }: Grid): Rules {
  const places = 2 * share;
  // From the mildest up, so that the rank of a grade is the number of lines that R has reached.
  const gradeLines = Float64Array.from(grades.flatMap(({ from }) => (from === null ? [] : [lineOf(from, places)])).reverse());
  const reached = { medium: indexLine(index.medium, places), high: indexLine(index.high, places) };
  const met = { medium: count.medium.map(countRuleOf), high: count.high.map(countRuleOf) };
  const [low, medium, high] = [levelRank('low'), levelRank('medium'), levelRank('high')];
  return {
    grade(r) {
      let rank = 0;
      while (rank < gradeLines.length && r >= (gradeLines[rank] ?? 0)) rank += 1;
      return rank;
    },
    index(sum, weights) {
      if (reached.high(sum, weights)) return high;
      return reached.medium(sum, weights) ? medium : low;
    },
    count(counts) {
      if (met.high.some((rule) => rule(counts))) return high;
      return met.medium.some((rule) => rule(counts)) ? medium : low;
    },
  };
}

/** The greatest rank of levels that are known already; 0 where none is. */
export function floorOf(levels: Iterable<Level | null>): number {
  let floor = 0;
  for (const level of levels) if (level !== null) floor = Math.max(floor, levelRank(level));
  return floor;
}

/** The grid holds every cut-off, so `at` is a whole number; the product stays below 2^53 as the sum does. */
function indexLine(threshold: WpqMethod['index']['medium'], places: number): (sum: number, weights: number) => boolean {
  const at = lineOf({ at: threshold.at, inclusive: true }, places);
  return threshold.inclusive ? (sum, weights) => sum >= at * weights : (sum, weights) => sum > at * weights;
}

function countRuleOf({ grade, orWorse, atLeast }: CountRule): (counts: Int32Array) => boolean {
  const [from, to] = [gradeRank(grade), orWorse ? GRADES.length - 1 : gradeRank(grade)];
  return (counts) => {
    let found = 0;
    for (let rank = from; rank <= to; rank += 1) found += counts[rank] ?? 0;
    return found >= atLeast;
  };
}
