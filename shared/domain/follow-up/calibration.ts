import { exact, Real, sumOf, toFixedString, ZERO } from '#shared/domain/decimal/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import type { ObservedLevel } from './outcome.ts';

/** Means and shares have no last digit: so many decimals are shown. */
const DIGITS = 6;

/** One closed review: what was forecast for after the measures, and what came. */
export interface ReviewedCase {
  readonly forecast: Level | null;
  readonly observed: ObservedLevel | null;
  /** p: forecast probability, decimal text. occurred: null = not known. */
  readonly factors: readonly { readonly p: string | null; readonly occurred: boolean | null }[];
}

export const OBSERVED = ['quiet', 'low', 'medium', 'high', 'unknown'] as const;
export const FORECAST = ['low', 'medium', 'high'] as const;
/** Upper ends of the five bands of probability: method.md 1.5, each interval open below and closed above. */
const BANDS = ['0.2', '0.4', '0.6', '0.8', '1'] as const;

export interface Calibration {
  readonly cases: number;
  /** Number of cases by what was forecast and what came. */
  readonly table: Readonly<Record<Level, Readonly<Record<(typeof OBSERVED)[number], number>>>>;
  /** Of the cases forecast low whose outcome is known: how many stayed quiet; `share` null where there is none. */
  readonly lowStayedQuiet: { readonly quiet: number; readonly known: number; readonly share: string | null };
  /** Per band of forecast probability: how many factors, how many of them occurred, the mean forecast. */
  readonly bands: readonly { readonly to: string; readonly factors: number; readonly occurred: number; readonly meanP: string | null }[];
  /** Mean of (p - what came)² over the factors whose outcome is known; 0 is perfect, 0.25 is what always saying one half gives. */
  readonly brier: string | null;
  readonly unknownFactors: number;
}

/** How good forecasts were, over closed reviews. What is not known is counted apart and never as quiet. Source of the score: Brier 1950. */
export function calibrate(cases: readonly ReviewedCase[]): Calibration {
  const count = (forecast: Level, observed: (typeof OBSERVED)[number]): number => cases.filter((one) => one.forecast === forecast && (one.observed ?? 'unknown') === observed).length;
  const row = (forecast: Level) => ({ quiet: count(forecast, 'quiet'), low: count(forecast, 'low'), medium: count(forecast, 'medium'), high: count(forecast, 'high'), unknown: count(forecast, 'unknown') });
  const table = { low: row('low'), medium: row('medium'), high: row('high') };
  const known = table.low.quiet + table.low.low + table.low.medium + table.low.high;
  const scored = cases.flatMap(({ factors }) => factors).flatMap(({ p, occurred }) => (p === null ? [] : [{ p: exact(p), occurred }]));
  const judged = scored.flatMap(({ p, occurred }) => (occurred === null ? [] : [{ p, came: exact(occurred ? '1' : '0') }]));
  const mean = (values: readonly ReturnType<typeof exact>[]): string | null => (values.length === 0 ? null : toFixedString(new Real(sumOf(values)).div(values.length), DIGITS));
  return {
    cases: cases.length,
    table,
    lowStayedQuiet: { quiet: table.low.quiet, known, share: known === 0 ? null : toFixedString(new Real(table.low.quiet).div(known), DIGITS) },
    bands: BANDS.map((to, position) => {
      const from = BANDS[position - 1];
      const within = judged.filter(({ p }) => p.lte(to) && (from === undefined || p.gt(from)));
      return { to, factors: within.length, occurred: within.filter(({ came }) => came.gt(ZERO)).length, meanP: mean(within.map(({ p }) => p)) };
    }),
    brier: mean(judged.map(({ p, came }) => p.minus(came).pow(2))),
    unknownFactors: scored.length - judged.length,
  };
}
