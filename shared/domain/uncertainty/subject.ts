import { gridOf, holds, type Grid } from '#shared/domain/compiled/index.ts';
import { exact, isShare, ONE, sumOf, toDecimalString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';
import { evaluateDraft, type DraftFactor, type DraftInput, type DraftResult, type WpqMethod } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { RANGE_FIELDS, type OwnRange, type RangeField, type UncertaintySettings } from './settings.ts';

/** A value with the ends of its range; low <= entered <= high, exact. */
export interface Range {
  readonly low: Exact;
  readonly entered: Exact;
  readonly high: Exact;
}

export interface RangedFactor {
  readonly id: string;
  readonly ranges: Readonly<Record<RangeField, Range>>;
  /** The factor has values of its own after the measures; otherwise it keeps the initial ones. */
  readonly reassessed: boolean;
}

export interface MeasureLink {
  readonly id: string;
  readonly factorIds: readonly string[];
}

/** A fully scored case with a range around each value, ready to be drawn from. */
export interface Subject {
  readonly method: WpqMethod;
  readonly draft: DraftInput;
  /** What was entered, judged exactly. */
  readonly judged: DraftResult;
  readonly grid: Grid;
  readonly factors: readonly RangedFactor[];
  readonly measures: readonly MeasureLink[];
}

/**
 * Puts a range around each entered value of a case. A range of the evaluator's own comes before the spread; a spread of 0 leaves the
 * value as it is.
 *
 * @throws AppError NOT_JUDGED while the exact level is not known; TOO_FINE for more decimals than a run can hold;
 *   RANGE_MISSES_VALUE, VALUE_RANGE, NOT_FOUND for a range of its own
 */
export function rangesOf(method: WpqMethod, draft: DraftInput, measures: readonly MeasureLink[], settings: Pick<UncertaintySettings, 'spread' | 'own'>): Subject {
  const judged = evaluateDraft(method, draft);
  if (judged.initial.level === null || (judged.residual !== null && judged.residual.level === null)) {
    throw new AppError('NOT_JUDGED', 'The level of what was entered is not known yet.', { gaps: judged.gaps.length });
  }
  const stranger = settings.own.find(({ factor }) => draft.factors.every(({ id }) => id !== factor));
  if (stranger !== undefined) throw new AppError('NOT_FOUND', `Factor ${stranger.factor} has a range but takes no part.`, { factor: stranger.factor });
  const entered = draft.factors.map(enteredOf);
  const grid = gridOf(method, finest(entered, settings.own));
  const own = new Map(settings.own.map((range) => [`${range.factor} ${range.field}`, range]));
  const factors = entered.map((factor) => rangedFactor(factor, settings.spread, grid, (field) => own.get(`${factor.id} ${field}`)));
  if (!holds(grid, sumOf(factors.map(({ ranges }) => ranges.weight.high)))) {
    throw new AppError('TOO_FINE', 'Scores and weights have more decimals than a run can hold exactly.', { share: grid.share, weight: grid.weight });
  }
  return { method, draft, judged, grid, factors, measures };
}

interface Entered {
  readonly id: string;
  readonly values: Readonly<Record<RangeField, Exact>>;
  readonly reassessed: boolean;
}

/** The level is known, so nothing that takes part is missing. */
function enteredOf({ id, weight, initial, residual }: DraftFactor): Entered {
  const read = (text: string | null, path: RangeField): Exact => exact(text ?? '0', { factor: id, path });
  const reassessed = residual.p !== null || residual.q !== null;
  const after = reassessed ? residual : initial;
  return {
    id,
    reassessed,
    values: { weight: read(weight, 'weight'), p: read(initial.p, 'p'), q: read(initial.q, 'q'), residualP: read(after.p, 'residualP'), residualQ: read(after.q, 'residualQ') },
  };
}

/** The decimals of all that the grid must hold. */
function finest(entered: readonly Entered[], own: readonly OwnRange[]): Parameters<typeof gridOf>[1] {
  const all = (wanted: (field: RangeField) => boolean): number[] => [
    ...entered.flatMap(({ values }) => RANGE_FIELDS.filter(wanted).map((field) => values[field].decimalPlaces())),
    ...own.filter(({ field }) => wanted(field)).flatMap(({ low, high }) => [exact(low).decimalPlaces(), exact(high).decimalPlaces()]),
  ];
  return { shares: all((field) => field !== 'weight'), weights: all((field) => field === 'weight') };
}

function rangedFactor({ id, values, reassessed }: Entered, spread: UncertaintySettings['spread'], grid: Grid, own: (field: RangeField) => OwnRange | undefined): RangedFactor {
  const around = (field: RangeField, half: Exact, places: number): Range => {
    const given = own(field);
    return given === undefined ? cut(values[field], half.toDecimalPlaces(places, ROUND_DOWN)) : read(given, values[field]);
  };
  const [byP, byQ] = [exact(spread.p), exact(spread.q)];
  const p = around('p', byP, grid.share);
  const q = around('q', byQ, grid.share);
  return {
    id,
    reassessed,
    ranges: {
      weight: neverNothing(around('weight', values.weight.times(exact(spread.weight)), grid.weight), grid),
      p,
      q,
      // What keeps its initial score keeps its range.
      residualP: reassessed ? around('residualP', byP, grid.share) : p,
      residualQ: reassessed ? around('residualQ', byQ, grid.share) : q,
    },
  };
}

/** decimal.js: towards zero, so that a spread never becomes wider than it was set. */
const ROUND_DOWN = 1;

function cut(entered: Exact, half: Exact): Range {
  const [low, high] = [entered.minus(half), entered.plus(half)];
  return { low: low.lt(ZERO) ? ZERO : low, entered, high: high.gt(ONE) ? ONE : high };
}

/** The weights of a draw are divided by their sum: a weight that was entered may become small, but not 0. */
function neverNothing({ low, entered, high }: Range, { weight }: Grid): Range {
  const unit = ONE.times(`1e-${String(weight)}`);
  return { low: low.lt(unit) && entered.gte(unit) ? unit : low, entered, high };
}

function read({ factor, field, low, high }: OwnRange, entered: Exact): Range {
  const range = { low: exact(low, { factor, path: field }), entered, high: exact(high, { factor, path: field }) };
  if (!isShare(range.low) || !isShare(range.high)) throw new AppError('VALUE_RANGE', `The range of ${field} of factor ${factor} must lie in 0..1.`, { factor, path: field });
  if (range.low.gt(entered) || range.high.lt(entered)) {
    throw new AppError('RANGE_MISSES_VALUE', `The range of ${field} of factor ${factor} does not hold what was entered.`, { factor, path: field, value: toDecimalString(entered), low, high });
  }
  return range;
}
