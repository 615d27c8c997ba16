import { exact, parseDecimal, sumOf, toDecimalString, toFixedString, type Exact } from '#shared/domain/decimal/index.ts';
import { gradeRank, levelByCutOffs, levelRank, type DraftResult, type DraftSide, type WpqMethod } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';

/** Decimals to which reports print R, w x R and T. */
const PRINTED = 2;

/** What an index alone hides, and what rounding would make of it. */
export function indexChecks(method: WpqMethod, data: AssessmentData, { initial, residual }: DraftResult): Check[] {
  return [...dilutes(initial), ...rose(initial, residual), ...([initial, ...(residual === null ? [] : [residual])].flatMap((side) => flips(method, data, side)))];
}

/** Ten factors, one of them at 0.81, give an index of 0.117: the index reads low, the counts do not. */
function dilutes({ index, paths, factors }: DraftSide): Check[] {
  if (index === null || paths.index === null || paths.count === null || levelRank(paths.count) <= levelRank(paths.index)) return [];
  const [gravest] = factors.flatMap(({ id, grade }) => (grade === null ? [] : [{ id, rank: gradeRank(grade) }])).sort((a, b) => b.rank - a.rank);
  return [finding('INDEX_DILUTES', 'warn', { factorId: gravest?.id ?? null, params: { index, level: paths.count } })];
}

/** Measures that leave the whole worse than before: the two sides, or the direction of the scale, were mixed up. */
function rose(initial: DraftSide, residual: DraftSide | null): Check[] {
  const [before, after] = [initial.index, residual?.index ?? null];
  if (before === null || after === null || exact(after).lte(before)) return [];
  return [finding('INDEX_ROSE', 'block', { params: { initial: before, residual: after } })];
}

/** The level by the exact index, against those a reader gets who rounds the index, each R, or each w x R first. */
function flips(method: WpqMethod, { factors }: AssessmentData, { index, factors: judged, paths }: DraftSide): Check[] {
  if (index === null || paths.index === null) return [];
  const round = (value: Exact): Exact => exact(toFixedString(value, PRINTED));
  const parts = judged.flatMap(({ id, r }) => {
    const weight = parseDecimal(factors.find(({ factorId }) => factorId === id)?.weight ?? '');
    return r === null || weight === null ? [] : [{ weight, r: exact(r) }];
  });
  const rounded = [round(exact(index)), sumOf(parts.map(({ weight, r }) => weight.times(round(r)))), sumOf(parts.map(({ weight, r }) => round(weight.times(r))))];
  const other = rounded.find((value) => levelByCutOffs(method.index, value) !== paths.index);
  return other === undefined ? [] : [finding('ROUNDING_FLIPS', 'warn', { params: { index, rounded: toDecimalString(other), level: levelByCutOffs(method.index, other) } })];
}
