import type { StabilityRow } from '#shared/contract/index.ts';
import type { Colour } from '#shared/domain/stability/index.ts';
import type { Sort } from '@/ui/index.ts';
import { drawn } from './figures.ts';

export interface RowFilter {
  readonly text: string;
  readonly county: string | null;
  readonly colour: Colour | 'missing' | null;
}

export const NO_FILTER: RowFilter = { text: '', county: null, colour: null };

/** Rows that fit every part of the filter, in their order. */
export function filterRows(rows: readonly StabilityRow[], { text, county, colour }: RowFilter): readonly StabilityRow[] {
  const wanted = text.trim();
  return rows.filter((row) => (wanted === '' || row.name.includes(wanted) || row.place.startsWith(wanted)) && (county === null || row.county === county) && (colour === null || (row.colour ?? 'missing') === colour));
}

/** Sorted by a column; what is missing comes last in both directions, equal values keep the order of the ranking. */
export function sortRows(rows: readonly StabilityRow[], sort: Sort | null): readonly StabilityRow[] {
  if (sort === null) return rows;
  const sign = sort.direction === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [sortValue(a, sort.field), sortValue(b, sort.field)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return left < right ? -sign : left > right ? sign : 0;
  });
}

const COLOUR_ORDER: Readonly<Record<Colour, number>> = { green: 0, blue: 1, yellow: 2, red: 3 };

function sortValue(row: StabilityRow, field: string): number | string | null {
  switch (field) {
    case 'rank': return row.rank;
    case 'name': return row.name;
    case 'county': return row.county;
    case 'score': return drawn(row.score);
    case 'colour': return row.colour === null ? null : COLOUR_ORDER[row.colour];
    case 'change': return drawn(row.change);
    case 'rankChange': return row.rankChange;
    case 'range': return row.rankLow;
    case 'tier': return row.tier;
    case 'missing': return drawn(row.missing);
    case 'residents': return row.residents;
    default: return drawn(row.dimensions.find(({ id }) => `d-${id}` === field)?.score ?? null);
  }
}

/** Tiers that hold more than one place: these are tied. */
export function tiedTiers(rows: readonly StabilityRow[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const tied = new Set<number>();
  for (const { tier } of rows) {
    if (tier === null) continue;
    if (seen.has(tier)) tied.add(tier);
    seen.add(tier);
  }
  return tied;
}
