import type { Neighbours } from './neighbours.ts';
import type { Region } from './region.ts';
import { createFinder } from './region-finder.ts';
import { collectNames } from './region-names.ts';
import { createNameResolver } from './region-resolver.ts';
import type { RegionsFile } from './regions-file.ts';
import { accept, refuse, type Checked } from './result.ts';
import { compact } from './text.ts';

export interface RegionCounty {
  readonly code: string;
  readonly name: string;
  readonly towns: readonly { readonly code: string; readonly name: string }[];
}

export interface RegionIndex {
  readonly city: { readonly code: string; readonly name: string };
  readonly counties: readonly RegionCounty[];
  /** Which divisions touch; null where the office has no list. */
  readonly neighbours: Neighbours | null;
  /** Reads a cell that must hold a place: a code of 6, 9 or 12 digits, a name, a path such as 越城区府山街道, or code and name together. */
  resolve(text: string): Checked<Region>;
  /** The place that a free text names (an address, an agency, a grid, a list of towns): the narrowest that covers all it names; null for none. */
  locate(text: string): Region | null;
  /** 越城区府山街道, 越城区, 绍兴市; null for a code that no division of the city has. */
  nameOf(code: string): string | null;
}

const WHOLE_CODE = /^\d{6}(?:\d{3}(?:\d{3})?)?$/;
const CODE_FIRST = /^(\d{12}|\d{9}|\d{6})[-_|:(,、/]*([^\d].*?)[)]?$/u;
const CODE_LAST = /^([^\d]+?)[-_|:(,、/]*(\d{12}|\d{9}|\d{6})[)]?$/u;
/** GB/T 2260: first two digits of a province. */
const PROVINCE = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
/** Columns repeat their places; a bound keeps a column of free text from filling the memory. */
const REMEMBERED = 20_000;

/** Builds the index of a checked regions file, with the list of what touches where there is one. */
export function createRegionIndex(file: RegionsFile, neighbours: Neighbours | null = null): RegionIndex {
  const names = collectNames(file);
  const prefix = file.city.code.slice(0, 4);
  const known = new Map<string, Region>();
  known.set(file.city.code, { code: file.city.code, town: null, county: null, level: 'city', name: file.city.name });
  for (const county of file.counties) {
    known.set(county.code, { code: county.code, town: null, county: county.code, level: 'county', name: county.name });
    for (const { code, name } of county.towns) known.set(code, { code, town: code, county: county.code, level: 'town', name });
  }
  const former = new Map(file.former.flatMap(({ code, now }) => (code === undefined ? [] : [[code, now] as const])));

  const byCode = (code: string): Checked<Region> => {
    const short = code.replace(/(000){1,2}$/, (zeros) => (code.length - zeros.length >= 6 ? '' : zeros));
    if (!PROVINCE.test(short)) return refuse('unknown_region', { value: code });
    if (!short.startsWith(prefix)) return accept({ code: short, town: null, county: short.slice(0, 6), level: 'outside', name: short });
    if (short === `${prefix}01`) return byCode(file.city.code);
    const region = known.get(short.slice(0, 9));
    if (region !== undefined) return accept(short.length === 12 ? { ...region, code: short, level: 'village' } : region);
    const heir = former.get(short.slice(0, 9)) ?? former.get(short);
    if (heir !== undefined) return byCode(heir);
    const county = short.length > 6 ? former.get(short.slice(0, 6)) : undefined;
    return county === undefined ? refuse('unknown_region', { value: code }) : byCode(county + short.slice(6, 9));
  };

  const byName = createNameResolver(names, byCode);
  const resolveFresh = (text: string): Checked<Region> => {
    const cell = compact(text);
    if (WHOLE_CODE.test(cell)) return byCode(cell);
    const parts = codeAndName(cell);
    if (parts !== null) return agree(byCode(parts.code), byName(parts.name));
    return /\d{6}/.test(cell) || /^[\d.E+-]+$/i.test(cell) ? refuse('bad_region') : byName(cell);
  };
  const resolve = remembering(resolveFresh);

  return {
    city: file.city,
    counties: file.counties,
    neighbours,
    resolve,
    locate: remembering(createFinder(names, byCode, resolve)),
    nameOf(code) {
      const region = known.get(code.slice(0, 9));
      if (region === undefined) return null;
      return region.town === null ? region.name : `${known.get(region.county ?? '')?.name ?? ''}${region.name}`;
    },
  };
}

function codeAndName(cell: string): { code: string; name: string } | null {
  const first = CODE_FIRST.exec(cell);
  if (first !== null) return { code: first[1] ?? '', name: first[2] ?? '' };
  const last = CODE_LAST.exec(cell);
  return last === null ? null : { code: last[2] ?? '', name: last[1] ?? '' };
}

/** Code and name of one cell must mean the same place, or one that lies in the other. */
function agree(code: Checked<Region>, name: Checked<Region>): Checked<Region> {
  if (!code.ok) return code;
  if (code.value.level === 'outside') return code;
  if (!name.ok) return name;
  const [a, b] = [code.value, name.value];
  const same = a.town !== null && b.town !== null ? a.town === b.town : a.county === null || b.county === null || a.county === b.county;
  return same ? accept(b.town !== null && a.town === null ? b : a) : refuse('region_mismatch');
}

function remembering<T>(compute: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    const found = memory.get(text);
    if (found !== undefined) return found;
    const result = compute(text);
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(text, result);
    return result;
  };
}
