import type { EvidenceAnswer } from '#shared/contract/index.ts';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { Bilingual, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { exact, exactInteger, sumOf, toDecimalString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import { fieldOf } from './condition-repository.ts';
import type { Coverage } from './coverage-repository.ts';
import type { Places } from './places.ts';
import { rankPlaces } from './ranking.ts';
import type { Tally } from './tally-repository.ts';
import type { Window } from './window.ts';

/** All that one answer is made of; no query from here on. */
export interface Findings {
  readonly question: EvidenceQuestion;
  readonly category: CategoryDescriptor;
  readonly coverage: Coverage;
  readonly window: Window;
  readonly places: Places;
  readonly project: string | null;
  /** Of this question, everywhere: the places of the proposal are compared with all others. */
  readonly tallies: readonly Tally[];
  readonly residents: ReadonlyMap<string, number>;
  readonly regions: RegionIndex;
}

/** Rows that do not say where take no part in the ranking. */
const UNKNOWN = '';

type Figured = Omit<EvidenceAnswer, 'batches'>;

/**
 * The answer to one question. A category that mostly knows only the county (courts, agencies) is asked about the counties of the
 * proposal's places: asked about a town it would say 0, which nobody could tell from peace. Null is never 0: a month without any
 * row of the category anywhere is null, and so is the value where the category is empty or nothing can be asked (no place, no project).
 */
export function answer(findings: Findings): Figured {
  const { question, category, coverage, window, places, project, tallies } = findings;
  const scope = scopeOf(question, coverage);
  const asked = isAsked(question, places, project) && coverage.months.size > 0;
  const mine = asked ? tallies.filter((tally) => belongs(tally, question, scope, places)) : [];
  const figure = (of: readonly Tally[]): Exact => figureOf(findings, of);
  const monthly = groupBy(mine, ({ month }) => month);
  return {
    questionId: question.id,
    name: copy(question.name),
    category: category.id,
    categoryName: copy(category.name),
    scope,
    from: window.from,
    to: window.to,
    value: asked ? toDecimalString(figure(mine)) : null,
    unit: question.unit,
    months: window.months.map((month) => ({ month, value: asked && coverage.months.has(month) ? toDecimalString(figure(monthly.get(month) ?? [])) : null })),
    rank: asked && scope !== 'project' ? rank(findings, scope) : null,
    records: mine.reduce((sum, { count }) => sum + count, 0),
  };
}

export function scopeOf(question: EvidenceQuestion, coverage: Coverage): EvidenceAnswer['scope'] {
  if (question.link === 'project') return 'project';
  return coverage.knowsTowns ? 'towns' : 'counties';
}

function isAsked({ link }: EvidenceQuestion, { towns }: Places, project: string | null): boolean {
  switch (link) {
    case 'place': return towns.length > 0;
    case 'project': return project !== null;
    case 'placeOrProject': return towns.length > 0 || project !== null;
  }
}

function belongs({ county, town, ofProject }: Tally, { link }: EvidenceQuestion, scope: EvidenceAnswer['scope'], places: Places): boolean {
  if (ofProject && link !== 'place') return true;
  if (link === 'project') return false;
  if (scope === 'counties') return county !== null && places.counties.includes(county);
  return town === null ? county !== null && places.wholeCounties.includes(county) : places.towns.includes(town);
}

function rank({ question, places, tallies, residents, regions, ...rest }: Findings, scope: 'towns' | 'counties'): EvidenceAnswer['rank'] {
  const byPlace = groupBy(tallies, ({ town, county }) => (scope === 'towns' ? town : county) ?? UNKNOWN);
  const everywhere = scope === 'towns' ? regions.counties.flatMap(({ towns }) => towns.map(({ code }) => code)) : regions.counties.map(({ code }) => code);
  return rankPlaces({
    everywhere,
    places: scope === 'towns' ? places.towns : places.counties,
    totals: new Map([...byPlace].filter(([place]) => place !== UNKNOWN).map(([place, of]) => [place, figureOf({ question, ...rest }, of)])),
    residents: question.per === 'none' ? new Map() : scope === 'towns' ? residents : residentsByCounty(regions, residents),
  });
}

/** A county's residents are known only where those of all its towns are. */
function residentsByCounty(regions: RegionIndex, residents: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const complete = regions.counties.filter(({ towns }) => towns.every(({ code }) => residents.has(code)));
  return new Map(complete.map(({ code, towns }) => [code, towns.reduce((sum, town) => sum + (residents.get(town.code) ?? 0), 0)]));
}

/** Rows, or the field's sum in its stated unit, exact. */
function figureOf({ question, category }: Pick<Findings, 'question' | 'category'>, tallies: readonly Tally[]): Exact {
  if (question.measure.kind === 'count') return exactInteger(tallies.reduce((sum, { count }) => sum + count, 0));
  const places = fieldOf(category, question.measure.field).scale ?? 0;
  // Exact decimals are not divided; a power of ten is a product all the same.
  return sumOf(tallies.map(({ sum }) => (sum === null ? ZERO : exact(sum)))).times(exact(places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`));
}

function copy({ zh, en }: Bilingual): Bilingual {
  return { zh, en };
}
