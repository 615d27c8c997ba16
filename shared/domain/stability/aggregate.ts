import type { IndexDefinition } from './definition.ts';
import { divide, fixed, HUNDRED, smaller, UNIT, type Fixed } from './fixed.ts';
import { logDistance } from './log.ts';
import { rootOfProduct } from './root.ts';

/** The weights of a definition as whole numbers, and where every indicator stands. */
export interface Frame {
  readonly indicators: number;
  readonly dimensions: readonly { readonly weight: bigint; readonly groups: readonly { readonly weight: bigint; readonly indicators: readonly { readonly at: number; readonly weight: bigint }[] }[] }[];
  /** Share of every indicator in the whole, and of every dimension as the sum of its indicators. */
  readonly shares: readonly Fixed[];
  readonly shareOf: readonly Fixed[];
  /** Group and dimension position of every indicator. */
  readonly groupOf: readonly { readonly dimension: number; readonly group: number }[];
  readonly aggregation: IndexDefinition['aggregation'];
}

export function frameOf(definition: Pick<IndexDefinition, 'dimensions' | 'aggregation'>): Frame {
  let next = 0;
  const groupOf: { dimension: number; group: number }[] = [];
  const dimensionWeights = whole(definition.dimensions.map(({ weight }) => weight));
  const dimensions = definition.dimensions.map((dimension, d) => {
    const groupWeights = whole(dimension.groups.map(({ weight }) => weight));
    return {
      weight: dimensionWeights[d] ?? 0n,
      groups: dimension.groups.map((group, g) => {
        const weights = whole(group.indicators.map(({ weight }) => weight));
        return {
          weight: groupWeights[g] ?? 0n,
          indicators: weights.map((weight) => {
            groupOf.push({ dimension: d, group: g });
            return { at: next++, weight };
          }),
        };
      }),
    };
  });
  const all = sumOf(dimensionWeights);
  const shares = dimensions.flatMap(({ weight, groups }) => {
    const inDimension = sumOf(groups.map((group) => group.weight));
    return groups.flatMap((group) => {
      const inGroup = sumOf(group.indicators.map((one) => one.weight));
      return group.indicators.map((one) => divide(weight * group.weight * one.weight * UNIT, all * inDimension * inGroup));
    });
  });
  const shareOf = dimensions.map((_, d) => sumOf(shares.filter((_share, at) => groupOf[at]?.dimension === d)));
  return { indicators: next, dimensions, shares, shareOf, groupOf, aggregation: definition.aggregation };
}

/** Weights in the smallest whole numbers that stand in the same proportion. */
function whole(weights: readonly string[]): bigint[] {
  const exactly = weights.map(fixed);
  const common = exactly.reduce((a, b) => gcd(a, b), 0n);
  return exactly.map((weight) => (common === 0n ? weight : weight / common));
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

export function sumOf(values: readonly bigint[]): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}

/** The figures of one place put together; null = nothing known below. */
export interface Aggregated {
  readonly groups: readonly (readonly (Fixed | null)[])[];
  readonly dimensions: readonly (Fixed | null)[];
  readonly base: Fixed | null;
}

/** From indicators on the scale (null = nobody has it) to groups, dimensions and the index; weights of what is null fall to the rest. */
export function aggregate({ dimensions, aggregation }: Frame, values: readonly (Fixed | null)[]): Aggregated {
  const groups = dimensions.map((dimension) => dimension.groups.map(({ indicators }) => groupMean(indicators, values)));
  const scores = dimensions.map((dimension, d) => mean(dimension.groups.map(({ weight }, g) => [groups[d]?.[g] ?? null, weight])));
  const parts = dimensions.map(({ weight }, d): [Fixed | null, bigint] => [scores[d] ?? null, weight]);
  return { groups, dimensions: scores, base: aggregation === 'geometric' ? geometricMean(parts) : mean(parts) };
}

type Weighted = Frame['dimensions'][number]['groups'][number]['indicators'];

