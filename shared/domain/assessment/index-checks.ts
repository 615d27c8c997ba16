import { exact, toDecimalString, toFixedString, type Exact } from '#shared/domain/decimal/index.ts';
import { gradeRank, levelByCutOffs, levelRank } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import { compositeOf, type Composite } from './figures.ts';
import type { Judgement } from './judge.ts';

/** Decimals to which reports print R, w x R and T. */
const PRINTED = 2;

/** What an index or a total alone hides, and what rounding would make of it. */
export function indexChecks({ factors }: AssessmentData, judgement: Judgement): Check[] {
  const weightOf = (id: string): string | null => factors.find(({ factorId }) => factorId === id)?.weight ?? null;
  const [before, after] = [compositeOf(judgement, weightOf, 'initial'), compositeOf(judgement, weightOf, 'residual')];
  // In which words a total is spoken of.
  const of: Record<string, string> = judgement.kind === 'scorecard' ? { of: 'points' } : {};
  return [...hides(judgement, before), ...rose(before, after, of), ...[before, after].flatMap((one) => (one === null ? [] : flips(one, of)))];
}

/** Ten factors, one of them at 0.81, give an index of 0.117: the index reads low, the counts do not. */
function hides(judgement: Judgement, before: Composite | null): Check[] {
  if (judgement.kind === 'scorecard' || before === null) return [];
  const { factors, paths } = judgement.draft.initial;
  const graded: readonly { readonly id: string; readonly grade: Parameters<typeof gradeRank>[0] | null }[] = factors;
  const [gravest] = graded.flatMap(({ id, grade }) => (grade === null ? [] : [{ id, grade }])).sort((a, b) => gradeRank(b.grade) - gradeRank(a.grade));
  const factorId = gravest?.id ?? null;
  if ('count' in paths) {
    if (paths.count === null || levelRank(paths.count) <= levelRank(before.level)) return [];
    return [finding('INDEX_DILUTES', 'warn', { factorId, params: { index: before.value, level: paths.count } })];
  }
  // This method counts nothing, so that only the reader can notice.
  return before.level === 'low' && gravest?.grade === 'major' ? [finding('INDEX_HIDES', 'warn', { factorId, params: { index: before.value, grade: 'major' } })] : [];
}

/** Measures that leave the whole worse than before: the two sides, or the direction of the scale, were mixed up. */
function rose(before: Composite | null, after: Composite | null, of: Record<string, string>): Check[] {
  if (before === null || after === null || exact(after.value).lte(before.value)) return [];
  return [finding('INDEX_ROSE', 'block', { params: { initial: before.value, residual: after.value, ...of } })];
}

/** The level by the exact value, against those a reader gets who rounds it, or its parts first. */
function flips({ value, level, cutOffs, rounded: partly }: Composite, of: Record<string, string>): Check[] {
  const round = (number: Exact): Exact => exact(toFixedString(number, PRINTED));
  const other = [round(exact(value)), ...partly(round)].find((rounded) => levelByCutOffs(cutOffs, rounded) !== level);
  return other === undefined ? [] : [finding('ROUNDING_FLIPS', 'warn', { params: { index: value, rounded: toDecimalString(other), level: levelByCutOffs(cutOffs, other), ...of } })];
}
