import type { OwnMap, OwnMapFeature, OwnMapFile } from './geo-json.ts';

/** A place of the city as a text names it; `city` for the city itself. */
export interface NamedPlace {
  readonly code: string;
  readonly level: 'city' | 'county' | 'town';
}

export interface MatchedMap {
  readonly map: OwnMap;
  /** What the areas call themselves that are no place of the city, in their order. */
  readonly unmatched: readonly string[];
  /** Codes of the places that no area is of. */
  readonly missing: readonly string[];
}

const CODE = /^\d{6}(?:\d{3}(?:\d{3})?)?$/;

/**
 * Finds for every area of a file the place it is of: by a property that is a code of the place, else by one that is its name. Several areas
 * may be of one place.
 *
 * @param resolve reads a code or a name; null for none, and for a name of several places
 * @param places all towns and counties by code
 */
export function matchMap({ features }: OwnMapFile, resolve: (text: string) => NamedPlace | null, places: readonly string[]): MatchedMap {
  const areas: OwnMap['areas'] = [];
  const unmatched: string[] = [];
  for (const feature of features) {
    const place = placeOf(feature, resolve);
    if (place === null || place.level === 'city') unmatched.push(callsItself(feature));
    else areas.push({ code: place.code, level: place.level, geometry: feature.geometry });
  }
  const found = new Set(areas.map(({ code }) => code));
  return { map: { areas }, unmatched, missing: places.filter((code) => !found.has(code)) };
}

function placeOf({ properties }: OwnMapFeature, resolve: (text: string) => NamedPlace | null): NamedPlace | null {
  const texts = textsOf(properties);
  for (const text of [...texts.filter((one) => CODE.test(one)), ...texts.filter((one) => !CODE.test(one))]) {
    const place = resolve(text);
    if (place !== null) return place;
  }
  return null;
}

/** Its first name, else its first property; a number in a list says nothing to anybody. */
function callsItself({ properties }: OwnMapFeature): string {
  const texts = textsOf(properties);
  return (texts.find((text) => !/^[\d.]+$/u.test(text)) ?? texts[0] ?? '').slice(0, 60);
}

function textsOf(properties: OwnMapFeature['properties']): string[] {
  return Object.values(properties).flatMap((value) => (typeof value === 'string' ? [value.trim()] : typeof value === 'number' && Number.isSafeInteger(value) ? [String(value)] : [])).filter((text) => text !== '' && text.length <= 100);
}