/** The mean of a group's indicators at one place. */
function groupMean(indicators: Weighted, values: readonly (Fixed | null)[]): Fixed | null {
  let [sum, weights] = [0n, 0n];
  for (const { at, weight } of indicators) {
    const value = values[at] ?? null;
    if (value === null) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0n ? null : divide(sum, weights);
}

/** Weighted arithmetic mean, rounded once. */
export function mean(parts: readonly (readonly [Fixed | null, bigint])[]): Fixed | null {
  let [sum, weights] = [0n, 0n];
  for (const [value, weight] of parts) {
    if (value === null) continue;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0n ? null : divide(sum, weights);
}

/**
 * Weighted geometric mean: the W-th root of the product of value^weight with whole weights, W their sum; exact to the last of the 18
 * places (rounded down).
 */
export function geometricMean(parts: readonly (readonly [Fixed | null, bigint])[]): Fixed | null {
  const common = gcdOf(parts);
  const present = parts.flatMap(([value, weight]) => (value === null || weight === 0n ? [] : [{ value, weight: weight / common }]));
  if (present.length === 0) return null;
  return present.some(({ value }) => value === 0n) ? 0n : rootOfProduct(present);
}

function gcdOf(parts: readonly (readonly [Fixed | null, bigint])[]): bigint {
  return parts.reduce((common, [value, weight]) => (value === null ? common : gcd(weight, common)), 0n) || 1n;
}

/**
 * Stand-ins for what a place misses: the given percentile of those who have the indicator, and no more than the mean of what the place
 * itself has in the same group. Null stays where nobody has it.
 */
export function fillMissing(frame: Frame, values: readonly (Fixed | null)[], standIns: readonly (Fixed | null)[]): readonly (Fixed | null)[] {
  if (!values.includes(null)) return values;
  const own = new Map<Weighted, Fixed | null>();
  return values.map((value, at) => {
    const [standIn, place] = [standIns[at] ?? null, frame.groupOf[at]];
    if (value !== null || standIn === null || place === undefined) return value ?? standIn;
    const group = frame.dimensions[place.dimension]?.groups[place.group]?.indicators ?? [];
    const average = own.has(group) ? (own.get(group) ?? null) : groupMean(group, values);
    own.set(group, average);
    return average === null ? standIn : smaller(standIn, average);
  });
}

/** Points that every part takes from 100, adding up to 100 - base exactly: by logarithm between dimensions where the mean is geometric. */
export function losses(frame: Frame, values: readonly (Fixed | null)[], { dimensions, groups, base }: Aggregated): { readonly dimensions: readonly Fixed[]; readonly indicators: readonly Fixed[] } {
  const total = base === null ? 0n : HUNDRED - base;
  const present = frame.dimensions.map(({ weight }, d) => ((dimensions[d] ?? null) === null ? 0n : weight));
  const pulls = dimensions.map((score, d) => (score === null ? 0n : (present[d] ?? 0n) * (frame.aggregation === 'geometric' ? logDistance(score) : (HUNDRED - score) * UNIT)));
  const byDimension = split(total, pulls);
  const indicators = new Array<Fixed>(frame.indicators).fill(0n);
  frame.dimensions.forEach((dimension, d) => {
    const own = sumOf(dimension.groups.map(({ weight }, g) => ((groups[d]?.[g] ?? null) === null ? 0n : weight)));
    const shares = dimension.groups.flatMap((group, g) => {
      const inGroup = sumOf(group.indicators.map(({ at, weight }) => ((values[at] ?? null) === null ? 0n : weight)));
      return group.indicators.map(({ at, weight }) => {
        const value = values[at] ?? null;
        const distance = value === null || (groups[d]?.[g] ?? null) === null || own === 0n || inGroup === 0n ? 0n : divide(group.weight * weight * (HUNDRED - value) * UNIT, own * inGroup);
        return { at, distance };
      });
    });
    const parts = split(byDimension[d] ?? 0n, shares.map(({ distance }) => distance));
    shares.forEach(({ at }, position) => { indicators[at] = parts[position] ?? 0n; });
  });
  return { dimensions: byDimension, indicators };
}

/** Divides a whole amount in proportion; what rounding leaves goes to the largest part. */
function split(total: Fixed, proportions: readonly bigint[]): Fixed[] {
  const all = sumOf(proportions);
  if (all === 0n) return proportions.map(() => 0n);
  const parts = proportions.map((one) => (total * one) / all);
  const largest = proportions.reduce((best, one, position) => (one > (proportions[best] ?? 0n) ? position : best), 0);
  parts[largest] = (parts[largest] ?? 0n) + total - sumOf(parts);
  return parts;
}
