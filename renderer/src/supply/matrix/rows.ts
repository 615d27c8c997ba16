import type { CategorySupply, SupplyMatrix, SystemSupply } from '#shared/contract/index.ts';
import type { FreshnessState } from '#shared/domain/supply/index.ts';
import type { Sort } from '@/ui/index.ts';

/** The state to show; null = all. */
export type StateChoice = FreshnessState | null;

export interface SupplyRow {
  readonly system: SystemSupply;
  readonly category: CategorySupply;
}

/** How many categories are in each state. */
export function countStates(categories: readonly CategorySupply[]): Readonly<Record<FreshnessState, number>> {
  const counts = { due: 0, expected: 0, current: 0, never: 0 };
  for (const { freshness } of categories) counts[freshness.state] += 1;
  return counts;
}

const KEYS: Readonly<Record<string, (row: SupplyRow) => number | string>> = {
  category: ({ category }) => Number(category.id.split('.')[0]) * 1000 + Number(category.id.split('.')[1]),
  covered: ({ category }) => category.freshness.coveredTo ?? '',
  due: ({ category }) => category.freshness.dueOn ?? '',
  late: ({ category }) => category.freshness.daysLate,
  rows: ({ category }) => category.rows,
  refused: ({ category }) => (category.read === 0 ? 0 : category.rejected / category.read),
  findings: ({ category }) => category.findings?.found ?? 0,
};

/** Columns of the table that can be sorted by. */
export const SORTABLE: ReadonlySet<string> = new Set(Object.keys(KEYS));

/** Categories as rows: of one state or all, in the order of the catalogue or as asked; equal ones keep their order. */
export function supplyRows(matrix: SupplyMatrix, state: StateChoice, sort: Sort | null): readonly SupplyRow[] {
  const rows = matrix.systems.flatMap((system) => system.categories.map((category) => ({ system, category }))).filter(({ category }) => state === null || category.freshness.state === state);
  const key = sort === null ? undefined : KEYS[sort.field];
  if (key === undefined || sort === null) return rows;
  const sign = sort.direction === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare(key(a), key(b)));
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where an arrow key leads from a cell (column, row) of columns of different heights; null where it leads nowhere. */
export function moveCell(key: string, column: number, row: number, heights: readonly number[]): { readonly column: number; readonly row: number } | null {
  const bottom = (at: number): number => (heights[at] ?? 0) - 1;
  switch (key) {
    case 'ArrowUp': return row > 0 ? { column, row: row - 1 } : null;
    case 'ArrowDown': return row < bottom(column) ? { column, row: row + 1 } : null;
    case 'ArrowLeft': return column > 0 ? { column: column - 1, row: Math.min(row, bottom(column - 1)) } : null;
    case 'ArrowRight': return column < heights.length - 1 ? { column: column + 1, row: Math.min(row, bottom(column + 1)) } : null;
    case 'Home': return { column, row: 0 };
    case 'End': return { column, row: bottom(column) };
    default: return null;
  }
}
