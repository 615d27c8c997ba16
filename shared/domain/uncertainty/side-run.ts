import { floorOf, type Rules } from '#shared/domain/compiled/index.ts';
import { GRADES, LEVELS, type DraftSide } from '#shared/domain/grading/index.ts';
import { columnOf, type Column, type Draw } from './columns.ts';
import { driversOf, HALVES } from './drivers.ts';
import { decimalOf, tallyOf } from './numbers.ts';
import type { SideEstimate } from './result.ts';
import type { Subject } from './subject.ts';

/** One side of the case through all draws: what a draw makes of it, and how often each level came out. */
export class SideRun {
  readonly p: Column;
  readonly q: Column;
  /** Of the draw at hand, by factor: R in units, and its grade as a rank. */
  readonly r: Float64Array;
  readonly grades: Int8Array;
  /** Of the draw at hand, by grade. */
  readonly counts = new Int32Array(GRADES.length);
  /** Sum of weight x R of the draw at hand, in units; exact. */
  sum = 0;
  /** Level that triggers and opinion ask for already, as a rank. */
  readonly floor: number;

  readonly #rules: Rules;
  readonly #side: DraftSide;
  readonly #one: number;
  readonly #weight: Column;
  /** Middle of the range of R and of the weight, by factor. */
  readonly #middle: { readonly r: Float64Array; readonly weight: Float64Array };
  readonly #p: Float64Array;
  readonly #q: Float64Array;
  readonly #indices: Float64Array;
  readonly #levels = new Int32Array(LEVELS.length);
  readonly #byScore: Int32Array;
  readonly #byWeight: Int32Array;

  constructor({ factors, grid }: Subject, rules: Rules, side: DraftSide, fields: readonly ['p' | 'residualP', 'q' | 'residualQ'], weight: Column, draws: number) {
    this.#rules = rules;
    this.#side = side;
    this.#one = 10 ** (2 * grid.share);
    this.#weight = weight;
    this.p = columnOf(factors.map(({ ranges }) => ranges[fields[0]]), grid.share);
    this.q = columnOf(factors.map(({ ranges }) => ranges[fields[1]]), grid.share);
    this.r = new Float64Array(factors.length);
    this.grades = new Int8Array(factors.length);
    this.floor = floorOf([side.paths.trigger, side.paths.opinion]);
    this.#middle = {
      r: this.p.low.map((p, n) => (p * (this.q.low[n] ?? 0) + (this.p.high[n] ?? 0) * (this.q.high[n] ?? 0)) / 2),
      weight: weight.low.map((low, n) => (low + (weight.high[n] ?? 0)) / 2),
    };
    this.#p = new Float64Array(factors.length);
    this.#q = new Float64Array(factors.length);
    this.#indices = new Float64Array(draws);
    this.#byScore = new Int32Array(factors.length * HALVES);
    this.#byWeight = new Int32Array(factors.length * HALVES);
  }

  /** Draws p and q of every factor at the quantiles given. */
  take(draw: Draw, weights: Float64Array, p: Float64Array, q: Float64Array): void {
    draw(this.p, p, this.#p);
    draw(this.q, q, this.#q);
    const { r: rs, grades, counts } = this;
    const rules = this.#rules;
    counts.fill(0);
    let sum = 0;
    for (let n = 0; n < rs.length; n += 1) {
      const r = (this.#p[n] ?? 0) * (this.#q[n] ?? 0);
      const grade = rules.grade(r);
      rs[n] = r;
      grades[n] = grade;
      counts[grade] = (counts[grade] ?? 0) + 1;
      sum += (weights[n] ?? 0) * r;
    }
    this.sum = sum;
  }

  /** Judges the draw and counts its level, also by the half of its range in which each factor lay. */
  end(turn: number, weights: Float64Array, total: number): void {
    const level = Math.max(this.floor, this.#rules.count(this.counts), this.#rules.index(this.sum, total));
    // Rounded here, for the quantiles only.
    this.#indices[turn] = this.sum / (total * this.#one);
    this.#levels[level] = (this.#levels[level] ?? 0) + 1;
    countHalves(this.#byScore, this.r, this.#middle.r, level);
    countHalves(this.#byWeight, weights, this.#middle.weight, level);
  }

  estimate(): SideEstimate {
    const { level, index, decidedBy } = this.#side;
    if (level === null || index === null) throw new Error('Only a judged side is drawn from.');
    const sorted = this.#indices.sort();
    const quantile = (share: number) => decimalOf(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
    return {
      level,
      index,
      decidedBy: [...decidedBy],
      tally: tallyOf(this.#levels),
      quantiles: { p05: quantile(0.05), p50: quantile(0.5), p95: quantile(0.95) },
      drivers: driversOf({ factors: this.#side.factors.map(({ id }) => id), p: this.p, q: this.q, weight: this.#weight, one: this.#one, byScore: this.#byScore, byWeight: this.#byWeight }),
    };
  }
}

function countHalves(counts: Int32Array, values: Float64Array, middles: Float64Array, level: number): void {
  for (let n = 0; n < values.length; n += 1) {
    const at = n * HALVES + ((values[n] ?? 0) > (middles[n] ?? 0) ? LEVELS.length : 0) + level;
    counts[at] = (counts[at] ?? 0) + 1;
  }
}
