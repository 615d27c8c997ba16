import { countAfterwards, finalScore, type Afterwards, type Final } from './after.ts';
import { aggregate, fillMissing, type Aggregated, type Frame } from './aggregate.ts';
import { scaleMonth, type IndicatorFigures, type Kind } from './figures.ts';
import { divide, fixed, UNIT, type Fixed } from './fixed.ts';
import type { Source } from './source.ts';
import { ranksOf } from './rank.ts';
import type { Scale } from './scale.ts';

/** One place in one month, put together. */
export interface PlaceScore {
  /** Indicators on the scale with their stand-ins; null = nobody has it. */
  readonly filled: readonly (Fixed | null)[];
  readonly aggregated: Aggregated;
  readonly after: Afterwards;
  readonly final: Final | null;
  /** Share of the weight that is not known here, of everything and of every dimension. */
  readonly missing: Fixed;
  readonly missingIn: readonly Fixed[];
}

export interface MonthScores {
  readonly places: readonly PlaceScore[];
  readonly ranks: readonly (number | null)[];
  readonly standIns: readonly (Fixed | null)[];
}

/** Scores all places of a kind in one month, and ranks them before anything is rounded. A place that misses too much has no score. */
export function scoreMonth(source: Source, frame: Frame, figures: readonly IndicatorFigures[], scales: readonly (Scale | null)[], kind: Kind, month: number): MonthScores {
  const { definition } = source;
  const { values, standIns } = scaleMonth(figures, scales, kind, month, fixed(definition.missing.standIn));
  const [most, cap] = [fixed(definition.missing.maximumShare), fixed(definition.vetoCap)];
  const places = values.map((own, position): PlaceScore => {
    const unknown = figures.map(({ months }, at) => (scales[at] ?? null) === null || months.get(month)?.[kind][position]?.missing !== 'none');
    const filled = fillMissing(frame, own, standIns);
    const aggregated = aggregate(frame, filled);
    const after = countAfterwards(source, kind === 'units' ? 'unit' : 'county', position, month);
    const { missing, missingIn } = missingShares(frame, unknown);
    const final = aggregated.base === null || missing > most ? null : finalScore(aggregated.base, after, cap);
    return { filled, aggregated, after, final, missing, missingIn };
  });
  return { places, ranks: ranksOf(places.map(({ final }) => final?.score ?? null)), standIns };
}

function missingShares({ shares, groupOf, dimensions }: Frame, unknown: readonly boolean[]): { readonly missing: Fixed; readonly missingIn: readonly Fixed[] } {
  const lost = dimensions.map(() => 0n);
  const all = dimensions.map(() => 0n);
  shares.forEach((share, at) => {
    const dimension = groupOf[at]?.dimension ?? 0;
    all[dimension] = (all[dimension] ?? 0n) + share;
    if (unknown[at] === true) lost[dimension] = (lost[dimension] ?? 0n) + share;
  });
  const total = all.reduce((sum, share) => sum + share, 0n);
  const part = (of: bigint, whole: bigint): Fixed => (whole === 0n ? UNIT : divide(of * UNIT, whole));
  return { missing: part(lost.reduce((sum, share) => sum + share, 0n), total), missingIn: lost.map((share, d) => part(share, all[d] ?? 0n)) };
}
