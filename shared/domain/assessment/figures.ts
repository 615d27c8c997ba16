import { exact, parseDecimal, type Exact } from '#shared/domain/decimal/index.ts';
import { gradeRank, type CutOffs, type Grade, type Level } from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import type { AssessedFactor } from './data.ts';
import type { Judgement } from './judge.ts';

export type Side = 'initial' | 'residual';

/** A figure that was given for a factor; null where it is missing or no number. */
export interface Figure {
  readonly field: 'p' | 'q' | 'c' | 'points';
  readonly value: Exact | null;
}

/** Why a factor is grave: by its grade, or as an item that stands at its most points. */
export interface Gravity {
  /** It needs a word why before anything is submitted. */
  readonly severe: boolean;
  readonly params: Readonly<Record<string, string>>;
}

/** The figures of a factor on one side, as its method scores it; an opposition item has the points that follow from its shares. */
export function figuresOf(judgement: Judgement, factor: AssessedFactor, side: Side): readonly Figure[] {
  const number = (text: string | null): Exact | null => (text === null ? null : parseDecimal(text));
  switch (judgement.kind) {
    case 'wpq':
      return side === 'initial'
        ? [{ field: 'p', value: number(factor.p) }, { field: 'q', value: number(factor.q) }]
        : [{ field: 'p', value: number(factor.residualP) }, { field: 'q', value: number(factor.residualQ) }];
    case 'wc':
      return [{ field: 'c', value: number(side === 'initial' ? factor.c : factor.residualC) }];
    case 'scorecard': {
      if (side === 'residual' && !isReassessed(factor)) return [{ field: 'points', value: null }];
      const item = judgement.draft[side]?.factors.find(({ id }) => id === factor.factorId);
      return [{ field: 'points', value: number(item?.points ?? null) }];
    }
    default:
      return assertNever(judgement, 'judgement');
  }
}

/** True where anything was said of the factor for after the measures. */
export function isReassessed({ residualP, residualQ, residualC, residualPoints, residualOpposed }: Omit<AssessedFactor, 'stages'>): boolean {
  return [residualP, residualQ, residualC, residualPoints, residualOpposed].some((given) => given !== null);
}

/** Why the factor is grave on one side; null where it is not, or is not scored. */
export function gravityOf(judgement: Judgement, factorId: string, side: Side): Gravity | null {
  if (judgement.kind === 'scorecard') {
    const item = judgement.draft[side]?.factors.find(({ id }) => id === factorId);
    return item?.grave === true ? { severe: false, params: { points: item.points ?? '', of: 'points' } } : null;
  }
  const factors: readonly { readonly id: string; readonly grade: Grade | null }[] = judgement.draft[side]?.factors ?? [];
  const grade = factors.find(({ id }) => id === factorId)?.grade ?? null;
  return grade !== null && gradeRank(grade) >= gradeRank('larger') ? { severe: grade === 'major', params: { grade } } : null;
}

/** What a method comes to on one side: index or total, and what a reader gets who rounds before adding up. */
export interface Composite {
  readonly value: string;
  readonly level: Level;
  readonly cutOffs: CutOffs;
  /** The value from its parts, each put through `round` first. */
  readonly rounded: (round: (value: Exact) => Exact) => readonly Exact[];
}

/** Null while the method has no value for the side, or the case has no such side. */
export function compositeOf(judgement: Judgement, weightOf: (factorId: string) => string | null, side: Side): Composite | null {
  const add = (values: readonly Exact[]): Exact => values.reduce((sum, value) => sum.plus(value), exact('0'));
  const weighed = (parts: readonly { readonly id: string; readonly figure: string | null }[]) => parts.flatMap(({ id, figure }) => {
    const weight = parseDecimal(weightOf(id) ?? '');
    return figure === null || weight === null ? [] : [{ weight, figure: exact(figure) }];
  });
  const weightedSums = (parts: ReturnType<typeof weighed>) => (round: (value: Exact) => Exact): readonly Exact[] =>
    [add(parts.map(({ weight, figure }) => weight.times(round(figure)))), add(parts.map(({ weight, figure }) => round(weight.times(figure))))];
  switch (judgement.kind) {
    case 'wpq': {
      const one = judgement.draft[side];
      if (one?.index == null || one.paths.index === null) return null;
      return { value: one.index, level: one.paths.index, cutOffs: judgement.method.index, rounded: weightedSums(weighed(one.factors.map(({ id, r }) => ({ id, figure: r })))) };
    }
    case 'wc': {
      const one = judgement.draft[side];
      if (one?.index == null || one.paths.index === null) return null;
      return { value: one.index, level: one.paths.index, cutOffs: judgement.method.index, rounded: weightedSums(weighed(one.factors.map(({ id, c }) => ({ id, figure: c })))) };
    }
    case 'scorecard': {
      const one = judgement.draft[side];
      if (one?.total == null || one.paths.total === null) return null;
      const points = one.factors.flatMap((item) => (item.points === null ? [] : [exact(item.points)]));
      return { value: one.total, level: one.paths.total, cutOffs: judgement.method.total, rounded: (round) => [add(points.map(round))] };
    }
    default:
      return assertNever(judgement, 'judgement');
  }
}
