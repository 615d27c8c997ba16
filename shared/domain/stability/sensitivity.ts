import type { Aggregation, IndexDefinition } from './definition.ts';
import type { Frame } from './aggregate.ts';
import { exp, ln } from './portable.ts';
import { createRandom } from './random.ts';

/** One place as the runs see it: its figures under every way of normalising (NaN where nobody has one), and what comes afterwards. */
export interface Simulated {
  readonly values: readonly Float64Array[];
  readonly deducted: number;
  readonly vetoed: boolean;
}

export interface Uncertainty {
  /** 5 % and 95 % of the ranks of every place. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Share of the runs in which the first place is ahead of the second; ties count half. */
  ahead(first: number, second: number): number;
}

const LOW = 0.05;
const HIGH = 0.95;

/**
 * Ranks everybody again and again: every weight times a number between 1 - spread and 1 + spread, a way of normalising and a way of
 * aggregating drawn for each run. What comes out are whole ranks; the doubles on the way see only + - * /, so that a seed gives the same
 * ranks everywhere.
 */
export function* simulate(frame: Frame, places: readonly Simulated[], definition: Pick<IndexDefinition, 'sensitivity' | 'vetoCap'>): Generator<number, Uncertainty> {
  const { runs, seed, weightSpread, aggregations, normalisations } = definition.sensitivity;
  const random = createRandom(seed);
  const spread = Number(weightSpread);
  const factor = (): number => 1 + spread * (2 * random() - 1);
  const cap = Number(definition.vetoCap);
  const layout = layoutOf(frame);
  const ranks = places.map(() => new Uint32Array(runs));
  const wins = new Float64Array(places.length * places.length);
  const scores = new Float64Array(places.length);
  for (let run = 0; run < runs; run++) {
    const way = Math.floor(random() * normalisations.length);
    const aggregation = aggregations[Math.floor(random() * aggregations.length)] ?? 'geometric';
    const weights = disturb(layout, factor);
    places.forEach(({ values, deducted, vetoed }, place) => {
      const left = Math.max(0, score(weights, values[way] ?? values[0] ?? new Float64Array(frame.indicators), aggregation) - deducted);
      scores[place] = vetoed ? Math.min(left, cap) : left;
    });
    rank(scores, run, ranks, wins);
    yield run + 1;
  }
  const at = (share: number): number => Math.max(0, Math.ceil(share * runs) - 1);
  const sorted = ranks.map((of) => of.slice().sort());
  return {
    low: sorted.map((of) => of[at(LOW)] ?? 0),
    high: sorted.map((of) => of[at(HIGH)] ?? 0),
    ahead: (first, second) => (wins[first * places.length + second] ?? 0) / runs,
  };
}

/** The frame laid out flat: indicators by group, groups by dimension, each with the end of its part. */
interface Layout {
  readonly at: Uint32Array;
  readonly indicatorWeights: Float64Array;
  readonly groupEnds: Uint32Array;
  readonly groupWeights: Float64Array;
  readonly dimensionEnds: Uint32Array;
  readonly dimensionWeights: Float64Array;
}

function layoutOf({ dimensions }: Frame): Layout {
  const groups = dimensions.flatMap((dimension) => dimension.groups);
  const indicators = groups.flatMap((group) => group.indicators);
  const ends = (lengths: readonly number[]): Uint32Array => {
    let end = 0;
    return Uint32Array.from(lengths, (length) => (end += length));
  };
  return {
    at: Uint32Array.from(indicators, ({ at }) => at),
    indicatorWeights: Float64Array.from(indicators, ({ weight }) => Number(weight)),
    groupEnds: ends(groups.map((group) => group.indicators.length)),
    groupWeights: Float64Array.from(groups, ({ weight }) => Number(weight)),
    dimensionEnds: ends(dimensions.map((dimension) => dimension.groups.length)),
    dimensionWeights: Float64Array.from(dimensions, ({ weight }) => Number(weight)),
  };
}

/** Changes every weight by a factor of its own: dimension, then its groups, each with its indicators. */
function disturb(layout: Layout, factor: () => number): Layout {
  const changed = { ...layout, indicatorWeights: layout.indicatorWeights.slice(), groupWeights: layout.groupWeights.slice(), dimensionWeights: layout.dimensionWeights.slice() };
  let [group, indicator] = [0, 0];
  layout.dimensionEnds.forEach((dimensionEnd, dimension) => {
    changed.dimensionWeights[dimension] = (layout.dimensionWeights[dimension] ?? 0) * factor();
    for (; group < dimensionEnd; group++) {
      changed.groupWeights[group] = (layout.groupWeights[group] ?? 0) * factor();
      for (; indicator < (layout.groupEnds[group] ?? 0); indicator++) changed.indicatorWeights[indicator] = (layout.indicatorWeights[indicator] ?? 0) * factor();
    }
  });
  return changed;
}

function score({ at, indicatorWeights, groupEnds, groupWeights, dimensionEnds, dimensionWeights }: Layout, values: Float64Array, aggregation: Aggregation): number {
  let [group, indicator] = [0, 0];
  let [sum, all] = [0, 0];
  for (let dimension = 0; dimension < dimensionEnds.length; dimension++) {
    let [inDimension, ofDimension] = [0, 0];
    for (const groupEnd = dimensionEnds[dimension] ?? 0; group < groupEnd; group++) {
      let [inGroup, ofGroup] = [0, 0];
      for (const end = groupEnds[group] ?? 0; indicator < end; indicator++) {
        const value = values[at[indicator] ?? 0] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        const weight = indicatorWeights[indicator] ?? 0;
        inGroup += value * weight;
        ofGroup += weight;
      }
      if (ofGroup === 0) continue;
      const weight = groupWeights[group] ?? 0;
      inDimension += (inGroup / ofGroup) * weight;
      ofDimension += weight;
    }
    if (ofDimension === 0) continue;
    const mean = inDimension / ofDimension;
    const weight = dimensionWeights[dimension] ?? 0;
    sum += weight * (aggregation === 'geometric' ? ln(mean) : mean);
    all += weight;
  }
  if (all === 0) return 0;
  return aggregation === 'geometric' ? exp(sum / all) : sum / all;
}

function rank(scores: Float64Array, run: number, ranks: readonly Uint32Array[], wins: Float64Array): void {
  const count = scores.length;
  for (let first = 0; first < count; first++) {
    const mine = scores[first] ?? 0;
    let above = 0;
    for (let second = 0; second < count; second++) {
      if (second === first) continue;
      const other = scores[second] ?? 0;
      const at = first * count + second;
      if (mine > other) wins[at] = (wins[at] ?? 0) + 1;
      else if (mine === other) wins[at] = (wins[at] ?? 0) + 0.5;
      else above += 1;
    }
    const of = ranks[first];
    if (of !== undefined) of[run] = above + 1;
  }
}
