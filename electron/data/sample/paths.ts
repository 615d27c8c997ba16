import { formatMoment, partsOf, parseMoment } from './calendar.ts';
import type { Maker, Row, Source } from './model.ts';
import type { Town } from './towns.ts';
import { planError } from './plan-error.ts';

const TOWN: Readonly<Record<string, (town: Town) => string>> = {
  name: (town) => town.name,
  code: (town) => town.code,
  county: (town) => town.county,
  countyCode: (town) => town.countyCode,
  /** Courts are numbered by the last four digits of their county. */
  court: (town) => `浙${town.countyCode.slice(2)}`,
  population: (town) => String(town.population),
  longitude: (town) => String(town.longitude),
  latitude: (town) => String(town.latitude),
};

const ROW: Readonly<Record<string, (row: Row) => string>> = {
  time: (row) => formatMoment(row.time),
  /** '1' in the most tense towns of the category's theme. */
  restive: (row) => (row.source.restive(row.town) ? '1' : '0'),
};

/**
 * What a path "alias.field" leads to, seen from a category. `town` and `row` are the row's own anchors; `row.happened` is what its
 * time field says, which may be later than the anchor.
 */
export function compilePath(source: Source, path: string): Maker {
  const [alias = '', name = ''] = path.split('.');
  if (alias === 'town') {
    const read = TOWN[name];
    if (read === undefined) throw planError(source.category.id, `towns have no "${name}"`);
    return (row) => read(row.town);
  }
  if (alias === 'row' && name === 'happened') {
    const { time } = source.category.roles;
    const said = time === undefined ? null : source.position(time);
    return (row) => (said === null ? null : row.value(said)) ?? formatMoment(row.time);
  }
  if (alias === 'row') {
    const read = ROW[name];
    if (read === undefined) throw planError(source.category.id, `rows have no "${name}"`);
    return read;
  }
  if (alias === '') {
    const own = source.position(name);
    return (row) => row.value(own);
  }
  const position = source.target(alias).position(name);
  return (row) => row.related(alias)?.value(position) ?? null;
}

/** As {@link compilePath}, but in words: labels for codes, names for towns. */
export function compileShown(source: Source, path: string): Maker {
  const [alias = '', name = ''] = path.split('.');
  const read = compilePath(source, path);
  if (alias === 'town' || alias === 'row') return read;
  const owner = alias === '' ? source : source.target(alias);
  const field = owner.field(owner.position(name));
  const labels = new Map(field.codes?.map((entry) => [entry.code, entry.zh]));
  if (field.type === 'region') {
    const names = new Map(source.world.towns.list.map((town) => [town.code, town.name]));
    return (row) => {
      const value = read(row);
      return value === null ? null : (names.get(value) ?? value);
    };
  }
  if (labels.size === 0) {
    // The text that quotes another has a mark of its own.
    const mark = source.world.settings.templates['mark'] ?? '';
    return (row) => read(row)?.replace(mark, '') ?? null;
  }
  return (row) => {
    const value = read(row);
    return value === null ? null : (labels.get(value) ?? value);
  };
}

/** A date written by a pattern of yyyy, yy, MM, dd, HH, mm, ss. */
export function formatPattern(value: string, pattern: string): string {
  const parts = partsOf(parseMoment(value));
  const known: Readonly<Record<string, string>> = {
    yyyy: parts.year, yy: parts.year.slice(2), MM: parts.month, dd: parts.day, HH: parts.hour, mm: parts.minute, ss: parts.second,
  };
  return pattern.replaceAll(/yyyy|yy|MM|dd|HH|mm|ss/g, (part) => known[part] ?? part);
}
