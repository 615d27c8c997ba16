import { median, monthsUpTo } from '#shared/domain/supply/index.ts';

/** Months of past without which nothing is said. */
const FEWEST = 3;

/** Rows by place and month; a month that a place lacks counts 0. */
export interface PlaceMonths {
  readonly place: string;
  readonly month: string;
  readonly rows: number;
}

export interface Silence {
  readonly place: string;
  readonly month: string;
  /** Rows a month that the past led to expect: the median. */
  readonly usual: number;
}

export interface SilenceVerdict {
  /** Places (or months) whose past says that there should be rows. */
  readonly checked: number;
  readonly found: readonly Silence[];
}

/**
 * Places without any row in `newest` whose median over the `months` before is at least `least`. Months before `first`, in which
 * nobody reported yet, say nothing; fewer than three months of past say nothing either.
 */
export function silentPlaces(rows: readonly PlaceMonths[], wish: { readonly newest: string; readonly first: string; readonly months: number; readonly least: number }): SilenceVerdict {
  const before = monthsUpTo(wish.newest, wish.months + 1).slice(0, -1).filter((month) => month >= wish.first);
  const places = new Map<string, Map<string, number>>();
  for (const row of rows) {
    if (row.place === '') continue;
    const known = places.get(row.place) ?? new Map<string, number>();
    places.set(row.place, known.set(row.month, (known.get(row.month) ?? 0) + row.rows));
  }
  if (before.length < FEWEST) return { checked: 0, found: [] };
  const usual = [...places].flatMap(([place, months]) => {
    const middle = median(before.map((month) => months.get(month) ?? 0)) ?? 0;
    return middle >= wish.least ? [{ place, usual: middle, rows: months.get(wish.newest) ?? 0 }] : [];
  });
  const found = usual.filter((one) => one.rows === 0).map((one) => ({ place: one.place, month: wish.newest, usual: one.usual }));
  return { checked: usual.length, found: found.sort((a, b) => b.usual - a.usual || (a.place < b.place ? -1 : 1)) };
}

/** Months without any row among the last `months` up to `newest`, of a category whose median over the others is at least `least`. */
export function silentMonths(rows: ReadonlyMap<string, number>, wish: { readonly newest: string; readonly first: string; readonly months: number; readonly least: number }): SilenceVerdict {
  const months = monthsUpTo(wish.newest, wish.months).filter((month) => month >= wish.first);
  const counts = months.map((month) => rows.get(month) ?? 0);
  const usual = median(counts.filter((count) => count > 0)) ?? 0;
  if (usual < wish.least) return { checked: 0, found: [] };
  return { checked: months.length, found: months.filter((_, position) => counts[position] === 0).map((month) => ({ place: '', month, usual })) };
}
