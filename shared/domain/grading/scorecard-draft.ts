import { z } from 'zod';
import { isShare, parseDecimal, sumOf, toDecimalString, ZERO, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { DirectInput, DirectLevels } from './direct.ts';
import { readDirect, saysNothing, type Gap } from './draft-direct.ts';
import { decidingPaths, highestLevel, type Level } from './levels.ts';
import type { ScorecardItem, ScorecardMethod } from './method.ts';
import { levelByCutOffs } from './parameters.ts';
import { oppositionPoints, SCORECARD_PATHS, type ScorecardPath } from './scorecard.ts';
import { missingPathWarnings, type Warning } from './warnings.ts';

/** The share of those asked who are opposed with one strength; decimal text. */
export const opposedShareSchema = z.strictObject({ strength: z.string().max(40), opposed: z.string() });
export type OpposedShare = z.infer<typeof opposedShareSchema>;

/** What was given for an item: points, or for the opposition item the shares by strength. Null where nobody has scored it yet. */
export interface ItemEntry {
  readonly points: string | null;
  readonly opposed: readonly OpposedShare[] | null;
}

export interface ScorecardDraftInput {
  readonly items: readonly { readonly id: string; readonly initial: ItemEntry; readonly residual: ItemEntry }[];
  readonly initial: DirectInput;
  readonly residual: DirectInput;
}

export interface ItemDraft {
  readonly id: string;
  /** Risk points, 0 is best; null while the item is not scored. */
  readonly points: DecimalString | null;
  /** False for points that the scorecard does not print, such as the mean of a panel. */
  readonly printed: boolean;
  /** The item stands at the most points that can be given; for opposition, where so many are opposed that the opinion path would not be low. */
  readonly grave: boolean;
}

export interface ScorecardDraftSide {
  /** Null until every item of the method is scored. */
  readonly total: DecimalString | null;
  readonly level: Level | null;
  /** What is certain already: further points can only raise it. Null while nothing is known. */
  readonly atLeast: Level | null;
  /** In the method's order: the points so far, and how many items are still open. */
  readonly groups: readonly { readonly id: string; readonly points: DecimalString; readonly open: number }[];
  readonly factors: readonly ItemDraft[];
  readonly paths: Readonly<Record<ScorecardPath, Level | null>>;
  readonly decidedBy: readonly ScorecardPath[];
}

export interface ScorecardDraft {
  readonly initial: ScorecardDraftSide;
  /** Null where nothing at all is said about after the measures. */
  readonly residual: ScorecardDraftSide | null;
  readonly gaps: readonly Gap[];
  readonly warnings: readonly Warning[];
}

/**
 * Judges what there is of a scorecard that is still being filled in. Points may be any number from 0 to the item's maximum, for a panel's mean
 * is none of the printed ones; the result says which are not. An item without an entry for after the measures keeps its initial points there,
 * with a warning. Complete input of printed points gives the same figures as evaluateScorecard. Never throws for what a user may have typed.
 */
export function evaluateScorecardDraft(parameters: ScorecardMethod, input: ScorecardDraftInput): ScorecardDraft {
  const gaps: Gap[] = [];
  const items = parameters.groups.flatMap((group) => group.items.map((item) => {
    const given = input.items.find(({ id }) => id === item.id);
    const initial = readEntry(item, given?.initial ?? NO_ENTRY, 'initial', gaps);
    const silent = given === undefined || isEmpty(item, given.residual);
    return { item, group: group.id, initial, residual: silent ? 'none' as const : readEntry(item, given.residual, 'residual', gaps) };
  }));
  const initial = judge(parameters, items.map(({ item, group, initial: entry }) => ({ item, group, entry })), readDirect(parameters.direct, input.initial, 'initial', gaps));
  const direct = readDirect(parameters.direct, input.residual, 'residual', gaps);
  if (items.every(({ residual }) => residual === 'none') && saysNothing(input.residual)) return { initial, residual: null, gaps, warnings: [] };

  const residual = judge(parameters, items.map((one) => ({ item: one.item, group: one.group, entry: one.residual === 'none' ? one.initial : one.residual })), direct);
  const warnings = items.flatMap(({ item: { id }, initial: before, residual: after }): Warning[] => {
    if (after === 'none') return before === null ? [] : [{ code: 'RESIDUAL_MISSING', factor: id }];
    return before !== null && after?.points.gt(before.points) === true ? [{ code: 'RESIDUAL_ABOVE_INITIAL', factor: id, field: 'points' }] : [];
  });
  return { initial, residual, gaps, warnings: [...warnings, ...missingPathWarnings(initial.paths, residual.paths)] };
}

const NO_ENTRY: ItemEntry = { points: null, opposed: null };

/** An entry that is a number of its item. */
interface ReadEntry {
  readonly points: Exact;
  readonly printed: boolean;
  /** The share opposed in all; null for an item of points. */
  readonly opposed: Exact | null;
}

function isEmpty(item: ScorecardItem, { points, opposed }: ItemEntry): boolean {
  return item.kind === 'points' ? points === null : opposed === null;
}

function readEntry(item: ScorecardItem, entry: ItemEntry, side: 'initial' | 'residual', gaps: Gap[]): ReadEntry | null {
  const gap = (reason: Gap['reason']): null => {
    gaps.push({ factor: item.id, field: `${side}.${item.kind === 'points' ? 'points' : 'opposed'}`, reason });
    return null;
  };
  if (isEmpty(item, entry)) return gap('missing');
  if (item.kind === 'points') {
    const points = parseDecimal(entry.points ?? '');
    if (points === null) return gap('notANumber');
    if (points.lt(ZERO) || points.gt(item.max)) return gap('outOfRange');
    return { points, printed: item.choices.some((choice) => points.eq(choice.points)), opposed: null };
  }
  const shares = (entry.opposed ?? []).map(({ opposed, strength }) => ({ share: parseDecimal(opposed), strength: item.strengths.find(({ id }) => id === strength) }));
  const known = shares.flatMap(({ share, strength }) => (share === null || strength === undefined ? [] : [{ share, strength }]));
  if (known.length < shares.length) return gap('notANumber');
  const opposed = sumOf(known.map(({ share }) => share));
  // The same people are asked once: the shares of all strengths together are at most all of them.
  if (known.some(({ share }) => !isShare(share)) || !isShare(opposed)) return gap('outOfRange');
  return { points: oppositionPoints(item, known), printed: true, opposed };
}

interface Judged {
  readonly item: ScorecardItem;
  readonly group: string;
  readonly entry: ReadEntry | null;
}

function judge(parameters: ScorecardMethod, judged: readonly Judged[], direct: DirectLevels): ScorecardDraftSide {
  const sum = (of: readonly Judged[]): Exact => sumOf(of.flatMap(({ entry }) => entry?.points ?? []));
  const soFar = sum(judged);
  const complete = judged.every(({ entry }) => entry !== null);
  const byTotal = judged.some(({ entry }) => entry !== null) ? levelByCutOffs(parameters.total, soFar) : null;
  const paths = { total: complete ? byTotal : null, ...direct };
  const level = complete ? highestLevel(Object.values(paths)) : null;
  return {
    total: complete ? toDecimalString(soFar) : null,
    level,
    atLeast: highestLevel([...Object.values(paths), byTotal]),
    groups: parameters.groups.map(({ id }) => {
      const own = judged.filter(({ group }) => group === id);
      return { id, points: toDecimalString(sum(own)), open: own.filter(({ entry }) => entry === null).length };
    }),
    factors: judged.map(({ item, entry }) => ({
      id: item.id, points: entry === null ? null : toDecimalString(entry.points), printed: entry?.printed ?? true, grave: entry !== null && isGrave(parameters, item, entry),
    })),
    paths,
    decidedBy: decidingPaths(SCORECARD_PATHS, paths, level),
  };
}

function isGrave({ direct }: ScorecardMethod, item: ScorecardItem, { points, opposed }: ReadEntry): boolean {
  if (item.kind === 'points') return !points.isZero() && item.choices.every((choice) => points.gte(choice.points));
  return opposed !== null && levelByCutOffs(direct.opinion, opposed) !== 'low';
}
