import { countMonth, exposuresOf, primary, type MonthCounted } from './count.ts';
import { indicatorsOf, type IndexDefinition, type Indicator, type Normalisation } from './definition.ts';
import { ascending, fixed, type Fixed } from './fixed.ts';
import { coverageQuery, type Cells } from './inputs.ts';
import { detailOf, meanOf, measure, type Measurement, type MonthDetail, type MonthMeasured } from './measure.ts';
import { isCategoryQuery, type IndexQuery } from './query.ts';
import { goalpostsOf, percentile, scaleOf, type Goalposts, type Scale } from './scale.ts';
import { priorOf, type Exposure } from './shrink.ts';
import type { Source } from './source.ts';

/** Fewer months than this make no panel. */
const SHORTEST_PANEL = 12;

export type Kind = 'units' | 'counties';

/** An indicator at every place of a kind in one month on a scale, and what stands in for the missing ones. */
export interface ScaledColumn {
  readonly values: readonly (Fixed | null)[];
  readonly standIn: Fixed | null;
  /** Whether the place itself is known, and the indicator tells places from another. */
  readonly known: readonly boolean[];
}

/** One indicator over all months that are scored, with the scales its panel makes. */
export interface IndicatorFigures {
  readonly indicator: Indicator;
  readonly goalposts: Goalposts | null;
  readonly extended: boolean;
  /** One place in the last month, with what its figure was made from. */
  readonly last: (kind: Kind, place: number) => Measurement | undefined;
  /** A month by position, put on the scale of one way of normalising. Made when it is asked for, and kept. */
  readonly scaled: (way: Normalisation, kind: Kind, month: number) => ScaledColumn;
}

/** Positions of months within the source's months. */
export interface Span {
  readonly panel: readonly number[];
  readonly trend: readonly number[];
}

/**
 * Measures an indicator over panel and trend and takes its goalposts from the panel: all months on one scale, so that months can be
 * compared. Where fewer than twelve months of the panel hold anything, the months of the trend are added to it. What small places are
 * pulled towards is taken from the same months: a prior of the month alone would move every place past goalposts that stand still.
 */
export function measureIndicator(source: Source, indicator: Indicator, span: Span): IndicatorFigures {
  const positions = [...new Set([...span.panel, ...span.trend])].sort((a, b) => a - b);
  const counted = new Map(positions.map((month) => [month, countMonth(source, indicator, month)]));
  const exposures = new Map([...counted].map(([month, of]) => [month, exposuresOf(primary(of), indicator.denominator)]));
  const of = (months: readonly number[]): Exposure[][] => months.map((month) => exposures.get(month) ?? []);
  const short = of(span.panel).filter((places) => places.length > 0).length < SHORTEST_PANEL;
  const basis = short ? positions : span.panel;
  // Without shrinking the mean is asked for only where something is a share of nothing.
  const asked = indicator.shrink || [...counted.values()].some((month) => primary(month).missing.includes('nothing'));
  const prior = asked ? priorOf(of(basis), indicator.denominator.kind === 'share' ? 'share' : 'rate') : null;
  const months = new Map([...counted].map(([month, counts]) => [month, measure(source, indicator, counts, prior)]));
  const sorted = basis.flatMap((month) => knownOf(months.get(month))).sort(ascending);
  const around = indicator.shrink && prior !== null ? meanOf(prior, indicator.denominator) : null;
  const goalposts = goalpostsOf(indicator.goalposts, sorted, around);
  const last = detailOfMonth(source, indicator, counted, months, span.trend.at(-1), prior);
  return {
    indicator, goalposts, extended: short && indicator.goalposts.kind === 'panel',
    last: (kind, place) => last?.[kind][place],
    scaled: scaling(source.definition, indicator, months, goalposts, sorted),
  };
}

/** Gives what was measured from the very same cells before, or measures. */
export type FiguresMemo = (indicator: string, cells: readonly Cells[], make: () => IndicatorFigures) => IndicatorFigures;

