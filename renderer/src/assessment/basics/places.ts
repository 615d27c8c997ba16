/** A county's code is the first six digits of its towns'. */
const COUNTY = 6;

/** Puts a town or a whole county in or takes it out; a whole county takes the place of its towns. Sorted, each once. */
export function togglePlace(places: readonly string[], code: string, on: boolean): string[] {
  const others = places.filter((place) => place !== code && !(on && code.length === COUNTY && place.startsWith(code)));
  return (on ? [...others, code] : others).sort();
}
