import { canonicalJson } from '#shared/util/canonical-json.ts';
import { BASES, indicatorsOf, type IndexDefinition } from './definition.ts';
import { monthNumber, monthsBetween, monthsUntil, monthText } from './months.ts';
import { isCategoryQuery, type CategoryQuery, type IndexQuery } from './query.ts';

/** Months of the trend that stands beside a score. */
export const TREND_MONTHS = 36;

/**
 * What a query found: by month ("" for what has no date) and by subject (town, else county, else ""; or department) the number of
 * rows, or the sum as the store holds it (a whole number, as text). Nothing found is left out.
 */
export type Cells = Readonly<Record<string, Readonly<Record<string, number | string>>>>;

export type QueryCells = {
  readonly query: IndexQuery;
  /** Decimal places of a sum: the field's. */
  readonly scale: number;
  readonly cells: Cells;
};

/** Everything that a month of an index is computed from; with the definition it is enough to compute it again. */
export type IndexInputs = {
  readonly format: 1;
  /** Reference and SHA-256 of the definition. */
  readonly definition: { readonly ref: string; readonly hash: string };
  readonly month: string;
  /** Batches up to this one were known. */
  readonly lastBatch: number;
  readonly counties: readonly { readonly code: string; readonly name: string; readonly towns: readonly { readonly code: string; readonly name: string }[] }[];
  readonly queries: readonly QueryCells[];
};

/** One text for one query. */
export function queryKey(query: IndexQuery): string {
  return canonicalJson(query);
}

/** The query that tells whether a category says anything at all, about the same places. */
export function coverageQuery({ category, via }: CategoryQuery): CategoryQuery {
  return { category, measure: { kind: 'count' }, where: [], ...(via === undefined ? {} : { via }) };
}

/** Every query a definition asks, once, in its order: figures, bases, what is taken off, and whether the categories say anything. */
export function queriesOf(definition: IndexDefinition): IndexQuery[] {
  const asked: IndexQuery[] = indicatorsOf(definition).flatMap(({ indicator: { numerator, denominator } }) => (denominator.kind === 'share' ? [numerator, denominator.of] : [numerator]));
  const bases = BASES.flatMap((base) => definition.bases[base]?.query ?? []);
  const after = [...definition.deductions, ...definition.vetoes].map(({ query }) => query);
  const named: CategoryQuery[] = (definition.departments?.categories ?? []).map((category) => ({ category, measure: { kind: 'count' }, where: [] }));
  const all = [...asked, ...bases, ...after];
  const coverages = all.filter(isCategoryQuery).map(coverageQuery);
  return [...new Map([...all, ...coverages, ...named].map((query) => [queryKey(query), query])).values()];
}

/** The months that the goalposts of a month come from: up to December of the year before. */
export function panelOf(definition: Pick<IndexDefinition, 'panelMonths'>, month: string): string[] {
  return monthsUntil(`${String(Number(month.slice(0, 4)) - 1).padStart(4, '0')}-12`, definition.panelMonths);
}

/** Months that need a score of their own kind (panel and trend), and all months whose cells these windows reach. */
export function monthsNeeded(definition: IndexDefinition, month: string): { readonly panel: readonly string[]; readonly trend: readonly string[]; readonly cells: readonly string[] } {
  const panel = panelOf(definition, month);
  const trend = monthsUntil(month, TREND_MONTHS);
  const first = Math.min(monthNumber(panel[0] ?? month), monthNumber(trend[0] ?? month));
  const longest = Math.max(...indicatorsOf(definition).map(({ indicator }) => indicator.windowMonths));
  return { panel, trend, cells: monthsBetween(monthText(first - longest + 1), month) };
}
