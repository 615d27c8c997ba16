import { rulesOf } from '#shared/domain/compiled/index.ts';
import { columnOf, drawOf } from './columns.ts';
import { MeasureRun } from './measure-run.ts';
import type { UncertaintyResult } from './result.ts';
import type { UncertaintySettings } from './settings.ts';
import { SideRun } from './side-run.ts';
import type { Subject } from './subject.ts';

/** A number strictly between 0 and 1, each time another; handed in, so that a run can be repeated. */
export type RandomSource = () => number;

export interface SimulationStep {
  readonly done: number;
  readonly total: number;
}

/** So many draws between two steps: a few milliseconds. */
const DRAWS_A_STEP = 250;

/**
 * Draws the case many times within its ranges and counts the levels that come out. Three numbers a factor and draw, whether it has a
 * range or not: p, q and the weight, the same for both sides (what is judged too high before the measures is judged too high after
 * them), so that a run with one range changed differs in nothing else. The weights of a draw are divided by their sum. Every draw is
 * judged exactly, in whole numbers of the subject's grid; only the quantiles of the index are rounded.
 *
 * Yields between steps, so that whoever runs it may let others have their turn or stop.
 */
export function* simulate(subject: Subject, { distribution, draws }: Pick<UncertaintySettings, 'distribution' | 'draws'>, random: RandomSource): Generator<SimulationStep, UncertaintyResult> {
  const { factors, grid, judged, method } = subject;
  const rules = rulesOf(method, grid);
  const draw = drawOf(distribution);
  const weight = columnOf(factors.map(({ ranges }) => ranges.weight), grid.weight);
  const initial = new SideRun(subject, rules, judged.initial, ['p', 'q'], weight, draws);
  const residual = judged.residual === null ? null : new SideRun(subject, rules, judged.residual, ['residualP', 'residualQ'], weight, draws);
  const measures = residual === null ? [] : subject.measures.map((measure) => new MeasureRun(subject, measure, rules, initial));
  const empty = (): Float64Array => new Float64Array(factors.length);
  /** Quantiles of the draw at hand, and the weights drawn. */
  const [p, q, w, weights] = [empty(), empty(), empty(), empty()];

  for (let n = 0; n < draws; n += 1) {
    if (n % DRAWS_A_STEP === 0) yield { done: n, total: draws };
    for (let factor = 0; factor < w.length; factor += 1) {
      p[factor] = random();
      q[factor] = random();
      w[factor] = random();
    }
    draw(weight, w, weights);
    let total = 0;
    for (const drawn of weights) total += drawn;
    initial.take(draw, weights, p, q);
    residual?.take(draw, weights, p, q);
    initial.end(n, weights, total);
    if (residual === null) continue;
    residual.end(n, weights, total);
    for (const measure of measures) measure.end(initial, residual, weights, total);
  }
  return { draws, initial: initial.estimate(), residual: residual?.estimate() ?? null, measures: measures.map((measure) => measure.estimate()) };
}
