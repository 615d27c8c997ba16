import type { RegionsFile } from './regions-file.ts';

/** The division that a name leads to. `within`: counties under which the name is used. */
export interface TownName {
  readonly code: string;
  readonly within: readonly string[];
}

/** Every name by which a division of the city is known. */
export interface RegionNames {
  readonly city: { readonly code: string; readonly names: readonly string[] };
  /** Names of counties in use, longest first; `full` names may stand before anything, short ones only before a town. */
  readonly counties: readonly { readonly name: string; readonly code: string; readonly former: boolean }[];
  readonly townsByFullName: ReadonlyMap<string, readonly TownName[]>;
  readonly townsByShortName: ReadonlyMap<string, readonly TownName[]>;
  readonly zones: ReadonlyMap<string, string>;
  /** Full names of counties and of towns, longest first, for finding them inside a text. */
  readonly countyPattern: RegExp;
  readonly townPattern: RegExp;
}

const TOWN_ENDING = /(街道办事处|街道办|街道|镇|乡)$/u;
/** After these a county goes by its short name too: 越城分局, 诸暨法院. */
const BRANCH = '分局|公安|法院|检察院|大队|支队';
const COUNTY_ENDING = /[区县市]$/u;

/** "府山" of "府山街道"; null where nothing telling would be left ("镇", "章" of "章镇" stays "章镇" + 镇). */
function shortName(name: string, ending: RegExp): string | null {
  const short = name.replace(ending, '');
  return short.length >= 2 && short !== name ? short : null;
}

/** Gathers the names of a regions file once; resolving a cell is then a few look-ups. */
export function collectNames(file: RegionsFile): RegionNames {
  const full = new Map<string, TownName[]>();
  const short = new Map<string, TownName[]>();
  const addTown = (name: string, code: string, within: readonly string[]): void => {
    push(full, name, { code, within });
    const brief = shortName(name, TOWN_ENDING);
    if (brief !== null) push(short, brief, { code, within });
    if (name.endsWith('街道')) push(full, `${name}办事处`, { code, within });
  };
  const counties: { name: string; code: string; former: boolean }[] = [];
  const addCounty = (name: string, code: string, former: boolean): void => {
    for (const one of [name, shortName(name, COUNTY_ENDING)]) {
      if (one !== null && !counties.some((known) => known.name === one)) counties.push({ name: one, code, former });
    }
  };
  for (const county of file.counties) {
    addCounty(county.name, county.code, false);
    for (const town of county.towns) addTown(town.name, town.code, [county.code]);
  }
  const heir = new Map(file.former.flatMap(({ code, now }) => (code?.length === 6 ? [[code, now] as const] : [])));
  for (const { code, name, now } of file.former) {
    if (name === undefined) continue;
    if (code?.length === 6) {
      // 绍兴 alone is the city: a former county gives its full name only.
      counties.push({ name, code: now, former: true });
      continue;
    }
    const county = code?.slice(0, 6) ?? now.slice(0, 6);
    addTown(name, now, [heir.get(county) ?? county, now.slice(0, 6)]);
  }
  return {
    city: { code: file.city.code, names: [file.city.name, file.city.name.replace(COUNTY_ENDING, '')] },
    counties: counties.sort((a, b) => b.name.length - a.name.length),
    townsByFullName: full,
    townsByShortName: short,
    zones: new Map(file.zones.map(({ name, now }) => [name, now])),
    countyPattern: alternatives(counties.map(({ name }) => (COUNTY_ENDING.test(name) ? name : `${name}(?=${BRANCH})`))),
    townPattern: alternatives([...full.keys()]),
  };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function alternatives(names: readonly string[]): RegExp {
  return new RegExp([...names].sort((a, b) => b.length - a.length).join('|'), 'gu');
}
