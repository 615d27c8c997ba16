import type { ParsedInput, StabilityCorrection, StabilityDefinitionView, StabilityLevel, StabilityMonthView, StabilityPlaceView, StabilityRow, StabilityTrendPoint } from '#shared/contract/index.ts';
import { indicatorsOf, queriesOf, type Colour } from '#shared/domain/stability/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { definitionsOf, refOf } from './definitions.ts';
import { indicatorViews } from './indicator-view.ts';
import { categoriesAsked } from './pass.ts';
import { definitionOfRun, detailOf, headerOf, rankingOf, trendOf, type Ranking } from './run.ts';
import { placeOf, placeParts, type RunRow } from './run-repository.ts';
import { chooseRun, runViewer, subjectOf } from './runs.ts';

/** Every released definition, with the names of the categories that they ask. */
export function definitionViews(context: CallContext): StabilityDefinitionView[] {
  return definitionsOf(context).map(({ value, hash, newest }) => {
    const asked = new Set(categoriesAsked(queriesOf(value)));
    return {
      ref: refOf(value), hash, inUse: newest, definition: value,
      categories: Object.fromEntries(context.catalogue.categories.filter(({ id }) => asked.has(id)).map(({ id, name }) => [id, name])),
      groups: value.dimensions.reduce((sum, { groups }) => sum + groups.length, 0),
      indicators: indicatorsOf(value).length,
    };
  });
}

export async function monthView(context: CallContext, { level, month, which }: ParsedInput<'stability.month'>): Promise<StabilityMonthView> {
  const { run, beside } = await chooseRun(context, subjectOf(level), month, which);
  const view = await runViewer(context);
  const header = headerOf(run).levels.find((one) => one.level === level);
  const rows = await rowsOf(context, run, level);
  return {
    run: view(run),
    level,
    rows,
    median: header?.median ?? null,
    colours: countColours(rows),
    silent: header?.silent ?? [],
    unplaced: header?.unplaced ?? [],
    correction: beside === null ? null : { run: view(beside), rows: differences(rows, await rowsOf(context, beside, level)) },
  };
}

export async function rowsOf({ store }: Pick<CallContext, 'store'>, run: RunRow, level: StabilityLevel): Promise<StabilityRow[]> {
  return (await placeParts(store.db, run.id, level, 'ranking')).map(({ text }) => rankingOf(text));
}

function countColours(rows: readonly Ranking[]): StabilityMonthView['colours'] {
  const count = (colour: Colour): number => rows.filter((row) => row.colour === colour).length;
  return { green: count('green'), blue: count('blue'), yellow: count('yellow'), red: count('red') };
}

/** Places whose figure is another one now, in the order of the published ranking. */
function differences(published: readonly StabilityRow[], later: readonly StabilityRow[]): StabilityCorrection['rows'] {
  const before = new Map(published.map((row) => [row.place, row]));
  const after = new Map(later.map((row) => [row.place, row]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [old, now] = [before.get(place), after.get(place)];
    if (old?.score === now?.score && old?.rank === now?.rank) return [];
    return [{ place, name: now?.name ?? old?.name ?? place, publishedScore: old?.score ?? null, score: now?.score ?? null, publishedRank: old?.rank ?? null, rank: now?.rank ?? null, colour: now?.colour ?? null }];
  });
}

export async function trendViews(context: CallContext, { level, month, which }: ParsedInput<'stability.trends'>): Promise<{ place: string; name: string; trend: readonly StabilityTrendPoint[] }[]> {
  const { run } = await chooseRun(context, subjectOf(level), month, which);
  const names = new Map((await rowsOf(context, run, level)).map(({ place, name }) => [place, name]));
  return (await placeParts(context.store.db, run.id, level, 'trend')).map(({ place, text }) => ({ place, name: names.get(place) ?? place, trend: trendOf(text) }));
}

export async function placeView(context: CallContext, { level, month, place, which }: ParsedInput<'stability.place'>): Promise<StabilityPlaceView> {
  const { run } = await chooseRun(context, subjectOf(level), month, which);
  const kept = await placeOf(context.store.db, run.id, level, place);
  const [row, detail, definition, header] = [rankingOf(kept.ranking), detailOf(kept.detail), definitionOfRun(run), headerOf(run)];
  const medians = header.levels.find((one) => one.level === level)?.dimensionMedians ?? [];
  const indicators = indicatorViews(context.catalogue, definition, header, run.month, detail.indicators);
  const groupScores = new Map(detail.groups.map(({ id, score }) => [id, score]));
  return {
    run: (await runViewer(context))(run),
    level,
    row,
    dimensions: definition.dimensions.map((dimension, d) => ({
      id: dimension.id, name: dimension.name, weight: dimension.weight,
      score: row.dimensions[d]?.score ?? null, missing: row.dimensions[d]?.missing ?? '1',
      lost: detail.losses[d]?.lost ?? null, rank: detail.losses[d]?.rank ?? null, median: medians[d] ?? null,
      groups: dimension.groups.map(({ id, name, weight, indicators: of }) => ({
        id, name, weight, score: groupScores.get(id) ?? null,
        indicators: of.flatMap((indicator) => indicators.get(indicator.id) ?? []),
      })),
    })),
    deductions: definition.deductions.map(({ id, name }) => ({ id, name, ...(detail.deductions.find((one) => one.id === id) ?? { count: '0', points: '0' }) })),
    vetoes: definition.vetoes.map(({ id, name }) => ({ id, name, ...(detail.vetoes.find((one) => one.id === id) ?? { count: '0', met: false }) })),
    capped: detail.capped,
    trend: trendOf(kept.trend),
  };
}
