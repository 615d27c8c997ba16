import type { EvidenceAnswer } from '#shared/contract/index.ts';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { Bilingual, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { exact, exactInteger, sumOf, toDecimalString, ZERO, type Exact } from '#shared/domain/decimal/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import { around } from './around.ts';
import { fieldOf } from './condition-repository.ts';
import type { Coverage } from './coverage-repository.ts';
import type { About, Counted, OwnTally, PlaceTally } from './pass.ts';
import { rankPlaces } from './ranking.ts';
import type { Window } from './window.ts';

/** All that one answer is made of; no query from here on. */
export interface Findings {
  readonly question: EvidenceQuestion;
  readonly category: CategoryDescriptor;
  readonly coverage: Coverage;
  readonly window: Window;
  readonly about: About;
  /** Of this question: for the proposal, and everywhere. */
  readonly own: readonly OwnTally[];
  readonly everywhere: readonly PlaceTally[];
  readonly residents: ReadonlyMap<string, number>;
  readonly regions: RegionIndex;
}

/**
 * The answer to one question. A category that mostly knows only the county (courts, agencies) is asked about the counties of the
 * proposal's places: asked about a town it would say 0, which nobody could tell from peace. Null is never 0: a month without any
 * row of the category anywhere is null, and so is the value where the category is empty or nothing can be asked (no place, no project).
 */
export function answer(findings: Findings): EvidenceAnswer {
  const { question, category, coverage, window, about, own } = findings;
  const scope = scopeOf(question, coverage);
  const asked = isAsked(question, about) && coverage.months.size > 0;
  const figure = (of: readonly Counted[]): string => toDecimalString(figureOf(findings, of));
  const byMonth = groupBy(own, ({ month }) => month);
  return {
    questionId: question.id,
    name: copy(question.name),
    category: category.id,
    categoryName: copy(category.name),
    scope,
    from: window.from,
    to: window.to,
    value: asked ? figure(own) : null,
    unit: question.unit,
    months: window.months.map((month) => ({ month, value: asked && coverage.months.has(month) ? figure(byMonth.get(month) ?? []) : null })),
    rank: asked && scope !== 'project' ? rank(findings, scope) : null,
    around: asked && scope !== 'project' && about.places.towns.length > 0 ? aroundOf(findings, scope) : null,
    records: own.reduce((sum, { count }) => sum + count, 0),
    batches: [...new Set(own.map(({ batch }) => batch))].sort((a, b) => a - b),
  };
}

export function scopeOf(question: EvidenceQuestion, coverage: Coverage): EvidenceAnswer['scope'] {
  if (question.link === 'project') return 'project';
  return coverage.knowsTowns ? 'towns' : 'counties';
}

function isAsked({ link }: EvidenceQuestion, { places, project }: About): boolean {
  switch (link) {
    case 'place': return places.towns.length > 0;
    case 'project': return project !== null;
    case 'placeOrProject': return places.towns.length > 0 || project !== null;
  }
}

function aroundOf(findings: Findings, scope: 'towns' | 'counties'): EvidenceAnswer['around'] {
  const { about, regions } = findings;
  return around({ regions, places: about.places, scope, totals: totalsOf(findings), residents: residentsOf(findings, scope) });
}

function rank(findings: Findings, scope: 'towns' | 'counties'): EvidenceAnswer['rank'] {
  const { question, about, regions } = findings;
  const towns = regions.counties.flatMap((county) => county.towns.map(({ code }) => code));
  return rankPlaces({
    everywhere: scope === 'towns' ? towns : regions.counties.map(({ code }) => code),
    places: scope === 'towns' ? about.places.towns : about.places.counties,
    totals: totalsOf(findings),
    cases: question.measure.kind === 'count',
    residents: residentsOf(findings, scope),
  });
}

/** Of the question, by place. */
function totalsOf(findings: Findings): ReadonlyMap<string, Exact> {
  return new Map(findings.everywhere.map((one) => [one.place, figureOf(findings, [one])]));
}

/** Residents of every place of the scope; none where the question is not asked per residents. */
function residentsOf({ question, residents, regions }: Findings, scope: 'towns' | 'counties'): ReadonlyMap<string, number> {
  if (question.per === 'none') return new Map();
  return scope === 'towns' ? residents : residentsByCounty(regions, residents);
}

/** A county's residents are known only where those of all its towns are. */
function residentsByCounty(regions: RegionIndex, residents: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const complete = regions.counties.filter(({ towns }) => towns.every(({ code }) => residents.has(code)));
  return new Map(complete.map(({ code, towns }) => [code, towns.reduce((sum, town) => sum + (residents.get(town.code) ?? 0), 0)]));
}

/** Rows, or the field's sum in its stated unit, exact. */
function figureOf({ question, category }: Pick<Findings, 'question' | 'category'>, tallies: readonly Counted[]): Exact {
  if (question.measure.kind === 'count') return exactInteger(tallies.reduce((sum, { count }) => sum + count, 0));
  const places = fieldOf(category, question.measure.field).scale ?? 0;
  // Exact decimals are not divided; a power of ten is a product all the same.
  return sumOf(tallies.map(({ sum }) => (sum === null ? ZERO : exact(sum)))).times(exact(places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`));
}

function copy({ zh, en }: Bilingual): Bilingual {
  return { zh, en };
}
