import { countMonth, exposuresOf, primary, type MonthCounted } from './count.ts';
import { indicatorsOf, type Indicator } from './definition.ts';
import { ascending, fixed, type Fixed } from './fixed.ts';
import { meanOf, measure, type Measurement, type MonthMeasured } from './measure.ts';
import { goalpostsOf, percentile, scaleOf, type Goalposts, type Scale, type ScaleRule } from './scale.ts';
import { priorOf, type Exposure } from './shrink.ts';
import type { Source } from './source.ts';

/** Fewer months than this make no panel. */
const SHORTEST_PANEL = 12;

export type Kind = 'units' | 'counties';

/** One indicator over all months that are scored, with the scales its panel makes. */
export interface IndicatorFigures {
  readonly indicator: Indicator;
  /** By position of the month. */
  readonly months: ReadonlyMap<number, MonthMeasured>;
  readonly goalposts: Goalposts | null;
  readonly extended: boolean;
  readonly sorted: readonly Fixed[];
  readonly rule: ScaleRule;
}

/** Positions of months within the source's months. */
export interface Span {
  readonly panel: readonly number[];
  readonly trend: readonly number[];
}

/**
 * Measures every indicator over panel and trend and takes its goalposts from the panel: all months on one scale, so that months can be
 * compared. Where fewer than twelve months of the panel hold anything, the months of the trend are added to it. What small places are
 * pulled towards is taken from the same months: a prior of the month alone would move every place past goalposts that stand still.
 */
export function* measureAll(source: Source, span: Span): Generator<number, IndicatorFigures[]> {
  const floor = fixed(source.definition.floor);
  const positions = [...new Set([...span.panel, ...span.trend])].sort((a, b) => a - b);
  const last = span.trend.at(-1);
  const figures: IndicatorFigures[] = [];
  for (const { indicator } of indicatorsOf(source.definition)) {
    const counted = new Map(positions.map((month) => [month, countMonth(source, indicator, month)]));
    const exposures = (months: readonly number[]): Exposure[][] => months.map((month) => exposuresIn(counted.get(month), indicator));
    const short = exposures(span.panel).filter((of) => of.length > 0).length < SHORTEST_PANEL;
    const basis = short ? positions : span.panel;
    // Without shrinking the mean is asked for only where something is a share of nothing.
    const asked = indicator.shrink || [...counted.values()].some((of) => primary(of).some(({ missing }) => missing === 'nothing'));
    const prior = asked ? priorOf(exposures(basis), indicator.denominator.kind === 'share' ? 'share' : 'rate') : null;
    const months = new Map([...counted].map(([month, of]) => [month, measure(source, indicator, of, prior, month === last)]));
    const sorted = basis.flatMap((month) => (months.get(month)?.units ?? []).flatMap(({ missing, value }) => (missing === 'none' && value !== null ? [value] : []))).sort(ascending);
    const around = indicator.shrink && prior !== null ? meanOf(prior, indicator.denominator) : null;
    figures.push({ indicator, months, goalposts: goalpostsOf(indicator.goalposts, sorted, around), extended: short && indicator.goalposts.kind === 'panel', sorted, rule: { direction: indicator.direction, floor } });
    yield figures.length;
  }
  return figures;
}

function exposuresIn(counted: MonthCounted | undefined, { denominator }: Indicator): Exposure[] {
  return counted === undefined ? [] : exposuresOf(primary(counted), denominator);
}

/** The figures of all places of a kind in one month on a scale, and what stands in for the missing ones. */
export interface Scaled {
  /** By place, then indicator. */
  readonly values: readonly (readonly (Fixed | null)[])[];
  readonly standIns: readonly (Fixed | null)[];
}

/** The scales of every indicator under one way of normalising; null where the indicator tells no place from another. */
export function scalesOf(figures: readonly IndicatorFigures[], way: Parameters<typeof scaleOf>[0]): readonly (Scale | null)[] {
  return figures.map(({ goalposts, sorted, rule }) => (goalposts === null ? null : scaleOf(way, goalposts, sorted, rule)));
}

export function scaleMonth(figures: readonly IndicatorFigures[], scales: readonly (Scale | null)[], kind: Kind, month: number, standIn: Fixed): Scaled {
  const columns = figures.map(({ months }, at) => {
    const scale = scales[at] ?? null;
    const of: readonly Measurement[] = months.get(month)?.[kind] ?? [];
    const values = of.map(({ value }) => (value === null || scale === null ? null : scale(value)));
    // Asked for only where somebody misses it.
    if (!values.includes(null)) return { values, standIn: null };
    const known = values.flatMap((value, place) => (value !== null && of[place]?.missing === 'none' ? [value] : [])).sort(ascending);
    return { values, standIn: percentile(known, standIn) };
  });
  const places = columns[0]?.values.length ?? 0;
  return {
    values: Array.from({ length: places }, (_, place) => columns.map(({ values }) => values[place] ?? null)),
    standIns: columns.map((column) => column.standIn),
  };
}
