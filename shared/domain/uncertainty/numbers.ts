import { exact, toDecimalString, type DecimalString } from '#shared/domain/decimal/index.ts';
import { LEVELS, levelRank, type Level } from '#shared/domain/grading/index.ts';
import type { Tally } from './result.ts';

/** Decimals of an estimate: far more than a hundred thousand draws can tell apart. */
const PLACES = 6;

/** An estimate as decimal text, rounded. */
export function decimalOf(value: number): DecimalString {
  return toDecimalString(exact(value.toFixed(PLACES)));
}

/** Counts by rank of level, by name. */
export function tallyOf(byRank: Int32Array, from = 0): Tally {
  const at = (level: Level): number => byRank[from + levelRank(level)] ?? 0;
  return { low: at('low'), medium: at('medium'), high: at('high') };
}

export function drawsOf(tally: Tally): number {
  return LEVELS.reduce((sum, level) => sum + tally[level], 0);
}

/** Draws whose level lies above or below a given one. */
export function changesFrom(level: Level, tally: Tally): { readonly worse: number; readonly better: number } {
  const of = (beyond: (rank: number) => boolean): number => LEVELS.reduce((sum, one) => (beyond(levelRank(one) - levelRank(level)) ? sum + tally[one] : sum), 0);
  return { worse: of((apart) => apart > 0), better: of((apart) => apart < 0) };
}

/** A count as a share of all, 0 of none. */
export function shareOf(count: number, all: number): number {
  return all === 0 ? 0 : count / all;
}

/** Half the width of the 95 % interval that chance leaves around a share of so many draws. */
export function chanceOf(share: number, draws: number): number {
  return draws === 0 ? 0 : 1.96 * Math.sqrt((share * (1 - share)) / draws);
}
