import { z } from 'zod';
import { exact, isShare, ONE, sumOf, toDecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { directInputSchema, directLevels, directShape } from './direct.ts';
import type { WpqMethod } from './method.ts';
import { judgeSide, type ScoredFactor, type SideResult } from './side.ts';
import { missingPathWarnings, residualWarnings, type Warning } from './warnings.ts';

const scoreSchema = z.strictObject({ p: z.string(), q: z.string() });

/** The shape of an input to {@link evaluateWpq}; numbers are text. Whether they are numbers, and in range, is the evaluation's to say. */
export const wpqInputSchema = z.strictObject({
  factors: z
    .array(z.strictObject({ id: z.string().min(1), name: z.string().optional(), weight: z.string(), initial: scoreSchema, residual: scoreSchema.nullish() }))
    .default([]),
  ...directShape,
  /** Opposition, incident and triggers once more, for after the measures. */
  residual: directInputSchema.nullish(),
});
export type WpqInput = z.infer<typeof wpqInputSchema>;
type FactorInput = WpqInput['factors'][number];

export interface WpqResult {
  readonly initial: SideResult;
  /** Null where no factor has a residual and nothing is said about after the measures. */
  readonly residual: SideResult | null;
  readonly warnings: readonly Warning[];
}

/**
 * Judges a fully scored case: index, counts, direct triggers and opposition, before and after the measures.
 * Exact and independent of the order of the factors. A factor without a residual keeps its initial value
 * on the residual side, with a warning: a residual that is missing never counts as an improvement.
 * Throws NO_FACTOR, DUPLICATE_FACTOR, NOT_A_NUMBER, VALUE_RANGE, WEIGHT_RANGE, WEIGHT_SUM, BAD_INPUT (unknown trigger).
 */
export function evaluateWpq(parameters: WpqMethod, input: WpqInput): WpqResult {
  if (input.factors.length === 0) throw new AppError('NO_FACTOR', 'There is no factor to judge.');
  const read = readFactors(input.factors);
  const total = sumOf(read.map(({ weight }) => weight));
  if (!total.eq(ONE)) {
    throw new AppError('WEIGHT_SUM', `The weights sum to ${toDecimalString(total)}, not to exactly 1.`, { sum: toDecimalString(total) });
  }

  const initial = judgeSide(parameters, read.map((factor) => scored(factor, factor.initial)), directLevels(parameters.direct, input));
  if (!input.residual && read.every((factor) => factor.residual === null)) return { initial, residual: null, warnings: [] };

  const after = judgeSide(
    parameters,
    read.map((factor) => scored(factor, factor.residual ?? factor.initial)),
    directLevels(parameters.direct, input.residual ?? {}),
  );
  const warnings = [...read.flatMap(residualWarnings), ...missingPathWarnings(initial.paths, after.paths)];
  return { initial, residual: after, warnings };
}

/** One factor with its numbers read. */
export interface ReadFactor {
  readonly id: string;
  readonly weight: Exact;
  readonly initial: ReadScore;
  readonly residual: ReadScore | null;
}
export interface ReadScore {
  readonly p: Exact;
  readonly q: Exact;
}

function readFactors(factors: readonly FactorInput[]): ReadFactor[] {
  const seen = new Set<string>();
  return factors.map(({ id, weight, initial, residual }) => {
    if (seen.has(id)) throw new AppError('DUPLICATE_FACTOR', `Factor "${id}" appears twice.`, { factor: id });
    seen.add(id);
    return {
      id,
      weight: readShare(weight, 'WEIGHT_RANGE', id, 'weight'),
      initial: readScore(initial, id, 'initial'),
      residual: residual ? readScore(residual, id, 'residual') : null,
    };
  });
}

function readScore(score: z.infer<typeof scoreSchema>, factor: string, side: 'initial' | 'residual'): ReadScore {
  return { p: readShare(score.p, 'VALUE_RANGE', factor, `${side}.p`), q: readShare(score.q, 'VALUE_RANGE', factor, `${side}.q`) };
}

function readShare(text: string, code: 'WEIGHT_RANGE' | 'VALUE_RANGE', factor: string, path: string): Exact {
  const value = exact(text, { factor, path });
  if (!isShare(value)) throw new AppError(code, `${path} of factor "${factor}" must lie in 0..1, not ${text.slice(0, 40)}.`, { factor, path });
  return value;
}

function scored({ id, weight }: ReadFactor, { p, q }: ReadScore): ScoredFactor {
  return { id, weight, r: p.times(q) };
}
