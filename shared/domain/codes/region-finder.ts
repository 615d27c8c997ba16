import type { RegionNames } from './region-names.ts';
import type { Region } from './region.ts';
import type { Checked } from './result.ts';
import { compact } from './text.ts';

const LIST = /[、,;，；\s]+/u;
const LEADING_CODE = /^(\d{12}|\d{9}|\d{6})/;

/** Finds the place that a free text names; see RegionIndex.locate. */
export function createFinder(
  names: RegionNames,
  byCode: (code: string) => Checked<Region>,
  resolve: (text: string) => Checked<Region>,
): (text: string) => Region | null {
  const region = (checked: Checked<Region>): Region | null => (checked.ok ? checked.value : null);

  const prefix = names.city.code.slice(0, 4);

  /** A grid's code starts with the code of its village; only the town of it is a division that we know. */
  const fromCode = (text: string): Region | null => {
    const code = LEADING_CODE.exec(text)?.[0];
    if (code?.startsWith(prefix) !== true) return null;
    return region(byCode(code.slice(0, 9))) ?? region(byCode(code.slice(0, 6)));
  };

  const mentioned = (text: string): Region | null => {
    const counties = matches(text, names.countyPattern).flatMap((name) => names.counties.filter((county) => county.name === name).map(({ code }) => code));
    const towns = matches(text, names.townPattern).flatMap((name) => {
      const all = names.townsByFullName.get(name) ?? [];
      const near = all.filter(({ within }) => counties.some((county) => within.includes(county)));
      return (near.length > 0 ? near : all).map(({ code }) => code);
    });
    const found = [...new Set(towns.length > 0 ? towns : counties)].flatMap((code) => region(byCode(code)) ?? []);
    if (found.length > 0) return cover(found);
    return names.city.names.some((name) => text.includes(name)) ? region(byCode(names.city.code)) : null;
  };

  const cover = (regions: readonly Region[]): Region | null => {
    const [first] = regions;
    if (first === undefined) return null;
    if (regions.every(({ town }) => town !== null && town === first.town)) return first;
    if (first.county !== null && regions.every(({ county }) => county === first.county)) return region(byCode(first.county));
    return region(byCode(names.city.code));
  };

  return (text) => {
    const whole = resolve(text);
    if (whole.ok) return whole.value;
    const cell = compact(text);
    const coded = fromCode(cell);
    if (coded !== null) return coded;
    const parts = text.split(LIST).filter((part) => part !== '').map((part) => region(resolve(part)));
    if (parts.length > 1 && parts.every((part) => part !== null)) return cover(parts);
    return mentioned(cell);
  };
}

function matches(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}
