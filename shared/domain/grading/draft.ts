import { isShare, ONE, parseDecimal, sumOf, toDecimalString, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { DirectInput, DirectLevels } from './direct.ts';
import { readDirect, saysNothing, type Gap } from './draft-direct.ts';
import { decidingPaths, highestLevel, PATHS, type Grade, type Level, type PathName } from './levels.ts';
import type { WpqMethod } from './method.ts';
import { levelByCutOffs } from './parameters.ts';
import { countLevel, gradeOf } from './side.ts';
import { missingPathWarnings, residualWarnings, type Warning } from './warnings.ts';

/** p and q as text; null where nobody has scored it yet, which is never the same as 0. */
export interface DraftScore {
  readonly p: string | null;
  readonly q: string | null;
}

export interface DraftFactor {
  readonly id: string;
  readonly weight: string | null;
  readonly initial: DraftScore;
  readonly residual: DraftScore;
}

export interface DraftInput {
  readonly factors: readonly DraftFactor[];
  readonly initial: DirectInput;
  readonly residual: DirectInput;
}

export interface DraftSide {
  /** Null until every factor is scored and the weights sum to exactly 1. */
  readonly index: DecimalString | null;
  /** Null until index and counts are known. */
  readonly level: Level | null;
  /** What is certain already: further scores can only raise it. Null while nothing is known. */
  readonly atLeast: Level | null;
  readonly factors: readonly { readonly id: string; readonly r: DecimalString | null; readonly grade: Grade | null }[];
  readonly paths: Readonly<Record<PathName, Level | null>>;
  readonly decidedBy: readonly PathName[];
}

export interface DraftResult {
  readonly initial: DraftSide;
  /** Null where nothing at all is said about after the measures. */
  readonly residual: DraftSide | null;
  /** The exact sum of the weights that are numbers. */
  readonly weightSum: DecimalString;
  readonly gaps: readonly Gap[];
  readonly warnings: readonly Warning[];
}

/**
 * Judges what there is of a case that is still being scored; never fills in a value.
 * Factor values that are missing or unusable become gaps. A factor with no residual at all keeps its initial value
 * on the residual side (with a warning), one with half a residual is a gap. Complete input gives the same
 * figures as evaluateWpq. Never throws for what a user may have typed.
 */
export function evaluateDraft(parameters: WpqMethod, input: DraftInput): DraftResult {
  const gaps: Gap[] = [];
  const factors = input.factors.map((factor) => readFactor(factor, gaps));
  if (factors.length === 0) gaps.push({ factor: null, field: 'factors', reason: 'missing' });
  const sum = sumOf(factors.flatMap(({ weight }) => weight ?? []));
  const weightsUsable = sum.eq(ONE) && factors.every(({ weight }) => weight !== null);
  if (factors.length > 0 && !sum.eq(ONE)) gaps.push({ factor: null, field: 'weights', reason: 'notOne' });

  const side = (name: 'initial' | 'residual', pick: (factor: Read) => Score | null): DraftSide => {
    const judged = factors.map((factor) => ({ id: factor.id, weight: factor.weight, score: pick(factor) }));
    return judge(parameters, judged, weightsUsable, readDirect(parameters.direct, input[name], name, gaps));
  };
  const initial = side('initial', (factor) => factor.initial);

  const nothingAfter = factors.every(({ residual }) => residual === 'none') && saysNothing(input.residual);
  if (nothingAfter) return { initial, residual: null, weightSum: toDecimalString(sum), gaps, warnings: [] };
  const residual = side('residual', (factor) => (factor.residual === 'none' ? factor.initial : factor.residual));
  const warnings = [...factors.flatMap(warningsOf), ...missingPathWarnings(initial.paths, residual.paths)];
  return { initial, residual, weightSum: toDecimalString(sum), gaps, warnings };
}

interface Score {
  readonly p: Exact;
  readonly q: Exact;
}
interface Read {
  readonly id: string;
  readonly weight: Exact | null;
  readonly initial: Score | null;
  /** 'none': neither p nor q was given; null: half given, or unusable. */
  readonly residual: Score | null | 'none';
}

function readFactor({ id, weight, initial, residual }: DraftFactor, gaps: Gap[]): Read {
  const read = (text: string | null, field: Gap['field']): Exact | null => {
    const value = text === null ? null : parseDecimal(text);
    if (value !== null && isShare(value)) return value;
    gaps.push({ factor: id, field, reason: text === null ? 'missing' : value === null ? 'notANumber' : 'outOfRange' });
    return null;
  };
  const score = ({ p, q }: DraftScore, side: 'initial' | 'residual'): Score | null => {
    const values = { p: read(p, `${side}.p`), q: read(q, `${side}.q`) };
    return values.p !== null && values.q !== null ? { p: values.p, q: values.q } : null;
  };
  return {
    id,
    weight: read(weight, 'weight'),
    initial: score(initial, 'initial'),
    residual: residual.p === null && residual.q === null ? 'none' : score(residual, 'residual'),
  };
}

interface Judged {
  readonly id: string;
  readonly weight: Exact | null;
  readonly score: Score | null;
}

function judge(parameters: WpqMethod, judged: readonly Judged[], weightsUsable: boolean, direct: DirectLevels): DraftSide {
  const values = judged.map(({ id, weight, score }) => ({ id, weight, r: score === null ? null : score.p.times(score.q) }));
  const factors = values.map(({ id, r }) => ({ id, r: r === null ? null : toDecimalString(r), grade: r === null ? null : gradeOf(parameters, r) }));
  const grades = factors.flatMap(({ grade }) => grade ?? []);
  const countSoFar = grades.length > 0 ? countLevel(parameters, grades) : null;
  const allScored = values.length > 0 && grades.length === values.length;

  const products = values.flatMap(({ weight, r }) => (weight === null || r === null ? [] : weight.times(r)));
  const index = allScored && weightsUsable ? sumOf(products) : null;
  const paths = {
    index: index === null ? null : levelByCutOffs(parameters.index, index),
    count: allScored ? countSoFar : null,
    ...direct,
  };
  const level = paths.index === null ? null : highestLevel(Object.values(paths));
  return {
    index: index === null ? null : toDecimalString(index),
    level,
    atLeast: highestLevel([...Object.values(paths), countSoFar]),
    factors,
    paths,
    decidedBy: decidingPaths(PATHS, paths, level),
  };
}

function warningsOf({ id, initial, residual }: Read): Warning[] {
  if (initial === null || residual === null) return [];
  return residualWarnings({ id, initial, residual: residual === 'none' ? null : residual });
}
