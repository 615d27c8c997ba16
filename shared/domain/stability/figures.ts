import { indicatorsOf, type Indicator } from './definition.ts';
import { ascending, fixed, type Fixed } from './fixed.ts';
import { measure, type Measurement, type MonthMeasured, type Source } from './measure.ts';
import { goalpostsOf, percentile, scaleOf, type Goalposts, type Scale, type ScaleRule } from './scale.ts';

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
 * compared. Where fewer than twelve months of the panel hold anything, the months of the trend are added to it.
 */
export function* measureAll(source: Source, span: Span): Generator<number, IndicatorFigures[]> {
  const floor = fixed(source.definition.floor);
  const positions = [...new Set([...span.panel, ...span.trend])].sort((a, b) => a - b);
  const last = span.trend.at(-1);
  const figures: IndicatorFigures[] = [];
  for (const { indicator } of indicatorsOf(source.definition)) {
    const months = new Map(positions.map((month) => [month, measure(source, indicator, month, month === last)]));
    const held = span.panel.filter((month) => months.get(month)?.units.some(({ missing }) => missing === 'none'));
    const extended = indicator.goalposts.kind === 'panel' && held.length < SHORTEST_PANEL;
    const sorted = (extended ? positions : span.panel).flatMap((month) => (months.get(month)?.units ?? []).flatMap(({ missing, value }) => (missing === 'none' && value !== null ? [value] : []))).sort(ascending);
    figures.push({ indicator, months, goalposts: goalpostsOf(indicator.goalposts, sorted), extended, sorted, rule: { direction: indicator.direction, floor } });
    yield figures.length;
  }
  return figures;
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
