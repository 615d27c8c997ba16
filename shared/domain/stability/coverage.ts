import type { Places } from './places.ts';
import type { Series } from './series.ts';

/** Over how many months of a window a category speaks. */
export interface Coverage {
  /** Months of the window in which anybody has a record. */
  everywhere(month: number, length: number): number;
  /** Those of them that lie between the county's first and last record: outside of these it did not report. */
  ofCounty(county: number, month: number, length: number): number;
}

/**
 * A month in which the whole city has no record of a category was not reported. A county reports from its first to its last month with
 * a record; an empty month between them is a quiet one.
 */
export function createCoverage(series: Series, places: Places, months: number): Coverage {
  const anybody = Array.from({ length: months }, (_, month) => series.all(month, 1) > 0n);
  const spans = places.counties.map((_, county) => {
    const held = anybody.flatMap((any, month) => (any && series.county(county, month, 1) > 0n ? [month] : []));
    return { first: held[0] ?? Infinity, last: held.at(-1) ?? -Infinity };
  });
  const count = (month: number, length: number, from: number, to: number): number => {
    let found = 0;
    for (let at = Math.max(0, month - length + 1, from); at <= Math.min(month, to); at++) if (anybody[at] === true) found += 1;
    return found;
  };
  return {
    everywhere: (month, length) => count(month, length, 0, months),
    ofCounty: (county, month, length) => {
      const span = spans[county];
      return span === undefined ? 0 : count(month, length, span.first, span.last);
    },
  };
}

/** Own assessments are always known. */
export const ALWAYS: Coverage = { everywhere: (_month, length) => length, ofCounty: (_county, _month, length) => length };
