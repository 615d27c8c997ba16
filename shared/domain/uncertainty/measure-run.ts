import type { Rules } from '#shared/domain/compiled/index.ts';
import { evaluateDraft, LEVELS, type DraftInput, type Level } from '#shared/domain/grading/index.ts';
import { tallyOf } from './numbers.ts';
import type { MeasureEstimate } from './result.ts';
import type { SideRun } from './side-run.ts';
import type { MeasureLink, Subject } from './subject.ts';

/** What is left of the plan: some factors go from one side's values to the other's. */
interface Change {
  /** Positions of the factors that go over. */
  readonly factors: Int32Array;
  readonly exact: Level;
  readonly levels: Int32Array;
}

/** One measure through all draws: the plan without it, and it alone. */
export class MeasureRun {
  readonly #measure: MeasureLink;
  readonly #ids: readonly string[];
  readonly #sole: readonly string[];
  readonly #without: Change;
  readonly #alone: Change;
  readonly #rules: Rules;
  readonly #counts: Int32Array;

  constructor(subject: Subject, measure: MeasureLink, rules: Rules, initial: SideRun) {
    const { factors, measures, draft } = subject;
    this.#measure = measure;
    this.#rules = rules;
    this.#ids = measure.factorIds.filter((id) => factors.some((factor) => factor.id === id));
    this.#sole = this.#ids.filter((id) => measures.every((other) => other.id === measure.id || !other.factorIds.includes(id)));
    const change = (ids: readonly string[], left: DraftInput): Change => ({
      factors: Int32Array.from(factors.flatMap(({ id, reassessed }, n) => (reassessed && ids.includes(id) ? [n] : []))),
      exact: exactLevel(subject, left),
      levels: new Int32Array(LEVELS.length),
    });
    this.#without = change(this.#sole, withoutSole(draft, this.#sole));
    this.#alone = change(this.#ids, onlyThese(draft, this.#ids));
    this.#counts = new Int32Array(initial.counts.length);
  }

  /** After both sides have taken the draw. */
  end(initial: SideRun, residual: SideRun, weights: Float64Array, total: number): void {
    this.#judge(this.#without, residual, initial, weights, total);
    this.#judge(this.#alone, initial, residual, weights, total);
  }

  estimate(): MeasureEstimate {
    const judged = ({ exact, levels }: Change) => ({ level: exact, tally: tallyOf(levels) });
    return { measure: this.#measure.id, factors: [...this.#ids], sole: [...this.#sole], without: judged(this.#without), alone: judged(this.#alone) };
  }

  #judge({ factors, levels }: Change, from: SideRun, to: SideRun, weights: Float64Array, total: number): void {
    const counts = this.#counts;
    counts.set(from.counts);
    let { sum } = from;
    for (const n of factors) {
      sum += (weights[n] ?? 0) * ((to.r[n] ?? 0) - (from.r[n] ?? 0));
      shift(counts, from.grades[n] ?? 0, -1);
      shift(counts, to.grades[n] ?? 0, 1);
    }
    shift(levels, Math.max(from.floor, this.#rules.count(counts), this.#rules.index(sum, total)), 1);
  }
}

function shift(counts: Int32Array, at: number, by: number): void {
  counts[at] = (counts[at] ?? 0) + by;
}

/** The factors of the measure alone keep their initial values; all else after the measures stands. */
function withoutSole(draft: DraftInput, sole: readonly string[]): DraftInput {
  return { ...draft, factors: draft.factors.map((factor) => (sole.includes(factor.id) ? { ...factor, residual: factor.initial } : factor)) };
}

/** Only these factors have their values after the measures; triggers and opinion stand as before them. */
function onlyThese(draft: DraftInput, ids: readonly string[]): DraftInput {
  const factors = draft.factors.map((factor) => ({ ...factor, residual: ids.includes(factor.id) && factor.residual.p !== null ? factor.residual : factor.initial }));
  return { factors, initial: draft.initial, residual: draft.initial };
}

function exactLevel({ method }: Subject, draft: DraftInput): Level {
  const level = evaluateDraft(method, draft).residual?.level ?? null;
  if (level === null) throw new Error('A judged case stays judged with values of its own.');
  return level;
}
