import type { IndexDefinition } from './definition.ts';
import { divide, fixed, HUNDRED, smaller, UNIT, wholeRoot, type Fixed } from './fixed.ts';
import { logDistance } from './log.ts';

/** The weights of a definition as whole numbers, and where every indicator stands. */
export interface Frame {
  readonly indicators: number;
  readonly dimensions: readonly { readonly weight: bigint; readonly groups: readonly { readonly weight: bigint; readonly indicators: readonly { readonly at: number; readonly weight: bigint }[] }[] }[];
  /** Share of every indicator in the whole. */
  readonly shares: readonly Fixed[];
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
  return { indicators: next, dimensions, shares, groupOf, aggregation: definition.aggregation };
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

function sumOf(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

/** The figures of one place put together; null = nothing known below. */
export interface Aggregated {
  readonly groups: readonly (readonly (Fixed | null)[])[];
  readonly dimensions: readonly (Fixed | null)[];
  readonly base: Fixed | null;
}

/** From indicators on the scale (null = nobody has it) to groups, dimensions and the index; weights of what is null fall to the rest. */
export function aggregate({ dimensions, aggregation }: Frame, values: readonly (Fixed | null)[]): Aggregated {
  const groups = dimensions.map((dimension) => dimension.groups.map((group) => mean(group.indicators.map(({ at, weight }) => [values[at] ?? null, weight]))));
  const scores = dimensions.map((dimension, d) => mean(dimension.groups.map(({ weight }, g) => [groups[d]?.[g] ?? null, weight])));
  const parts = dimensions.map(({ weight }, d): [Fixed | null, bigint] => [scores[d] ?? null, weight]);
  return { groups, dimensions: scores, base: aggregation === 'geometric' ? geometricMean(parts) : mean(parts) };
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
  const degree = Number(sumOf(present.map(({ weight }) => weight)));
  if (degree === 0) return null;
  const product = present.reduce((all, { value, weight }) => all * value ** weight, 1n);
  // Only where the search begins; the root it ends at is the same from anywhere.
  const near = Math.exp(present.reduce((sum, { value, weight }) => sum + Number(weight) * Math.log(Number(value)), 0) / degree);
  return wholeRoot(product, degree, Number.isFinite(near) && near >= 1 ? BigInt(Math.round(near)) : undefined);
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
  const own = frame.dimensions.map((dimension) => dimension.groups.map((group) => mean(group.indicators.map(({ at, weight }) => [values[at] ?? null, weight]))));
  return values.map((value, at) => {
    if (value !== null) return value;
    const [standIn, place] = [standIns[at] ?? null, frame.groupOf[at]];
    const group = place === undefined ? null : (own[place.dimension]?.[place.group] ?? null);
    return standIn === null || group === null ? standIn : smaller(standIn, group);
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
