import type { StabilityLevel, StabilityMonthState, StabilityRun, StabilityState, StabilitySubject } from '#shared/contract/index.ts';
import { monthsUntil, queriesOf, type IndexDefinition, type LevelResult, type PlaceResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { definitionsOf, newestDefinition } from './definitions.ts';
import { readBatches, type Batches } from './figure-repository.ts';
import { categoriesAsked } from './pass.ts';
import { definitionOfRun, headerOf, placeOfRow } from './run.ts';
import { accountNames, allPlaces, allRuns, monthsHeld, runsOf, type RunRow } from './run-repository.ts';

export type Which = 'published' | 'latest';
type Needs = Pick<CallContext, 'store' | 'catalogue' | 'regions' | 'inUse' | 'clock'>;

/** Months that may be computed back from the newest. */
const MONTHS_OFFERED = 60;
/** Months of a window that tell whether a category speaks at all. */
const YEAR = 12;

export function subjectOf(level: StabilityLevel): StabilitySubject {
  return level === 'department' ? 'department' : 'town';
}

/** How the runs of the store are shown: with names, and whether batches came or went since. */
export async function runViewer({ store }: Pick<Needs, 'store'>): Promise<(row: RunRow) => StabilityRun> {
  const [batches, names] = [await readBatches(store.db), await accountNames(store.db)];
  const name = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? id));
  return (row) => {
    const { panel } = headerOf(row);
    return {
      id: row.id,
      subject: row.subject === 'department' ? 'department' : 'town',
      month: row.month,
      definition: row.definition_ref,
      definitionHash: row.definition_hash,
      state: row.state as StabilityState,
      hash: row.result_hash,
      inputHash: row.input_hash,
      panel,
      lastBatch: row.last_batch,
      stale: isStale(row, batches, categoriesAsked(queriesOf(definitionOfRun(row)))),
      computedAt: row.computed_at,
      computedBy: name(row.computed_by) ?? row.computed_by,
      reviewedAt: row.reviewed_at,
      reviewedBy: name(row.reviewed_by),
      reviewNote: row.review_note,
      publishedAt: row.published_at,
      publishedBy: name(row.published_by),
    };
  };
}

function isStale({ last_batch, undone_count }: RunRow, batches: Batches, categories: readonly string[]): boolean {
  return batches.isNew(categories, last_batch) || batches.undone(categories, last_batch) !== undone_count;
}

/**
 * The run of a month that is asked for; without a wish the published one, where there is one.
 *
 * @throws AppError NOT_FOUND where the month was not computed, or not published
 */
export async function chooseRun({ store }: Pick<Needs, 'store'>, subject: StabilitySubject, month: string, which: Which | undefined): Promise<{ readonly run: RunRow; readonly beside: RunRow | null }> {
  const { published, open } = await runsOf(store.db, subject, month);
  const run = which === 'latest' ? (open ?? published) : which === 'published' ? published : (published ?? open);
  if (run === null) throw new AppError('NOT_FOUND', `The index of ${month} was not ${which === 'published' ? 'published' : 'computed'} yet.`, { month });
  return { run, beside: run === published ? open : null };
}

/** A level of a run as a whole: all places with all their figures. */
export interface WholeLevel {
  readonly run: RunRow;
  readonly definition: IndexDefinition;
  readonly goalposts: ReturnType<typeof headerOf>['goalposts'];
  readonly header: Omit<LevelResult, 'places'> | null;
  readonly places: readonly PlaceResult[];
}

/** For what needs everything at once: a workbook, the command line. */
export async function wholeLevel(context: Pick<Needs, 'store'>, level: StabilityLevel, month: string, which: Which | undefined): Promise<WholeLevel> {
  const { run } = await chooseRun(context, subjectOf(level), month, which);
  const { goalposts, levels } = headerOf(run);
  const places = (await allPlaces(context.store.db, run.id)).filter((row) => row.level === level).map(placeOfRow);
  return { run, definition: definitionOfRun(run), goalposts, header: levels.find((one) => one.level === level) ?? null, places };
}

/** Every month with data, and every one that has a run, newest first. */
export async function monthStates(context: Needs, subject: StabilitySubject): Promise<StabilityMonthState[]> {
  const { store, clock } = context;
  const { value } = newestDefinition(definitionsOf(context), subject);
  const categories = categoriesAsked(queriesOf(value));
  const held = await monthsHeld(store.db, categories, clock.now().toISOString().slice(0, 7));
  const byMonth = new Map<string, Set<string>>();
  for (const { category, month } of held) byMonth.set(month, (byMonth.get(month) ?? new Set()).add(category));
  const view = await runViewer(context);
  const runs = new Map<string, { published: StabilityRun | null; latest: StabilityRun | null }>();
  for (const row of await allRuns(store.db, subject)) {
    const known = runs.get(row.month) ?? { published: null, latest: null };
    runs.set(row.month, row.state === 'published' ? { ...known, published: view(row) } : { ...known, latest: view(row) });
  }
  const [newest] = [...byMonth.keys()].sort().reverse();
  const offered = newest === undefined ? [] : monthsUntil(newest, MONTHS_OFFERED).filter((month) => byMonth.has(month));
  return [...new Set([...offered, ...runs.keys()])].sort().reverse().map((month) => ({
    month,
    published: runs.get(month)?.published ?? null,
    latest: runs.get(month)?.latest ?? null,
    categoriesWithData: new Set(monthsUntil(month, YEAR).flatMap((one) => [...(byMonth.get(one) ?? [])])).size,
    categories: categories.length,
  }));
}
