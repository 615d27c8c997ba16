import type { KeptQuery } from './pass.ts';

/** What one query counts (or adds up, as the store holds it) at one subject in one month ('' = no date). */
export interface Contribution {
  readonly query: KeptQuery;
  readonly month: string;
  readonly subject: string;
  readonly value: bigint;
}

/** Contributions added up by query, month and subject. */
export class Tally {
  readonly #months = new Map<KeptQuery, Map<string, Map<string, bigint>>>();

  add(contributions: readonly Contribution[], sign: 1n | -1n): void {
    for (const { query, month, subject, value } of contributions) {
      const cells = cellsOf(this.#months, query, month);
      cells.set(subject, (cells.get(subject) ?? 0n) + sign * value);
    }
  }

  of(query: KeptQuery): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
    return this.#months.get(query) ?? new Map<string, ReadonlyMap<string, bigint>>();
  }
}

function cellsOf(months: Map<KeptQuery, Map<string, Map<string, bigint>>>, query: KeptQuery, month: string): Map<string, bigint> {
  const ofQuery = months.get(query) ?? new Map<string, Map<string, bigint>>();
  months.set(query, ofQuery);
  const cells = ofQuery.get(month) ?? new Map<string, bigint>();
  ofQuery.set(month, cells);
  return cells;
}
