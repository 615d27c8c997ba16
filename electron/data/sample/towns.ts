import { bell, hashText, unit } from './random.ts';
import type { Settings } from './plan.ts';

/** A town or street of the official list. */
export interface TownName {
  /** Nine digits. */
  readonly code: string;
  readonly name: string;
  /** Six digits. */
  readonly countyCode: string;
  readonly county: string;
}

/** A town with what the sample makes up about it. */
export interface Town extends TownName {
  readonly population: number;
  readonly longitude: number;
  readonly latitude: number;
}

/**
 * What the sample makes up about the towns: population and, for each theme, how tense they are. All of it comes from the
 * towns' codes through a fixed hash, so it is the same for every seed and says nothing about the real place.
 */
export class Towns {
  readonly list: readonly Town[];
  readonly #settings: Settings;

  constructor(names: readonly TownName[], settings: Settings) {
    this.#settings = settings;
    this.list = names.map((town) => {
      const [low, high] = settings.population[town.name.slice(-1)] ?? settings.population['*'] ?? [10_000, 50_000];
      const [longitude, latitude] = settings.centres[town.countyCode] ?? settings.centres['*'] ?? [0, 0];
      return {
        ...town,
        population: Math.round(low + (high - low) * unit(hashText(`population ${town.code}`)) ** 2),
        longitude: sixPlaces(longitude + 0.06 * bell(hashText(`longitude ${town.code}`))),
        latitude: sixPlaces(latitude + 0.05 * bell(hashText(`latitude ${town.code}`))),
      };
    });
  }

  /** The weight of every town for a theme: residents times e to the power of the latent tension. */
  weights(theme: string): number[] {
    if (theme === 'even') return this.list.map((town) => town.population);
    const { general, theme: own } = this.#settings.tension;
    return this.list.map((town) => {
      const latent = general * bell(hashText(`tension ${town.code}`)) + own * bell(hashText(`tension ${theme} ${town.code}`));
      return town.population * Math.exp(latent);
    });
  }

  /** Indices of the towns by tension per resident, the most tense first. */
  ranking(theme: string): number[] {
    const tension = this.weights(theme).map((weight, index) => weight / (this.list[index]?.population ?? 1));
    return this.list.map((_, index) => index).sort((a, b) => (tension[b] ?? 0) - (tension[a] ?? 0) || a - b);
  }
}

function sixPlaces(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** One weight for each town and month (town by town): tension x season x trend x surge. */
export function townMonthWeights(towns: Towns, settings: Settings, shape: { theme: string; season: string; trend: number; months: number; endMonth: number }): number[] {
  const { theme, season, trend, months, endMonth } = shape;
  const curve = settings.seasons[season] ?? [];
  const ranking = towns.ranking(theme);
  const surges = settings.surges.filter((surge) => surge.theme === theme);
  return towns.weights(theme).flatMap((weight, town) =>
    Array.from({ length: months }, (_, index) => {
      const back = months - 1 - index;
      const growth = 1 + trend * (months === 1 ? 1 : index / (months - 1));
      const surge = surges.reduce((factor, { rank, months: last, factor: own }) => (ranking[rank - 1] === town && back < last ? factor * own : factor), 1);
      return weight * (curve[(endMonth - back) % 12] ?? 1) * growth * surge;
    }),
  );
}
