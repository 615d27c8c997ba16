import { colourOf } from './after.ts';
import { losses, type Frame } from './aggregate.ts';
import type { IndicatorFigures, Kind } from './figures.ts';
import { divide, shown, shownOrNull, UNIT, type Fixed } from './fixed.ts';
import { medianOf, ranksOf, tiersOf } from './rank.ts';
import type { IndexLevel, IndicatorResult, LevelResult, PlaceResult } from './result.ts';
import type { MonthScores, PlaceScore } from './scoring.ts';
import type { LevelUncertainty } from './simulate-level.ts';
import type { Source } from './source.ts';

export interface LevelParts {
  readonly source: Source;
  readonly frame: Frame;
  readonly figures: readonly IndicatorFigures[];
  readonly level: IndexLevel;
  readonly kind: Kind;
  readonly trend: readonly string[];
  readonly positions: readonly number[];
  readonly scored: readonly MonthScores[];
  readonly uncertainty: LevelUncertainty;
}

/** Writes a level down: the last month in full, all months as a trend. */
export function levelResult(parts: LevelParts): LevelResult {
  const { source, figures, level, kind, scored, positions } = parts;
  const last = scored.at(-1);
  const now = last?.places ?? [];
  const month = positions.at(-1) ?? 0;
  const shared = sharedOf(parts, now, month);
  const places = now.map((_, place) => placeResult(parts, shared, place));
  const order = (a: PlaceResult, b: PlaceResult): number => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.place < b.place ? -1 : 1);
  return {
    level,
    median: shownOrNull(medianOf(now.map(({ final }) => final?.score ?? null))),
    dimensionMedians: source.definition.dimensions.map((_, d) => shownOrNull(medianOf(now.map(({ aggregated, final }) => (final === null ? null : (aggregated.dimensions[d] ?? null)))))),
    silent: figures.flatMap(({ indicator, goalposts }, at) => (goalposts === null || now.every(({ filled }) => (filled[at] ?? null) === null) ? [indicator.id] : [])),
    unplaced: figures.flatMap(({ indicator }) => {
      const { unit, county } = source.series(indicator.numerator).unplaced(month, indicator.windowMonths);
      const amount = kind === 'counties' || indicator.known === 'county' ? county : unit;
      return amount === 0n ? [] : [{ indicator: indicator.id, amount: stored(amount, source.scale(indicator.numerator)) }];
    }),
    places: places.sort(order),
  };
}

/** What all places of the level need of each other. */
interface Shared {
  readonly tiers: readonly (number | null)[];
  readonly simulated: ReadonlyMap<number, number>;
  readonly dimensionRanks: readonly (readonly (number | null)[])[];
  readonly indicatorRanks: readonly (readonly (number | null)[])[];
  readonly month: number;
}

function sharedOf({ source, figures, kind, scored, uncertainty }: LevelParts, now: readonly PlaceScore[], month: number): Shared {
  const simulated = new Map(uncertainty.order.map((place, position) => [place, position]));
  const ranks = scored.at(-1)?.ranks ?? [];
  const ahead = (a: number, b: number): number => uncertainty.ahead(simulated.get(a) ?? 0, simulated.get(b) ?? 0);
  return {
    tiers: tiersOf(ranks, ahead, Number(source.definition.sensitivity.ahead)),
    simulated,
    dimensionRanks: source.definition.dimensions.map((_, d) => ranksOf(now.map(({ aggregated, final }) => (final === null ? null : (aggregated.dimensions[d] ?? null))))),
    indicatorRanks: figures.map(({ last }, at) => ranksOf(now.map(({ filled }, place) => (last(kind, place)?.missing === 'none' ? (filled[at] ?? null) : null)))),
    month,
  };
}

