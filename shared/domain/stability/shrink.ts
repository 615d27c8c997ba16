import { divide, type Fixed } from './fixed.ts';

/** Small rates squared need more places than results do. */
const FINE = 10n ** 30n;

/** Events and what they are counted against (people x months, or cases): whole numbers, the second above zero. */
export interface Exposure {
  readonly events: bigint;
  readonly exposure: bigint;
}

/** What all places together say about any of them. */
export interface Prior {
  /** Mean of all places, x 10^30. */
  readonly mean: bigint;
  /** Variance between places beyond what chance alone makes, x 10^30. */
  readonly between: bigint;
  /** Variance that chance alone makes at an exposure of 1, x 10^30. */
  readonly chance: bigint;
}

/**
 * Empirical Bayes by moments (Marshall 1991), over the months of a panel. The mean is that of all months together, m = sum y / sum n. The
 * variance between places is taken month by month about the month's own mean, so that a rise everywhere is not taken for a difference
 * between places, and averaged: s2 = sum n (y/n - m)2 / sum n, A = s2 - chance / mean n, at least 0. Chance is m for events (Poisson) and
 * m (1 - m) for shares (binomial). Months with nothing counted are left out; null where nothing was counted in any.
 */
export function priorOf(months: readonly (readonly Exposure[])[], kind: 'rate' | 'share'): Prior | null {
  const held = months.filter((places) => places.length > 0);
  const mean = meanRate(held);
  if (mean === null) return null;
  const sum = held.reduce((total, places) => total + betweenOf(places, kind), 0n);
  return { mean, between: divide(sum, BigInt(held.length)), chance: chanceOf(mean, kind) };
}

function meanRate(months: readonly (readonly Exposure[])[]): bigint | null {
  const sum = (of: keyof Exposure): bigint => months.reduce((total, places) => total + sumOf(places, of), 0n);
  const exposure = sum('exposure');
  return exposure === 0n ? null : divide(sum('events') * FINE, exposure);
}

function betweenOf(places: readonly Exposure[], kind: 'rate' | 'share'): bigint {
  const mean = meanRate([places]) ?? 0n;
  const exposure = sumOf(places, 'exposure');
  const spread = places.reduce((sum, place) => {
    const distance = divide(place.events * FINE, place.exposure) - mean;
    return sum + place.exposure * distance * distance;
  }, 0n);
  const between = divide(spread, exposure * FINE) - divide(chanceOf(mean, kind) * BigInt(places.length), exposure);
  return between > 0n ? between : 0n;
}

function chanceOf(mean: bigint, kind: 'rate' | 'share'): bigint {
  return kind === 'rate' ? mean : divide(mean * (FINE > mean ? FINE - mean : 0n), FINE);
}

function sumOf(places: readonly Exposure[], of: keyof Exposure): bigint {
  return places.reduce((sum, place) => sum + place[of], 0n);
}

/**
 * The rate of a place pulled towards the mean of all: m + C (y/n - m) with C = A / (A + chance / n), times `factor` and `scale`; as one
 * fraction (chance m + A y) / (chance + A n). Of no exposure nothing is known but the mean. It lies between the place's own rate and the mean.
 */
export function shrunkRate({ events, exposure }: Exposure, prior: Prior, factor: bigint, scale: Fixed): Fixed {
  return shrinker(prior, factor, scale)(events, exposure);
}

/** The same for many places: what is alike for all of them is multiplied out once. */
export function shrinker({ mean, between, chance }: Prior, factor: bigint, scale: Fixed): (events: bigint, exposure: bigint) => Fixed {
  const unknown = divide(mean * factor * scale, FINE);
  const [above, aboveEach] = [chance * mean * factor * scale, between * FINE * factor * scale];
  const [below, belowEach] = [chance * FINE, between * FINE];
  return (events, exposure) => {
    const all = below + belowEach * exposure;
    // Neither chance nor spread: every place has the mean.
    return exposure === 0n || all === 0n ? unknown : divide(above + aboveEach * events, all);
  };
}
