import type { RegionNames, TownName } from './region-names.ts';
import type { Region } from './region.ts';
import { refuse, type Checked } from './result.ts';

/** 越城区本级, 市直: the county or city itself. */
const SELF = /^(?:本级|区本级|县本级|市本级|区级|县级|市级|全区|全县|全市|区直|县直|市直|市辖区)?$/u;
/** Between the steps of a path; a comma or 、 would separate several places. */
const SEPARATORS = /[\s/\\>\-—·|]+/gu;

/**
 * Resolves the name of a place: a county, a town, or a path from the province down; what follows a town (a village) is left aside.
 * A short name that is both a county's and a town's (柯桥) means the county, which covers both.
 */
export function createNameResolver(names: RegionNames, byCode: (code: string) => Checked<Region>): (text: string) => Checked<Region> {
  const cityNames = new RegExp(`^(?:${names.city.names.join('|')})`, 'u');

  const town = (text: string, county: string | null, anyCounty: boolean): Checked<Region> | null => {
    const found = names.townsByFullName.get(text) ?? names.townsByShortName.get(text) ?? leadingTown(text);
    if (found === 'several') return refuse('ambiguous_region', { value: text });
    const inCounty = found.filter(({ within }) => county === null || within.includes(county));
    const codes = new Set((inCounty.length === 0 && anyCounty ? found : inCounty).map(({ code }) => code));
    if (codes.size > 1) return refuse('ambiguous_region', { value: text });
    const [code] = codes;
    return code === undefined ? null : byCode(code);
  };

  /** The town that a text starts with (what follows is a village); 'several' where another town follows. */
  const leadingTown = (text: string): readonly TownName[] | 'several' => {
    const [first, ...others] = [...text.matchAll(names.townPattern)];
    if (first?.index !== 0) return [];
    return others.length > 0 ? 'several' : (names.townsByFullName.get(first[0]) ?? []);
  };

  return (text) => {
    const path = text.replace(SEPARATORS, '');
    const zone = names.zones.get(path);
    if (zone !== undefined) return byCode(zone);
    if (!/^[\u4e00-\u9fff()（）]{2,60}$/u.test(path)) return refuse('bad_region');
    const local = path.replace(/^浙江省?/u, '');
    const rest = isFormerCounty(names, local) ? local : local.replace(cityNames, '');
    if (local !== '' && SELF.test(rest)) return byCode(names.city.code);
    for (const county of names.counties) {
      if (!rest.startsWith(county.name)) continue;
      const after = rest.slice(county.name.length);
      if (SELF.test(after)) return byCode(county.code);
      const found = town(after, county.code, county.former);
      if (found !== null) return found;
    }
    return town(rest, null, true) ?? zoneOf(names, rest, byCode) ?? refuse('unknown_region', { value: text });
  };
}

/** 绍兴县 is no 绍兴 followed by 县. */
function isFormerCounty(names: RegionNames, text: string): boolean {
  return names.counties.some(({ name, former }) => former && text.startsWith(name));
}

function zoneOf(names: RegionNames, text: string, byCode: (code: string) => Checked<Region>): Checked<Region> | null {
  const zone = names.zones.get(text);
  return zone === undefined ? null : byCode(zone);
}