/** All indicators of the source's definition, one a step; those whose cells are still the same as they were measured before. */
export function* measureAll(source: Source, span: Span, remembered: FiguresMemo): Generator<number, IndicatorFigures[]> {
  const figures: IndicatorFigures[] = [];
  for (const { indicator } of indicatorsOf(source.definition)) {
    figures.push(remembered(indicator.id, queriesBehind(source.definition, indicator).map((query) => source.cells(query)), () => measureIndicator(source, indicator, span)));
    yield figures.length;
  }
  return figures;
}

/** Every query that the figures of an indicator depend on: what is counted, against what, and whether anybody speaks at all. */
function queriesBehind({ bases }: IndexDefinition, { numerator, denominator }: Indicator): IndexQuery[] {
  const counted = denominator.kind === 'share' ? [numerator, denominator.of] : [numerator];
  const base = denominator.kind === 'share' || denominator.kind === 'none' ? undefined : bases[denominator.kind]?.query;
  return [...counted, ...counted.filter(isCategoryQuery).map(coverageQuery), ...(base === undefined ? [] : [base])];
}

/** What the panel is made of: the units' own figures, no mean that stands for one. */
function knownOf(month: MonthMeasured | undefined): Fixed[] {
  const { values, missing } = month?.units ?? { values: [], missing: [] };
  return values.filter((value, place): value is Fixed => value !== null && missing[place] === 'none');
}

function detailOfMonth(source: Source, indicator: Indicator, counted: ReadonlyMap<number, MonthCounted>, months: ReadonlyMap<number, MonthMeasured>, month: number | undefined, prior: ReturnType<typeof priorOf>): MonthDetail | null {
  const [counts, measured] = month === undefined ? [] : [counted.get(month), months.get(month)];
  return counts === undefined || measured === undefined ? null : detailOf(source, indicator, counts, measured, prior);
}

function scaling(definition: IndexDefinition, { direction }: Indicator, months: ReadonlyMap<number, MonthMeasured>, goalposts: Goalposts | null, sorted: readonly Fixed[]): IndicatorFigures['scaled'] {
  const rule = { direction, floor: fixed(definition.floor) };
  const standIn = fixed(definition.missing.standIn);
  const scales = new Map<Normalisation, Scale | null>();
  const columns = new Map<string, ScaledColumn>();
  const scaleBy = (way: Normalisation): Scale | null => {
    const scale = scales.get(way) ?? (goalposts === null ? null : scaleOf(way, goalposts, sorted, rule));
    scales.set(way, scale);
    return scale;
  };
  return (way, kind, month) => {
    const key = `${way} ${kind} ${String(month)}`;
    const column = columns.get(key) ?? scaleColumn(months.get(month)?.[kind] ?? { values: [], missing: [] }, scaleBy(way), standIn);
    columns.set(key, column);
    return column;
  };
}

/** Null throughout where the indicator tells no place from another. */
function scaleColumn(figures: MonthMeasured[Kind], scale: Scale | null, standIn: Fixed): ScaledColumn {
  const values = figures.values.map((value) => (value === null || scale === null ? null : scale(value)));
  const known = figures.missing.map((missing) => scale !== null && missing === 'none');
  // Asked for only where somebody misses it.
  if (!values.includes(null)) return { values, known, standIn: null };
  const others = values.filter((value, place): value is Fixed => value !== null && known[place] === true);
  return { values, known, standIn: percentile(others.sort(ascending), standIn) };
}

/** The scaled columns of all indicators, turned: the values of every place, by indicator. */
export function byPlace(columns: readonly ScaledColumn[]): (Fixed | null)[][] {
  const rows = Array.from({ length: columns[0]?.values.length ?? 0 }, () => new Array<Fixed | null>(columns.length).fill(null));
  columns.forEach(({ values }, at) => { rows.forEach((row, place) => { row[at] = values[place] ?? null; }); });
  return rows;
}
