import type { RegionIndex } from '#shared/domain/codes/index.ts';

/** The places of a proposal, resolved against the official list. */
export interface Places {
  /** Every town meant: those named, and all of a county or the city that is named. */
  readonly towns: readonly string[];
  /** Counties named as a whole: rows that know only the county belong to them. */
  readonly wholeCounties: readonly string[];
  /** Counties that any of the places lies in. */
  readonly counties: readonly string[];
}

/** Codes that the list does not know are left out; the checks of the assessment tell of them. */
export function resolvePlaces(regions: RegionIndex, codes: readonly string[]): Places {
  const all = regions.counties;
  const whole = codes.includes(regions.city.code) ? all : all.filter(({ code }) => codes.includes(code));
  const towns = all.flatMap((county) => county.towns.filter(({ code }) => whole.includes(county) || codes.includes(code)).map(({ code }) => code));
  const counties = all.filter((county) => whole.includes(county) || county.towns.some(({ code }) => codes.includes(code)));
  return { towns, wholeCounties: whole.map(({ code }) => code), counties: counties.map(({ code }) => code) };
}
