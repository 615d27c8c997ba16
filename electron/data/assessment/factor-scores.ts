import type { FactorPatch, FactorView } from '#shared/contract/index.ts';
import { exact, isShare, sumOf } from '#shared/domain/decimal/index.ts';
import type { JudgingMethod, OpposedShare, ScorecardItem, ScorecardMethod } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';

const FIGURES = {
  wpq: ['p', 'q', 'residualP', 'residualQ'],
  wc: ['c', 'residualC'],
  scorecard: ['points', 'residualPoints', 'opposed', 'residualOpposed'],
} as const satisfies Record<JudgingMethod['kind'], readonly (keyof FactorPatch)[]>;
const ALL = Object.values(FIGURES).flat();

/** The state in which factors begin: a scorecard is whole or none, so its items are never chosen from. */
export function startState({ kind }: JudgingMethod): 'open' | 'identified' {
  return kind === 'scorecard' ? 'identified' : 'open';
}

/**
 * Checks the figures of a patch as the method scores: that it knows them, and that they lie on their scale.
 *
 * @throws AppError METHOD_OTHER_KIND (a figure of another kind of method), NOT_A_NUMBER, VALUE_RANGE, BAD_INPUT (an unknown strength, or one twice)
 */
export function checkFigures(method: JudgingMethod, { factorId }: Pick<FactorView, 'factorId'>, patch: FactorPatch): void {
  const own: readonly (keyof FactorPatch)[] = FIGURES[method.kind];
  for (const field of ALL) {
    const value = patch[field];
    if (value === undefined || value === null) continue;
    const place = { factor: factorId, path: field };
    if (!own.includes(field)) throw new AppError('METHOD_OTHER_KIND', `The method of this case does not score by ${field}.`, place);
    if (method.kind === 'scorecard') checkItem(method, value, place);
    else if (typeof value === 'string' && !isShare(exact(value, place))) throw new AppError('VALUE_RANGE', `${field} of factor ${factorId} must lie in 0..1, not ${value}.`, place);
  }
}

interface Place {
  readonly factor: string;
  readonly path: string;
  readonly [key: string]: string;
}

function checkItem({ groups }: ScorecardMethod, value: string | readonly OpposedShare[], place: Place): void {
  const item = groups.flatMap((group) => group.items).find(({ id }) => id === place.factor);
  if (item === undefined) throw new AppError('ITEM_UNKNOWN', `The scorecard has no item ${place.factor}.`, place);
  if ((typeof value === 'string') !== (item.kind === 'points')) throw new AppError('METHOD_OTHER_KIND', `Item ${item.id} is not scored by ${place.path}.`, place);
  if (typeof value === 'string') {
    const points = exact(value, place);
    if (points.lt(0) || points.gt(item.max)) throw new AppError('VALUE_RANGE', `Item ${item.id} takes 0 to ${item.max} points, not ${value}.`, { ...place, max: item.max });
  } else if (item.kind === 'opposition') {
    checkShares(item, value, place);
  }
}

function checkShares({ strengths }: Extract<ScorecardItem, { kind: 'opposition' }>, shares: readonly OpposedShare[], place: Place): void {
  const unknown = shares.find(({ strength }, position) => strengths.every(({ id }) => id !== strength) || shares.findIndex((one) => one.strength === strength) !== position);
  if (unknown !== undefined) throw new AppError('BAD_INPUT', `"${unknown.strength}" is no strength, or is given twice.`, { ...place, strength: unknown.strength });
  const values = shares.map(({ opposed }) => exact(opposed, place));
  // The same people are asked once, so all strengths together are at most all of them.
  if (values.some((share) => !isShare(share)) || !isShare(sumOf(values))) throw new AppError('VALUE_RANGE', 'The shares opposed lie in 0..1, alone and together.', place);
}
