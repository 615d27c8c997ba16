import { z } from 'zod';
import { exact, isShare, parseDecimal, sumOf, toDecimalString, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { directLevels, directShape, type DirectInput } from './direct.ts';
import { decidingPaths, highestLevel, type Level } from './levels.ts';
import type { ScorecardItem, ScorecardMethod } from './method.ts';
import { levelByCutOffs } from './parameters.ts';
import { missingPathWarnings, type Warning } from './warnings.ts';

/** The separate verdicts of a scorecard, in the order in which they are named. */
export const SCORECARD_PATHS = ['total', 'trigger', 'opinion'] as const;
export type ScorecardPath = (typeof SCORECARD_PATHS)[number];

const itemValueSchema = z.union([z.string(), z.array(z.strictObject({ opposed: z.string(), strength: z.string() }))], {
  error: 'expected points as text, or a list of {opposed, strength}',
});
/** Points as text by item id; for the opposition item the share opposed by strength (an empty list: nobody is opposed). */
const itemsSchema = z.record(z.string(), itemValueSchema);
type ItemValue = z.infer<typeof itemValueSchema>;

/** Under `residual` the direct inputs stand beside the items; at the top level they belong to the initial side. */
export const scorecardInputSchema = z.strictObject({
  initial: itemsSchema,
  ...directShape,
  residual: z.object(directShape).catchall(itemValueSchema).nullish(),
});
export type ScorecardInput = z.infer<typeof scorecardInputSchema>;

export interface ScorecardSide {
  /** Risk points in all, 0 is best. */
  readonly total: DecimalString;
  readonly groups: Readonly<Record<string, DecimalString>>;
  readonly level: Level;
  readonly paths: Readonly<Record<ScorecardPath, Level | null>>;
  readonly decidedBy: readonly ScorecardPath[];
}

export interface ScorecardResult {
  readonly initial: ScorecardSide;
  readonly residual: ScorecardSide | null;
  readonly warnings: readonly Warning[];
}

/**
 * Judges a scorecard. Exact; never converted to another scale or direction.
 * Throws ITEM_MISSING, ITEM_UNKNOWN, POINTS_NOT_ALLOWED, NOT_A_NUMBER, VALUE_RANGE, BAD_INPUT (unknown strength or trigger);
 * the item is in the error's `factor`.
 */
export function evaluateScorecard(parameters: ScorecardMethod, input: ScorecardInput): ScorecardResult {
  const before = pointsOf(parameters, input.initial, 'initial');
  const initial = judge(parameters, before, input);
  if (!input.residual) return { initial, residual: null, warnings: [] };

  const { opinion, incident, triggers, ...items } = input.residual;
  const after = pointsOf(parameters, items, 'residual');
  const residual = judge(parameters, after, { opinion, incident, triggers });
  const risen = [...after].filter(([id, points]) => points.gt(before.get(id) ?? points));
  return {
    initial,
    residual,
    warnings: [
      ...risen.map(([id]): Warning => ({ code: 'RESIDUAL_ABOVE_INITIAL', factor: id, field: 'points' })),
      ...missingPathWarnings(initial.paths, residual.paths),
    ],
  };
}

function judge(parameters: ScorecardMethod, points: ReadonlyMap<string, Exact>, direct: DirectInput): ScorecardSide {
  const sums = parameters.groups.map((group) => ({ id: group.id, sum: sumOf([...points].filter(([id]) => group.items.some((item) => item.id === id)).map(([, value]) => value)) }));
  const total = sumOf(sums.map(({ sum }) => sum));
  const byTotal = levelByCutOffs(parameters.total, total);
  const paths = { total: byTotal, ...directLevels(parameters.direct, direct) };
  const level = highestLevel(Object.values(paths)) ?? byTotal;
  return {
    total: toDecimalString(total),
    groups: Object.fromEntries(sums.map(({ id, sum }) => [id, toDecimalString(sum)])),
    level,
    paths,
    decidedBy: decidingPaths(SCORECARD_PATHS, paths, level),
  };
}

function pointsOf(parameters: ScorecardMethod, values: Readonly<Record<string, ItemValue>>, side: 'initial' | 'residual'): Map<string, Exact> {
  const items = parameters.groups.flatMap((group) => group.items);
  const unknown = Object.keys(values).find((id) => items.every((item) => item.id !== id));
  if (unknown !== undefined) throw new AppError('ITEM_UNKNOWN', `The scorecard has no item "${unknown}".`, { factor: unknown, path: `${side}.${unknown}` });
  return new Map(items.map((item) => {
    const path = `${side}.${item.id}`;
    const value = Object.hasOwn(values, item.id) ? values[item.id] : undefined;
    if (value === undefined) throw new AppError('ITEM_MISSING', `Item ${item.id} has no points in ${side}.`, { factor: item.id, path });
    return [item.id, pointsOfItem(item, value, path)];
  }));
}

function pointsOfItem(item: ScorecardItem, value: ItemValue, path: string): Exact {
  if (item.kind === 'points') {
    if (typeof value !== 'string') throw new AppError('BAD_INPUT', `Item ${item.id} takes points as text.`, { factor: item.id, path });
    const points = exact(value, { factor: item.id, path });
    if (item.choices.some((choice) => points.eq(choice.points))) return points;
    const allowed = item.choices.map((choice) => choice.points);
    throw new AppError('POINTS_NOT_ALLOWED', `Item ${item.id} takes ${allowed.join(', ')} points, not ${value.slice(0, 40)}.`, { factor: item.id, path, allowed });
  }
  if (typeof value === 'string') throw new AppError('BAD_INPUT', `Item ${item.id} takes a list of {opposed, strength}.`, { factor: item.id, path });
  return oppositionPoints(item, value.map(({ opposed, strength }, position) => {
    const place = { factor: item.id, path: `${path}.${String(position)}` };
    const share = exact(opposed, place);
    if (!isShare(share)) throw new AppError('VALUE_RANGE', `A share opposed must lie in 0..1, not ${opposed.slice(0, 40)}.`, place);
    const known = item.strengths.find((candidate) => candidate.id === strength);
    if (known === undefined) throw new AppError('BAD_INPUT', `"${strength}" is not a strength (${item.strengths.map(({ id }) => id).join(', ')}).`, place);
    return { share, strength: known };
  }));
}

type Strength = Extract<ScorecardItem, { kind: 'opposition' }>['strengths'][number];

/** `max` x sum(share opposed x strength), capped at `max`. */
export function oppositionPoints({ max }: Pick<ScorecardItem, 'max'>, shares: readonly { readonly share: Exact; readonly strength: Strength }[]): Exact {
  const most = exact(max);
  const points = most.times(sumOf(shares.map(({ share, strength }) => share.times(exact(strength.factor)))));
  return points.gt(most) ? most : points;
}

/** True where the text is one of the points printed for the item; for forms. */
export function isAllowedPoints(item: ScorecardItem, text: string): boolean {
  const points = parseDecimal(text);
  return item.kind === 'points' && points !== null && item.choices.some((choice) => points.eq(choice.points));
}
