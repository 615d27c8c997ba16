import { GRADES } from '#shared/domain/grading/index.ts';
import type { Rules } from './rules.ts';
import { MISSING } from './units.ts';

/**
 * One side of a case in columns, one place a factor: R and its grade, and what follows of all. Whole numbers of a grid throughout, so that a
 * change is carried into the sums by its difference and they stay what a sum over all factors would be, to the last digit.
 */
export class SideColumns {
  /** In 10^-2share; below 0 where p or q is missing or unusable. */
  readonly r: Float64Array;
  /** Rank of the grade of R. */
  readonly grades: Int8Array;
  /** Number of factors of each grade. */
  readonly counts = new Int32Array(GRADES.length);
  /** Number of factors that have an R. */
  scored = 0;
  /** Sum of weight x R; means something where the weights sum to 1, and is then exact. */
  sum = 0;

  constructor(size: number) {
    this.r = new Float64Array(size).fill(MISSING);
    this.grades = new Int8Array(size);
  }

  /** Puts the score of one factor in its place. @param p in 10^-share, or a mark below 0, as is q @param weight of the factor, in units */
  put(place: number, p: number, q: number, weight: number, rules: Rules): void {
    const before = this.r[place] ?? MISSING;
    const r = p < 0 || q < 0 ? MISSING : p * q;
    this.r[place] = r;
    if (before >= 0) this.#count(this.grades[place] ?? 0, -1, -weight * before);
    if (r < 0) return;
    const grade = rules.grade(r);
    this.grades[place] = grade;
    this.#count(grade, 1, weight * r);
  }

  #count(grade: number, by: number, product: number): void {
    this.counts[grade] = (this.counts[grade] ?? 0) + by;
    this.scored += by;
    this.sum += product;
  }

  /** Sums anew under other weights. */
  reweigh(weights: Float64Array): void {
    let sum = 0;
    for (let n = 0; n < weights.length; n += 1) {
      const r = this.r[n] ?? MISSING;
      if (r >= 0) sum += (weights[n] ?? 0) * r;
    }
    this.sum = sum;
  }
}
