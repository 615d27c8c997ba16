import { parseDecimal, sumOf, toFixedString } from '#shared/domain/decimal/index.ts';
import type { IndexDefinition, Indicator } from '#shared/domain/stability/index.ts';

type Dimension = IndexDefinition['dimensions'][number];

/** Share of the whole that something weighs beside its siblings, in per cent with two decimals; null while a weight is no number above zero. */
export function shareOf(weights: readonly string[], position: number, ofParent = '100'): string | null {
  const parsed = weights.map(parseDecimal);
  const sound = parsed.flatMap((weight) => (weight?.gt(0) === true ? [weight] : []));
  const [own, parent] = [sound[position], parseDecimal(ofParent)];
  if (sound.length < weights.length || own === undefined || parent === null) return null;
  return toFixedString(parent.times(own).div(sumOf(sound)), 2);
}

/** Takes an indicator out; a group that loses its last one goes with it, but never the last group of a dimension. True when it went. */
export function removeIndicator(dimension: Dimension, id: string): boolean {
  const all = dimension.groups.flatMap(({ indicators }) => indicators);
  if (all.length < 2 || all.every((one) => one.id !== id)) return false;
  for (const group of dimension.groups) group.indicators = group.indicators.filter((one) => one.id !== id);
  dimension.groups = dimension.groups.filter(({ indicators }) => indicators.length > 0);
  return true;
}

/** Whether the scale of an indicator comes from the panel or is fixed; its ends begin anew where that changes. */
export function setScale(indicator: Indicator, kind: Indicator['goalposts']['kind']): void {
  if (indicator.goalposts.kind === kind) return;
  const ends = kind === 'panel' ? { low: '5', high: '95' } : { low: '0', high: '100' };
  indicator.goalposts = { ...indicator.goalposts, kind, ...ends } as Indicator['goalposts'];
}
