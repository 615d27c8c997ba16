import type { GoalpostRule, Normalisation } from './definition.ts';
import { divide, fixed, HUNDRED, smaller, larger, UNIT, wholeRoot, ascending, type Fixed } from './fixed.ts';

/** Two ends of a scale; the low one lies below the high one. */
export interface Goalposts {
  readonly low: Fixed;
  readonly high: Fixed;
}

/** Puts a figure on the scale from the floor to 100, higher = better. */
export type Scale = (value: Fixed) => Fixed;

export interface ScaleRule {
  readonly direction: 'lower' | 'higher';
  readonly floor: Fixed;
}

/** Percentile p of sorted values, between two of them by straight line (type 7); null of none. */
export function percentile(sorted: readonly Fixed[], p: Fixed): Fixed | null {
  if (sorted.length === 0) return null;
  const place = p * BigInt(sorted.length - 1);
  const at = Number(place / HUNDRED);
  const below = sorted[at] ?? 0n;
  const above = sorted[at + 1] ?? below;
  return below + divide((above - below) * (place % HUNDRED), HUNDRED);
}

/**
 * The goalposts of an indicator from all values of the panel, sorted. Where both percentiles fall on one value the ends of the panel
 * are taken; where these agree too the indicator tells no place from another, and there are none. `around`: what small places are pulled
 * towards (null without shrinking). It lies between the goalposts, else being pulled there would be the best or the worst there is: a
 * percentile on its wrong side, as that of a rare event is, gives way to the end of the panel.
 */
export function goalpostsOf(rule: GoalpostRule, sorted: readonly Fixed[], around: Fixed | null): Goalposts | null {
  if (rule.kind === 'fixed') return { low: fixed(rule.low), high: fixed(rule.high) };
  const [least, most] = [sorted[0], sorted.at(-1)];
  const [low, high] = [percentile(sorted, fixed(rule.low)), percentile(sorted, fixed(rule.high))];
  if (least === undefined || most === undefined || low === null || high === null || least === most) return null;
  if (low === high) return { low: least, high: most };
  return { low: around !== null && low >= around ? least : low, high: around !== null && high <= around ? most : high };
}

/** Goalposts, cut off at both ends. */
export function goalpostScale({ low, high }: Goalposts, { direction, floor }: ScaleRule): Scale {
  return (value) => {
    const inside = smaller(larger(value, low), high);
    const distance = direction === 'higher' ? inside - low : high - inside;
    return floor + divide((HUNDRED - floor) * distance, high - low);
  };
}

/** Half the scale for one and a half standard deviations of the panel. */
function zScale(sorted: readonly Fixed[], rule: ScaleRule): Scale | null {
  const count = BigInt(sorted.length);
  if (count === 0n) return null;
  const mean = divide(sorted.reduce((sum, value) => sum + value, 0n), count);
  const deviation = wholeRoot(divide(sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0n), count), 2);
  if (deviation === 0n) return null;
  const reach = divide(deviation * 3n, 2n);
  return goalpostScale({ low: mean - reach, high: mean + reach }, rule);
}

/** The share of the panel's values that are worse, ties half. */
function percentileScale(sorted: readonly Fixed[], { direction, floor }: ScaleRule): Scale | null {
  const count = sorted.length;
  if (count === 0) return null;
  return (value) => {
    const [below, upTo] = [position(sorted, value, false), position(sorted, value, true)];
    const middle = BigInt(below + upTo);
    const better = direction === 'higher' ? middle : BigInt(2 * count) - middle;
    return floor + divide((HUNDRED - floor) * better, BigInt(2 * count));
  };
}

/** The scale of one way of normalising; the goalposts where the panel cannot make another. */
export function scaleOf(way: Normalisation, goalposts: Goalposts, sorted: readonly Fixed[], rule: ScaleRule): Scale {
  const shipped = goalpostScale(goalposts, rule);
  switch (way) {
    case 'goalposts': return shipped;
    case 'minmax': {
      const [low, high] = [sorted[0], sorted.at(-1)];
      return low === undefined || high === undefined || low === high ? shipped : goalpostScale({ low, high }, rule);
    }
    case 'zscore': return zScale(sorted, rule) ?? shipped;
    case 'percentile': return percentileScale(sorted, rule) ?? shipped;
  }
}

/** How many sorted values lie below (or, with `including`, not above) a value. */
function position(sorted: readonly Fixed[], value: Fixed, including: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = ascending(sorted[middle] ?? UNIT, value);
    if (order < 0 || (including && order === 0)) from = middle + 1;
    else to = middle;
  }
  return from;
}
