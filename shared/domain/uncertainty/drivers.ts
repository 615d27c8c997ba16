import { LEVELS, levelRank } from '#shared/domain/grading/index.ts';
import { isFree, type Column } from './columns.ts';
import { decimalOf, drawsOf, shareOf, tallyOf } from './numbers.ts';
import type { Driver, Tally } from './result.ts';

/** Counts of one factor: by level where it lay in the lower half of its range, then by level where it lay in the upper. */
export const HALVES = 2 * LEVELS.length;

export interface Halves {
  /** Ids of the factors, in the order of the columns. */
  readonly factors: readonly string[];
  readonly p: Column;
  readonly q: Column;
  readonly weight: Column;
  /** What R = 1 is in units. */
  readonly one: number;
  readonly byScore: Int32Array;
  readonly byWeight: Int32Array;
}

type End = 'low' | 'entered' | 'high';

/**
 * What moves the level, most first: by how far the mean level of the draws in which it lay in the upper half of its range stands from
 * that of the others; among equals by the swing of the index, then in the order of the case. Only what has a range.
 */
export function driversOf({ factors, p, q, weight, one, byScore, byWeight }: Halves): Driver[] {
  const at = (column: Column, end: End, n: number): number => column[end][n] ?? 0;
  const score = (end: End, n: number): number => at(p, end, n) * at(q, end, n);
  const sum = factors.reduce((so, _, n) => so + at(weight, 'entered', n) * score('entered', n), 0);
  const weights = weight.entered.reduce((so, each) => so + each, 0);
  const halves = (counts: Int32Array, n: number): Pick<Driver, 'upper' | 'lower'> => ({ lower: tallyOf(counts, n * HALVES), upper: tallyOf(counts, n * HALVES + LEVELS.length) });
  const byScoreOf = (factor: string, n: number): Driver => {
    const end = (which: 'low' | 'high') => decimalOf((sum + at(weight, 'entered', n) * (score(which, n) - score('entered', n))) / (weights * one));
    return { factor, of: 'score', ends: { low: end('low'), high: end('high') }, ...halves(byScore, n) };
  };
  const byWeightOf = (factor: string, n: number): Driver => {
    // The other weights give way in proportion, as they do in a draw.
    const end = (which: 'low' | 'high'): number => {
      const more = at(weight, which, n) - at(weight, 'entered', n);
      return (sum + more * score('entered', n)) / ((weights + more) * one);
    };
    const [first, second] = [end('low'), end('high')];
    return { factor, of: 'weight', ends: { low: decimalOf(Math.min(first, second)), high: decimalOf(Math.max(first, second)) }, ...halves(byWeight, n) };
  };
  const all = factors.flatMap((factor, n) => [
    ...(isFree(p, n) || isFree(q, n) ? [byScoreOf(factor, n)] : []),
    ...(isFree(weight, n) ? [byWeightOf(factor, n)] : []),
  ]);
  return all.sort((a, b) => pullOf(b) - pullOf(a) || swingOf(b) - swingOf(a));
}

/** How far apart the mean levels of the two halves stand, 0..2: how much it decides the level. */
export function pullOf({ upper, lower }: Pick<Driver, 'upper' | 'lower'>): number {
  // A half that no draw fell into says nothing.
  return drawsOf(upper) === 0 || drawsOf(lower) === 0 ? 0 : Math.abs(meanRank(upper) - meanRank(lower));
}

/** How far the index goes between the ends. */
export function swingOf({ ends }: Pick<Driver, 'ends'>): number {
  return Math.abs(Number(ends.high) - Number(ends.low));
}

function meanRank(tally: Tally): number {
  return shareOf(LEVELS.reduce((sum, level) => sum + levelRank(level) * tally[level], 0), drawsOf(tally));
}
