import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { exact, exactInteger, Real, toDecimalString, toFixedString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';
import { priorOf, shown, shrunkRate, UNIT, type Exposure } from '#shared/domain/stability/index.ts';

export type Rank = NonNullable<EvidenceAnswer['rank']>;

/** Figures per 10,000 residents are shown with two decimals; they are compared with all of theirs. */
const SHOWN_PLACES = 2;
const PER = 10_000;

export interface RankingInput {
  /** Every town (or county) there is; one without rows counts as 0. */
  readonly everywhere: readonly string[];
  /** Those of the proposal. */
  readonly places: readonly string[];
  readonly totals: ReadonlyMap<string, Exact>;
  /** Residents by place; empty where the question is not asked per residents. */
  readonly residents: ReadonlyMap<string, number>;
  /** Totals are numbers of cases, so chance can be told from difference: rates of small places are pulled towards the mean. */
  readonly cases: boolean;
}

/**
 * Where the proposal's places stand among all, 1 = most; equal figures share the better position.
 * Of several places the highest-ranked one is told: whoever assesses must not miss the one place where it is worst.
 * Per 10,000 residents where these are known for a place of the proposal (places without are left out then), else by plain figure.
 * Rates of cases are compared after small places were pulled towards the mean of all (empirical Bayes by moments, as in the index): of a
 * village of 800, one case more is no rise. The figure shown is the place's own; the pulled one stands beside it.
 * Null where nothing happened in the proposal's places: when nine towns have a case each, "tenth of 103" would say of a 0
 * that it is among the worst.
 */
export function rankPlaces({ everywhere, places, totals, residents, cases }: RankingInput): Rank | null {
  const populated = (place: string): boolean => (residents.get(place) ?? 0) > 0;
  const per = places.some(populated) ? 'residents' : 'count';
  const own = (per === 'residents' ? everywhere.filter(populated) : everywhere).map((place) => {
    const total = totals.get(place) ?? ZERO;
    return { place, total, plain: per === 'residents' ? new Real(total).times(PER).div(exactInteger(residents.get(place) ?? 1)) : total };
  });
  const pulled = per === 'residents' && cases ? pull(own, residents) : null;
  const ranked = own.map(({ place, total, plain }, position) => ({ place, total, plain, figure: pulled?.figures[position] ?? plain }));
  const mine = ranked.filter(({ place }) => places.includes(place)).sort((a, b) => b.figure.cmp(a.figure) || b.plain.cmp(a.plain) || places.indexOf(a.place) - places.indexOf(b.place));
  const highest = mine.find(({ total }) => !total.isZero());
  if (highest === undefined) return null;
  const words = (figure: Exact): string => (per === 'residents' ? toFixedString(figure, SHOWN_PLACES) : toDecimalString(figure));
  return {
    rank: 1 + ranked.filter(({ figure }) => figure.gt(highest.figure)).length,
    of: ranked.length,
    per,
    place: highest.place,
    value: words(highest.plain),
    median: words(median(ranked.map(({ figure }) => figure))),
    adjusted: pulled === null ? null : words(highest.figure),
    alike: pulled?.alike ?? false,
  };
}

/** Rates per 10,000 after shrinkage, in the order of the places, and whether nothing but chance lies between them. */
function pull(places: readonly { readonly place: string; readonly total: Exact }[], residents: ReadonlyMap<string, number>): { readonly figures: readonly Exact[]; readonly alike: boolean } | null {
  const exposures = places.map(({ place, total }): Exposure => ({ events: BigInt(total.toFixed(0)), exposure: BigInt(residents.get(place) ?? 0) }));
  const prior = priorOf([exposures], 'rate');
  if (prior === null) return null;
  return { figures: exposures.map((one) => exact(shown(shrunkRate(one, prior, BigInt(PER), UNIT)))), alike: prior.between === 0n };
}

/** The middle one, or halfway between the two in the middle; 0 of none. */
export function median(figures: readonly Exact[]): Exact {
  const sorted = [...figures].sort((a, b) => a.cmp(b));
  const upper = sorted[Math.floor(sorted.length / 2)] ?? ZERO;
  if (sorted.length % 2 === 1) return upper;
  return new Real(sorted[sorted.length / 2 - 1] ?? ZERO).plus(upper).div(2);
}