function placeResult(parts: LevelParts, shared: Shared, place: number): PlaceResult {
  const { source, frame, figures, kind, scored, trend, uncertainty } = parts;
  const { definition, places } = source;
  const [now, before] = [scored.at(-1), scored.at(-2)];
  const own = now?.places[place];
  if (now === undefined || own === undefined) throw new RangeError(`no place ${String(place)}`);
  const score = own.final?.score ?? null;
  const previous = before?.places[place]?.final?.score ?? null;
  const change = score === null || previous === null ? null : score - previous;
  const rank = now.ranks[place] ?? null;
  const rankBefore = before?.ranks[place] ?? null;
  const simulated = shared.simulated.get(place);
  const { colour, raised } = score === null ? { colour: null, raised: false } : colourOf(definition, score, change);
  const lost = losses(frame, own.filled, own.aggregated);
  const residents = source.definition.bases.residents === undefined ? null : source.base('residents', kind === 'units' ? 'unit' : 'county', place, shared.month);
  const county = places.countyOf[place] ?? -1;
  return {
    place: (kind === 'units' ? places.units[place] : places.counties[place]) ?? '',
    name: (kind === 'units' ? places.unitNames[place] : places.countyNames[place]) ?? '',
    county: kind === 'units' && county >= 0 ? (places.counties[county] ?? null) : null,
    residents: residents === null ? null : Number(residents),
    score: shownOrNull(score),
    rank,
    rankLow: simulated === undefined ? null : (uncertainty.low[simulated] ?? null),
    rankHigh: simulated === undefined ? null : (uncertainty.high[simulated] ?? null),
    tier: shared.tiers[place] ?? null,
    change: shownOrNull(change),
    rankChange: rank === null || rankBefore === null ? null : rankBefore - rank,
    colour,
    raised,
    base: shownOrNull(own.aggregated.base),
    deducted: shown(own.final?.deducted ?? 0n),
    capped: shown(own.final?.capped ?? 0n),
    vetoed: own.after.vetoed,
    missing: shown(own.missing),
    dimensions: definition.dimensions.map(({ id }, d) => ({
      id,
      score: shownOrNull(own.aggregated.dimensions[d] ?? null),
      missing: shown(own.missingIn[d] ?? UNIT),
      lost: score === null ? null : shown(lost.dimensions[d] ?? 0n),
      rank: shared.dimensionRanks[d]?.[place] ?? null,
    })),
    groups: definition.dimensions.flatMap(({ groups }, d) => groups.map(({ id }, g) => ({ id, score: shownOrNull(own.aggregated.groups[d]?.[g] ?? null) }))),
    indicators: figures.map((figure, at) => indicatorResult(parts, shared, figure, { place, at, filled: own.filled[at] ?? null, lost: score === null ? null : (lost.indicators[at] ?? 0n) })),
    deductions: own.after.deductions.map(({ id, count, points }) => ({ id, count: shown(count), points: shown(points) })),
    vetoes: own.after.vetoes.map(({ id, count, met }) => ({ id, count: shown(count), met })),
    trend: trend.map((month, position) => {
      const then = scored[position];
      const scoredThen = then?.places[place];
      return {
        month,
        score: shownOrNull(scoredThen?.final?.score ?? null),
        rank: then?.ranks[place] ?? null,
        dimensions: definition.dimensions.map((_, d) => (scoredThen === undefined || scoredThen.final === null ? null : shownOrNull(scoredThen.aggregated.dimensions[d] ?? null))),
      };
    }),
  };
}

interface OneIndicator {
  readonly place: number;
  readonly at: number;
  readonly filled: Fixed | null;
  readonly lost: Fixed | null;
}

function indicatorResult({ source, kind }: LevelParts, { indicatorRanks }: Shared, { indicator, last }: IndicatorFigures, { place, at, filled, lost }: OneIndicator): IndicatorResult {
  const own = last(kind, place);
  const of = (amount: bigint | null | undefined, scale: number): string | null => (amount === null || amount === undefined ? null : stored(amount, scale));
  return {
    id: indicator.id,
    missing: own?.missing ?? 'noData',
    months: own?.months ?? 0,
    ofCounty: indicator.known === 'county' && kind === 'units' && source.places.counties.length > 0,
    numerator: of(own?.numerator, source.scale(indicator.numerator)),
    denominator: of(own?.denominator, indicator.denominator.kind === 'share' ? source.scale(indicator.denominator.of) : 0),
    raw: shownOrNull(own?.raw ?? null),
    shrunk: shownOrNull(own?.value ?? null),
    normalised: shownOrNull(filled),
    lost: shownOrNull(lost),
    rank: indicatorRanks[at]?.[place] ?? null,
  };
}

/** A whole number of the store at its scale, as decimal text. */
function stored(amount: bigint, scale: number): string {
  return shown(divide(amount * UNIT, 10n ** BigInt(scale)), Math.max(scale, 0));
}

