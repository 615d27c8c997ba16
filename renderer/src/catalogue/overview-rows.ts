import type { CategorySummary, SystemSummary } from '#shared/contract/index.ts';

export interface OverviewRow {
  readonly system: SystemSummary;
  readonly category: CategorySummary;
}

/** Categories as rows: of one system or all, whose number or either name contains the text. */
export function overviewRows(systems: readonly SystemSummary[], systemId: string | null, text: string): readonly OverviewRow[] {
  const wanted = text.trim().toLowerCase();
  return systems
    .filter((system) => systemId === null || system.id === systemId)
    .flatMap((system) => system.categories.map((category) => ({ system, category })))
    .filter(({ category }) => wanted === '' || [category.id, category.name.zh, category.name.en, category.slug].some((part) => part.toLowerCase().includes(wanted)));
}

export interface Totals {
  readonly categories: number;
  /** Categories that hold rows. */
  readonly filled: number;
  readonly rows: number;
  readonly rejects: number;
}

export function totals(categories: readonly CategorySummary[]): Totals {
  return {
    categories: categories.length,
    filled: categories.filter((category) => category.rows > 0).length,
    rows: categories.reduce((sum, category) => sum + category.rows, 0),
    rejects: categories.reduce((sum, category) => sum + category.rejects, 0),
  };
}

/** "2024-01 – 2026-03"; null while nothing is held. */
export function period(category: Pick<CategorySummary, 'firstMonth' | 'lastMonth'>): string | null {
  if (category.firstMonth === null || category.lastMonth === null) return null;
  return category.firstMonth === category.lastMonth ? category.firstMonth : `${category.firstMonth} – ${category.lastMonth}`;
}
