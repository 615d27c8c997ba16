import { categoryById, fieldById, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { scaledToText, type RegionIndex } from '#shared/domain/codes/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import { isRowRule, neededCategories, silentMonths, silentPlaces, type QualityRule, type RowRule, type RuleOf, type SilenceVerdict } from '#shared/domain/quality/index.ts';
import { addMonths, chinaDay } from '#shared/domain/supply/index.ts';
import type { PlaceFinding } from '#shared/contract/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { lastRow, pause, rowsByPlace, rowSpan, supplyFacts } from '#data/supply/index.ts';
import { countDuplicates, duplicateRows, partsOf, townTotals } from './group-repository.ts';
import { brokenRows, compileRule, countStretch, holdsRows, type SingleRule } from './rule-repository.ts';

/** Row ids kept of one rule: enough to see what is wrong and to send back. */
export const KEPT_ROWS = 1000;
const KEPT_PLACES = 500;
/** Row ids a statement looks at, so that other calls are answered in between. */
const STRETCH = 25_000;

/** What one rule found. */
export interface RuleOutcome {
  readonly rule: QualityRule;
  readonly checked: number;
  readonly found: number;
  readonly skipped: 'noRows' | null;
  readonly rowIds: readonly number[];
  readonly places: readonly PlaceFinding[];
}

export interface Steps {
  /** Told after every statement: rows looked at since the last time. @throws AppError CANCELLED to stop */
  step(rows: number): void;
}

/** Holds one rule against the store. */
export async function evaluateRule(context: CoreContext, rule: QualityRule, steps: Steps): Promise<RuleOutcome> {
  if (isRowRule(rule)) return evaluateRows(context, rule, steps);
  if (await lacksRows(context, rule)) return notJudged(rule);
  steps.step(0);
  switch (rule.kind) {
    case 'silence': return silence(context, rule);
    case 'townTotal': return townTotal(context, rule);
    case 'staleness': return staleness(context, rule);
  }
}

/** Holds a rule that looks at rows against all current rows of its category; with a batch, against those that it brought. */
export async function evaluateRows(context: CoreContext, rule: RowRule, steps: Steps, batch?: number): Promise<RuleOutcome> {
  if (await lacksRows(context, rule)) return notJudged(rule);
  return rule.kind === 'duplicate' ? duplicates(context, rule, steps, batch) : rowByRow(context, rule, steps, batch);
}

/** Row ids that a rule will walk over: what its progress is measured by. */
export async function rowsToWalk({ store, catalogue }: CoreContext, rule: QualityRule, batch?: number): Promise<number> {
  if (!isRowRule(rule)) return 0;
  const category = categoryOf(catalogue, rule);
  if (batch === undefined || rule.kind === 'duplicate') return lastRow(store.db, category);
  const span = await rowSpan(store.db, category, batch);
  return span === null ? 0 : span.last - span.first + 1;
}

async function lacksRows({ store, catalogue }: CoreContext, rule: QualityRule): Promise<boolean> {
  for (const id of neededCategories(rule)) if (!(await holdsRows(store.db, catalogue, id))) return true;
  return false;
}

function notJudged(rule: QualityRule): RuleOutcome {
  return { rule, checked: 0, found: 0, skipped: 'noRows', rowIds: [], places: [] };
}

async function rowByRow({ store, catalogue, clock }: CoreContext, rule: SingleRule, steps: Steps, batch: number | undefined): Promise<RuleOutcome> {
  const compiled = compileRule(catalogue, rule, chinaDay(clock.now()));
  const span = batch === undefined ? { first: 1, last: await lastRow(store.db, compiled.category) } : await rowSpan(store.db, compiled.category, batch);
  const last = span?.last ?? 0;
  const rowIds: number[] = [];
  let [checked, found] = [0, 0];
  for (let after = (span?.first ?? 1) - 1; after < last; after += STRETCH) {
    const stretch = { after, upTo: after + STRETCH, batch };
    const counts = await countStretch(store.db, compiled, stretch);
    checked += counts.checked;
    found += counts.found;
    if (counts.found > 0 && rowIds.length < KEPT_ROWS) rowIds.push(...(await brokenRows(store.db, compiled, stretch, KEPT_ROWS - rowIds.length)));
    steps.step(Math.min(STRETCH, last - after));
    await pause();
  }
  return { rule, checked, found, skipped: null, rowIds, places: [] };
}

async function duplicates({ store, catalogue }: CoreContext, rule: RuleOf<'duplicate'>, steps: Steps, batch: number | undefined): Promise<RuleOutcome> {
  const category = categoryOf(catalogue, rule);
  const parts = await partsOf(store.db, category, rule);
  const share = (await lastRow(store.db, category)) / Math.max(1, parts.length);
  const rowIds: number[] = [];
  let [checked, found] = [0, 0];
  for (const part of parts) {
    const look = { category, rule, part, batch };
    const counts = await countDuplicates(store.db, look);
    checked += counts.checked;
    found += counts.found;
    if (counts.found > 0 && rowIds.length < KEPT_ROWS) rowIds.push(...(await duplicateRows(store.db, look, KEPT_ROWS - rowIds.length)));
    steps.step(share);
    await pause();
  }
  return { rule, checked, found, skipped: null, rowIds, places: [] };
}

async function silence(context: CoreContext, rule: RuleOf<'silence'>): Promise<RuleOutcome> {
  const { store, regions } = context;
  const [facts] = await supplyFacts(context, store.db, [categoryOf(context.catalogue, rule)]);
  const first = [...(facts?.months.keys() ?? [])].find((month) => month !== '');
  const newest = facts?.wholeMonth ?? null;
  if (facts === undefined || first === undefined || newest === null) return places(rule, { checked: 0, found: [] }, regions);
  const wish = { newest, first, months: rule.months, least: rule.least };
  if (rule.level === 'category') return places(rule, silentMonths(facts.months, wish), regions);
  return places(rule, silentPlaces(await rowsByPlace(store.db, rule.category, rule.level, addMonths(newest, -rule.months), newest), wish), regions);
}

function places(rule: RuleOf<'silence'>, verdict: SilenceVerdict, regions: RegionIndex): RuleOutcome {
  const found = verdict.found.map(({ place, month, usual }) => ({
    place, name: rule.level === 'town' ? (regions.nameOf(place) ?? place) : place, month, value: '0', expected: String(usual),
  }));
  return { rule, checked: verdict.checked, found: found.length, skipped: null, rowIds: [], places: found.slice(0, KEPT_PLACES) };
}

async function townTotal({ store, catalogue, regions }: CoreContext, rule: RuleOf<'townTotal'>): Promise<RuleOutcome> {
  const category = categoryOf(catalogue, rule);
  const other = categoryById(catalogue, rule.other.category) ?? category;
  const scale = fieldById(category, rule.field)?.scale ?? 0;
  const totals = await townTotals(store.db, { category, field: rule.field }, { category: other, field: rule.other.field });
  const found = totals.filter(({ sum, expected }) => exact(sum).lt(exact(expected).times(rule.low)) || exact(sum).gt(exact(expected).times(rule.high)));
  return {
    rule, checked: totals.length, found: found.length, skipped: null, rowIds: [],
    places: found.slice(0, KEPT_PLACES).map(({ town, sum, expected }) => ({
      place: town, name: regions.nameOf(town) ?? town, month: null, value: scaledToText(Number(sum), scale), expected: scaledToText(Number(expected), scale),
    })),
  };
}

async function staleness(context: CoreContext, rule: RuleOf<'staleness'>): Promise<RuleOutcome> {
  const [facts] = await supplyFacts(context, context.store.db, [categoryOf(context.catalogue, rule)]);
  const late = facts !== undefined && facts.freshness.daysLate > rule.days;
  const finding = { place: '', name: '', month: null, value: facts?.freshness.coveredTo ?? '', expected: facts?.freshness.dueOn ?? '' };
  return { rule, checked: 1, found: late ? 1 : 0, skipped: null, rowIds: [], places: late ? [finding] : [] };
}

function categoryOf(catalogue: CoreContext['catalogue'], { category: id }: RowRule | QualityRule): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new Error(`rule over unknown category ${id}`);
  return category;
}
