import { z } from 'zod';
import { exact, isShare, ONE, sumOf, toDecimalString, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { directInputSchema, directLevels, directShape, type DirectLevels } from './direct.ts';
import { decidingPaths, highestLevel, type Grade, type Level } from './levels.ts';
import type { WcMethod } from './method.ts';
import { levelByCutOffs, reaches } from './parameters.ts';
import { missingPathWarnings, type Warning } from './warnings.ts';

/** The separate verdicts of w x C, in the order in which they are named. */
export const WC_PATHS = ['index', 'trigger', 'opinion'] as const;
export type WcPath = (typeof WC_PATHS)[number];

/** The shape of an input to {@link evaluateWc}; numbers are text. */
export const wcInputSchema = z.strictObject({
  factors: z.array(z.strictObject({ id: z.string().min(1), name: z.string().optional(), weight: z.string(), initial: z.string(), residual: z.string().nullish() })).default([]),
  ...directShape,
  residual: directInputSchema.nullish(),
});
export type WcInput = z.infer<typeof wcInputSchema>;

/** One factor of a case by w x C. */
export interface WcFactor {
  readonly id: string;
  /** Level value C; null while it is not given. */
  readonly c: DecimalString | null;
  /** Weight x C, every digit; null while one of the two is not given. */
  readonly product: DecimalString | null;
  readonly grade: Grade | null;
}

export interface WcSide {
  /** Sum of weight x C; null until every factor has both and the weights sum to exactly 1. */
  readonly index: DecimalString | null;
  readonly level: Level | null;
  /** What is certain already: further values can only raise it. Null while nothing is known. */
  readonly atLeast: Level | null;
  readonly factors: readonly WcFactor[];
  readonly paths: Readonly<Record<WcPath, Level | null>>;
  readonly decidedBy: readonly WcPath[];
}

export interface WcResult {
  readonly initial: WcSide;
  /** Null where no factor has a residual and nothing is said about after the measures. */
  readonly residual: WcSide | null;
  readonly warnings: readonly Warning[];
}

/**
 * Judges a fully scored case by w x C: exact, independent of the order of the factors. A factor without a residual keeps its initial C on the
 * residual side, with a warning. Throws NO_FACTOR, DUPLICATE_FACTOR, NOT_A_NUMBER, VALUE_RANGE, WEIGHT_RANGE, WEIGHT_SUM, BAD_INPUT (unknown trigger).
 */
export function evaluateWc(parameters: WcMethod, input: WcInput): WcResult {
  if (input.factors.length === 0) throw new AppError('NO_FACTOR', 'There is no factor to judge.');
  const seen = new Set<string>();
  const factors = input.factors.map(({ id, weight, initial, residual }) => {
    if (seen.has(id)) throw new AppError('DUPLICATE_FACTOR', `Factor "${id}" appears twice.`, { factor: id });
    seen.add(id);
    return { id, weight: readShare(weight, 'WEIGHT_RANGE', id, 'weight'), initial: readShare(initial, 'VALUE_RANGE', id, 'initial'), residual: residual == null ? null : readShare(residual, 'VALUE_RANGE', id, 'residual') };
  });
  const sum = toDecimalString(sumOf(factors.map(({ weight }) => weight)));
  if (!exact(sum).eq(ONE)) throw new AppError('WEIGHT_SUM', `The weights sum to ${sum}, not to exactly 1.`, { sum });

  const initial = judgeWcSide(parameters, factors.map(({ id, weight, initial: c }) => ({ id, weight, c })), directLevels(parameters.direct, input));
  if (!input.residual && factors.every(({ residual }) => residual === null)) return { initial, residual: null, warnings: [] };
  const after = factors.map(({ id, weight, initial: before, residual: c }) => ({ id, weight, c: c ?? before }));
  const residual = judgeWcSide(parameters, after, directLevels(parameters.direct, input.residual ?? {}));
  const warnings = factors.flatMap(({ id, initial: before, residual: c }) => residualWcWarnings(id, before, c));
  return { initial, residual, warnings: [...warnings, ...missingPathWarnings(initial.paths, residual.paths)] };
}

/** One factor with its numbers read; null where one is not given or not usable. */
export interface ReadWcFactor {
  readonly id: string;
  readonly weight: Exact | null;
  readonly c: Exact | null;
}

/** Judges one side; without every C, and weights that sum to exactly 1, it has no index and no level. */
export function judgeWcSide(parameters: WcMethod, factors: readonly ReadWcFactor[], direct: DirectLevels): WcSide {
  const products = factors.map(({ weight, c }) => (weight === null || c === null ? null : weight.times(c)));
  const weighted = factors.length > 0 && factors.every(({ weight }) => weight !== null) && sumOf(factors.flatMap(({ weight }) => weight ?? [])).eq(ONE);
  const soFar = sumOf(products.flatMap((product) => product ?? []));
  const complete = weighted && products.every((product) => product !== null);
  const byIndex = weighted && products.some((product) => product !== null) ? levelByCutOffs(parameters.index, soFar) : null;
  const paths = { index: complete ? byIndex : null, ...direct };
  const level = complete ? highestLevel(Object.values(paths)) : null;
  return {
    index: complete ? toDecimalString(soFar) : null,
    level,
    atLeast: highestLevel([...Object.values(paths), byIndex]),
    factors: factors.map(({ id, c }, position) => {
      const product = products[position] ?? null;
      return { id, c: c === null ? null : toDecimalString(c), product: product === null ? null : toDecimalString(product), grade: c === null ? null : wcGradeOf(parameters, c) };
    }),
    paths,
    decidedBy: decidingPaths(WC_PATHS, paths, level),
  };
}

/** The level of one C, as a grade. C = 0 is minor. */
export function wcGradeOf(parameters: WcMethod, c: Exact): Grade {
  return parameters.levels.find(({ from }) => from === null || reaches(from, c))?.grade ?? 'minor';
}

/** The warnings of one factor of a case that has a residual side. */
export function residualWcWarnings(factor: string, initial: Exact, residual: Exact | null): Warning[] {
  if (residual === null) return [{ code: 'RESIDUAL_MISSING', factor }];
  return residual.gt(initial) ? [{ code: 'RESIDUAL_ABOVE_INITIAL', factor, field: 'c' }] : [];
}

function readShare(text: string, code: 'WEIGHT_RANGE' | 'VALUE_RANGE', factor: string, path: string): Exact {
  const value = exact(text, { factor, path });
  if (!isShare(value)) throw new AppError(code, `${path} of factor "${factor}" must lie in 0..1, not ${text.slice(0, 40)}.`, { factor, path });
  return value;
}
