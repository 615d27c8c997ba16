import type { IndexInputs } from './inputs.ts';

/** Towns, counties and departments as positions, so that figures can stand in plain arrays. */
export interface Places {
  /** Town codes, or the names of departments. */
  readonly units: readonly string[];
  readonly unitNames: readonly string[];
  readonly counties: readonly string[];
  readonly countyNames: readonly string[];
  /** County position of every unit; -1 for departments. */
  readonly countyOf: readonly number[];
  readonly townsIn: readonly (readonly number[])[];
}

/** Towns in the order of the divisions. */
export function townPlaces({ counties }: Pick<IndexInputs, 'counties'>): Places {
  const towns = counties.flatMap((county, position) => county.towns.map((town) => ({ ...town, county: position })));
  return {
    units: towns.map(({ code }) => code),
    unitNames: towns.map(({ name }) => name),
    counties: counties.map(({ code }) => code),
    countyNames: counties.map(({ name }) => name),
    countyOf: towns.map(({ county }) => county),
    townsIn: counties.map((_, county) => towns.flatMap((town, position) => (town.county === county ? [position] : []))),
  };
}

/** Departments by name; no county stands above them. */
export function departmentPlaces(names: readonly string[]): Places {
  return { units: names, unitNames: names, counties: [], countyNames: [], countyOf: names.map(() => -1), townsIn: [] };
}
