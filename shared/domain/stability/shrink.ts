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
 * Empirical Bayes by moments (Marshall 1991): m = sum y / sum n, s2 = sum n (y/n - m)2 / sum n, A = s2 - chance / mean n, at least 0.
 * Chance is m for events (Poisson) and m (1 - m) for shares (binomial). Null where nothing was counted anywhere.
 */
export function priorOf(places: readonly Exposure[], kind: 'rate' | 'share'): Prior | null {
  const exposure = places.reduce((sum, place) => sum + place.exposure, 0n);
  if (exposure === 0n) return null;
  const mean = divide(places.reduce((sum, place) => sum + place.events, 0n) * FINE, exposure);
  const spread = places.reduce((sum, place) => {
    const distance = divide(place.events * FINE, place.exposure) - mean;
    return sum + place.exposure * distance * distance;
  }, 0n);
  const chance = kind === 'rate' ? mean : divide(mean * (FINE > mean ? FINE - mean : 0n), FINE);
  const between = divide(spread, exposure * FINE) - divide(chance * BigInt(places.length), exposure);
  return { mean, between: between > 0n ? between : 0n, chance };
}

/**
 * The rate of a place pulled towards the mean of all: m + C (y/n - m) with C = A / (A + chance / n), times `factor` and `scale`; as one
 * fraction (chance m + A y) / (chance + A n). Of no exposure nothing is known but the mean. It lies between the place's own rate and the mean.
 */
export function shrunkRate({ events, exposure }: Exposure, { mean, between, chance }: Prior, factor: bigint, scale: Fixed): Fixed {
  const below = chance + between * exposure;
  // Neither chance nor spread: every place has the mean.
  if (exposure === 0n || below === 0n) return divide(mean * factor * scale, FINE);
  return divide((chance * mean + between * events * FINE) * factor * scale, below * FINE);
}
