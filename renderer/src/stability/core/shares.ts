import { exact, sumOf, toDecimalString } from '#shared/domain/decimal/index.ts';
import type { IndexDefinition } from '#shared/domain/stability/index.ts';

/** Share of the whole index of every dimension, and of every indicator within its group and dimension; decimal text, 0..1. */
export function weightShares({ dimensions }: Pick<IndexDefinition, 'dimensions'>): ReadonlyMap<string, string> {
  const shares = new Map<string, string>();
  const all = sumOf(dimensions.map(({ weight }) => exact(weight)));
  for (const dimension of dimensions) {
    const ofAll = exact(dimension.weight).div(all);
    shares.set(dimension.id, toDecimalString(ofAll.toDecimalPlaces(10)));
    const groups = sumOf(dimension.groups.map(({ weight }) => exact(weight)));
    for (const group of dimension.groups) {
      const ofDimension = ofAll.times(exact(group.weight)).div(groups);
      const indicators = sumOf(group.indicators.map(({ weight }) => exact(weight)));
      for (const { id, weight } of group.indicators) shares.set(id, toDecimalString(ofDimension.times(exact(weight)).div(indicators).toDecimalPlaces(10)));
    }
  }
  return shares;
}
