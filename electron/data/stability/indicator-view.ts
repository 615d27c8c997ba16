import type { StabilityIndicatorView } from '#shared/contract/index.ts';
import { categoryById, fieldById, type Catalogue } from '#shared/domain/catalogue/index.ts';
import { frameOf, indicatorsOf, isCategoryQuery, shown, windowDays, type IndexDefinition, type IndexQuery, type Indicator, type IndicatorResult } from '#shared/domain/stability/index.ts';
import type { Header } from './run.ts';

/** What one row, or one matter, is counted in. */
const ROWS = '件';

/** The indicators of a place with all that their figures are made of, by id. */
export function indicatorViews(catalogue: Catalogue, definition: IndexDefinition, header: Pick<Header, 'goalposts'>, month: string, results: readonly IndicatorResult[]): ReadonlyMap<string, StabilityIndicatorView> {
  const { shares } = frameOf(definition);
  const found = new Map(results.map((result) => [result.id, result]));
  const goalposts = new Map(header.goalposts.map((one) => [one.indicator, one]));
  return new Map(indicatorsOf(definition).flatMap(({ indicator }, at) => {
    const result = found.get(indicator.id);
    const ends = goalposts.get(indicator.id);
    if (result === undefined) return [];
    const { id: _, ...figures } = result;
    const category = isCategoryQuery(indicator.numerator) ? (categoryById(catalogue, indicator.numerator.category) ?? null) : null;
    const view: StabilityIndicatorView = {
      ...about(indicator),
      category: category?.id ?? null,
      categoryName: category?.name ?? null,
      unit: unitOf(catalogue, indicator.numerator),
      ...windowDays(month, indicator.windowMonths),
      ...figures,
      goalposts: ends === undefined || ends.low === null || ends.high === null ? null : { low: ends.low, high: ends.high },
      weight: shown(shares[at] ?? 0n),
    };
    return [[indicator.id, view] as const];
  }));
}

function about({ id, name, reason, direction, windowMonths, denominator }: Indicator): Pick<StabilityIndicatorView, 'id' | 'name' | 'reason' | 'direction' | 'windowMonths' | 'denominatorKind' | 'per'> {
  return { id, name, reason, direction, windowMonths, denominatorKind: denominator.kind, per: 'per' in denominator ? denominator.per : null };
}

function unitOf(catalogue: Catalogue, query: IndexQuery): string {
  if (!isCategoryQuery(query) || query.measure.kind === 'count') return ROWS;
  const category = categoryById(catalogue, query.category);
  return (category === undefined ? undefined : fieldById(category, query.measure.field)?.unit) ?? '';
}
