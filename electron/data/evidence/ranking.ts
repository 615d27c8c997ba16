import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { exactInteger, Real, toDecimalString, toFixedString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';

export type Rank = NonNullable<EvidenceAnswer['rank']>;

/** Figures per 10,000 residents are shown with two decimals; they are compared with all of theirs. */
const SHOWN_PLACES = 2;

export interface RankingInput {
  /** Every town (or county) there is; one without rows counts as 0. */
  readonly everywhere: readonly string[];
  /** Those of the proposal. */
  readonly places: readonly string[];
  readonly totals: ReadonlyMap<string, Exact>;
  /** Residents by place; empty where the question is not asked per residents. */
  readonly residents: ReadonlyMap<string, number>;
}

/**
 * Where the proposal's places stand among all, 1 = most; equal figures share the better position.
 * Of several places the highest-ranked one is told: whoever assesses must not miss the one place where it is worst.
 * Per 10,000 residents where these are known for a place of the proposal (places without are left out then), else by plain figure.
 * Null where nothing happened in the proposal's places: when nine towns have a case each, "tenth of 103" would say of a 0
 * that it is among the worst.
 */
export function rankPlaces({ everywhere, places, totals, residents }: RankingInput): Rank | null {
  const populated = (place: string): boolean => (residents.get(place) ?? 0) > 0;
  const per = places.some(populated) ? 'residents' : 'count';
  const ranked = (per === 'residents' ? everywhere.filter(populated) : everywhere).map((place) => {
    const total = totals.get(place) ?? ZERO;
    return { place, figure: per === 'residents' ? new Real(total).times(10_000).div(exactInteger(residents.get(place) ?? 1)) : total };
  });
  const mine = ranked.filter(({ place }) => places.includes(place)).sort((a, b) => b.figure.cmp(a.figure) || places.indexOf(a.place) - places.indexOf(b.place));
  const [highest] = mine;
  if (highest === undefined || highest.figure.isZero()) return null;
  const shown = (figure: Exact): string => (per === 'residents' ? toFixedString(figure, SHOWN_PLACES) : toDecimalString(figure));
  return {
    rank: 1 + ranked.filter(({ figure }) => figure.gt(highest.figure)).length,
    of: ranked.length,
    per,
    place: highest.place,
    value: shown(highest.figure),
    median: shown(median(ranked.map(({ figure }) => figure))),
  };
}

function median(figures: readonly Exact[]): Exact {
  const sorted = [...figures].sort((a, b) => a.cmp(b));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? ZERO;
  if (sorted.length % 2 === 1) return upper;
  return new Real(sorted[sorted.length / 2 - 1] ?? ZERO).plus(upper).div(2);
}
