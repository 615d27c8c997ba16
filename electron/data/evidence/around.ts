import type { EvidenceAnswer } from '#shared/contract/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { exactInteger, Real, sumOf, toDecimalString, toFixedString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';
import type { Places } from './places.ts';
import { median } from './ranking.ts';

export type Around = NonNullable<EvidenceAnswer['around']>;
type Ring = Around['own'];

const PER = 10_000;
const SHOWN_PLACES = 2;

export interface AroundInput {
  readonly regions: RegionIndex;
  readonly places: Places;
  /** Asked by town, or by county where the category knows no towns. */
  readonly scope: 'towns' | 'counties';
  /** Of every place that has any: towns, and counties for rows that know no more. */
  readonly totals: ReadonlyMap<string, Exact>;
  /** By place of the scope; empty where the question is not asked per residents. */
  readonly residents: ReadonlyMap<string, number>;
}

/** Codes of the places around those of a proposal: what touches them, and the counties (of counties: the city) they lie in. */
export function ringsOf(regions: RegionIndex, places: Places, scope: 'towns' | 'counties'): { readonly own: readonly string[]; readonly neighbours: readonly string[] | null; readonly wider: readonly string[] } {
  const own = scope === 'towns' ? places.towns : places.counties;
  const { neighbours } = regions;
  const touching = neighbours === null ? null : [...new Set(own.flatMap((code) => neighbours.of(code)))].filter((code) => !own.includes(code)).sort();
  return { own, neighbours: touching, wider: scope === 'towns' ? places.counties : [regions.city.code] };
}

/**
 * The figure of the places, of their neighbours and of their counties (of counties: the city): total, total per 10,000 residents, and the
 * median of the single places, per residents where these are known for all of a ring. Rates are plain: a ring of several places is less at
 * the mercy of small numbers than one place, which the rank tells apart. A row that knows only its county counts for the county alone.
 */
export function around({ regions, places, scope, totals, residents }: AroundInput): Around {
  const rings = ringsOf(regions, places, scope);
  const members = (codes: readonly string[]): readonly string[] =>
    scope === 'counties' ? (codes.includes(regions.city.code) ? regions.counties.map(({ code }) => code) : codes) : regions.counties.filter(({ code }) => codes.includes(code)).flatMap(({ towns }) => towns.map(({ code }) => code));
  const ring = (codes: readonly string[], beside: readonly string[] = []): Ring => ringFigures(codes, beside, totals, residents);
  const { neighbours } = regions;
  return {
    own: ring(rings.own, scope === 'towns' ? places.wholeCounties : []),
    neighbours: neighbours === null || rings.neighbours === null || rings.neighbours.length === 0
      ? null
      : { ...ring(rings.neighbours), codes: rings.neighbours, name: { zh: neighbours.name.zh, en: neighbours.name.en }, approximate: neighbours.approximate },
    wider: { ...ring(members(rings.wider), scope === 'towns' ? rings.wider : []), codes: rings.wider },
  };
}

/** @param beside counties whose rows that know no town belong to the ring, too */
function ringFigures(codes: readonly string[], beside: readonly string[], totals: ReadonlyMap<string, Exact>, residents: ReadonlyMap<string, number>): Ring {
  const of = (code: string): Exact => totals.get(code) ?? ZERO;
  const people = codes.map((code) => residents.get(code) ?? 0);
  const known = codes.length > 0 && people.every((count) => count > 0);
  const total = sumOf([...codes, ...beside].map(of));
  const per = (figure: Exact, count: number): Exact => new Real(figure).times(PER).div(exactInteger(count));
  const each = codes.map((code, index) => (known ? per(of(code), people[index] ?? 1) : of(code)));
  const words = (figure: Exact): string => (known ? toFixedString(figure, SHOWN_PLACES) : toDecimalString(figure));
  return {
    places: codes.length,
    total: toDecimalString(total),
    rate: known ? toFixedString(per(total, people.reduce((sum, count) => sum + count, 0)), SHOWN_PLACES) : null,
    median: words(median(each)),
  };
}
