import { countAfterwards, finalScore, type Afterwards, type Final } from './after.ts';
import { aggregate, fillMissing, sumOf, type Aggregated, type Frame } from './aggregate.ts';
import { byPlace, type IndicatorFigures, type Kind } from './figures.ts';
import { divide, fixed, UNIT, type Fixed } from './fixed.ts';
import type { Source } from './source.ts';
import { ranksOf } from './rank.ts';

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
}

/** Scores all places of a kind in one month, and ranks them before anything is rounded. A place that misses too much has no score. */
export function scoreMonth(source: Source, frame: Frame, figures: readonly IndicatorFigures[], kind: Kind, month: number): MonthScores {
  const { definition } = source;
  const columns = figures.map(({ scaled }) => scaled('goalposts', kind, month));
  const standIns = columns.map(({ standIn }) => standIn);
  const [most, cap] = [fixed(definition.missing.maximumShare), fixed(definition.vetoCap)];
  const places = byPlace(columns).map((own, position): PlaceScore => {
    const filled = fillMissing(frame, own, standIns);
    const aggregated = aggregate(frame, filled);
    const after = countAfterwards(source, kind === 'units' ? 'unit' : 'county', position, month);
    const { missing, missingIn } = missingShares(frame, (at) => columns[at]?.known[position] !== true);
    const final = aggregated.base === null || missing > most ? null : finalScore(aggregated.base, after, cap);
    return { filled, aggregated, after, final, missing, missingIn };
  });
  return { places, ranks: ranksOf(places.map(({ final }) => final?.score ?? null)) };
}

function missingShares({ shares, shareOf, groupOf, dimensions }: Frame, isUnknown: (at: number) => boolean): { readonly missing: Fixed; readonly missingIn: readonly Fixed[] } {
  const lost = dimensions.map(() => 0n);
  shares.forEach((share, at) => {
    if (!isUnknown(at)) return;
    const dimension = groupOf[at]?.dimension ?? 0;
    lost[dimension] = (lost[dimension] ?? 0n) + share;
  });
  const part = (of: bigint, whole: bigint): Fixed => (whole === 0n ? UNIT : of === 0n ? 0n : divide(of * UNIT, whole));
  return { missing: part(sumOf(lost), sumOf(shareOf)), missingIn: lost.map((share, d) => part(share, shareOf[d] ?? 0n)) };
}
