import { setImmediate } from 'node:timers/promises';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { Catalogue, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb } from '#data/store/index.ts';
import { answer } from './answer.ts';
import { coverageOf, residentsByTown, type Coverage } from './coverage-repository.ts';
import type { About, OwnTally, Pass, PlaceTally } from './pass.ts';
import { resolvePlaces } from './places.ts';
import { ownTallies, placeTallies } from './tally-repository.ts';
import { windowOf, type Window } from './window.ts';

export interface Sources {
  readonly catalogue: Catalogue;
  readonly regions: RegionIndex;
  readonly now: Date;
}

/** What is asked about: places by code, and the project the matter comes from. */
export interface Subject {
  readonly places: readonly string[];
  readonly projectCode: string | null;
}

interface Planned {
  readonly question: EvidenceQuestion;
  readonly category: CategoryDescriptor;
  readonly coverage: Coverage;
  readonly window: Window;
  readonly pass: Pass;
}

/**
 * Answers questions from the imported data as it stands now, in their order. Questions about one category over one window share
 * two grouped queries: one for the proposal by month, one for all places to compare with.
 *
 * @throws AppError RESOURCE_INVALID when a model asks for a category or a field that the catalogue does not have
 */
export async function answerQuestions(db: ReadDb, sources: Sources, subject: Subject, questions: readonly EvidenceQuestion[]): Promise<EvidenceAnswer[]> {
  const about = aboutOf(sources, subject);
  const residents = questions.some(({ per }) => per === 'residents') ? await residentsByTown(db, sources.catalogue) : new Map<string, number>();
  const planned = await plan(db, sources, questions);
  const own: OwnTally[] = [];
  const everywhere: PlaceTally[] = [];
  for (const pass of new Set(planned.map(({ pass }) => pass))) {
    for (const one of await ownTallies(db, pass, about)) own.push(one);
    // The driver is synchronous: between two readings, other calls get their turn.
    await setImmediate();
    if (!pass.projectOnly && about.places.towns.length > 0) for (const one of await placeTallies(db, pass)) everywhere.push(one);
  }
  const [ownOf, everywhereOf] = [groupBy(own, ({ question }) => question), groupBy(everywhere, ({ question }) => question)];
  return planned.map(({ question, category, coverage, window }) =>
    answer({
      question, category, coverage, window, about, residents, regions: sources.regions, own: ownOf.get(question.id) ?? [], everywhere: everywhereOf.get(question.id) ?? [],
    }),
  );
}

/** The answer of a decided assessment, and the last batch that was in when it was given. */
export interface FrozenAnswer {
  readonly answer: Pick<EvidenceAnswer, 'scope' | 'from' | 'to'>;
  readonly lastBatch: number;
}

/** How to find the rows behind one answer: as the data stands now, or as it stood when the answer was frozen. */
export async function passOf(db: ReadDb, sources: Sources, question: EvidenceQuestion, frozen: FrozenAnswer | null): Promise<Pass> {
  const [planned] = await plan(db, sources, [question]);
  if (planned === undefined) throw new AppError('NOT_FOUND', `There is no question ${question.id}.`);
  if (frozen === null) return planned.pass;
  const { scope, from, to } = frozen.answer;
  return { ...planned.pass, byCounty: scope === 'counties', from, to, asOf: frozen.lastBatch };
}

export function aboutOf({ regions }: Sources, { places, projectCode }: Subject): About {
  return { places: resolvePlaces(regions, places), project: projectCode };
}

/** Finds category, coverage and window of each question, and puts those together that one reading can answer. */
async function plan(db: ReadDb, { catalogue, now }: Sources, questions: readonly EvidenceQuestion[]): Promise<Planned[]> {
  const currentMonth = windowOf(now, null, 1).months[0] ?? '';
  const coverages = new Map<string, Coverage>();
  const covered = async (id: string): Promise<Coverage> => {
    const known = coverages.get(id) ?? (await coverageOf(db, id, currentMonth));
    coverages.set(id, known);
    return known;
  };
  const passes = new Map<string, Pass & { readonly questions: EvidenceQuestion[] }>();
  const planned: Planned[] = [];
  for (const question of questions) {
    const category = categoryOf(catalogue, question.category);
    const via = question.via === undefined ? null : { category: categoryOf(catalogue, question.via.category), field: question.via.field };
    const held = await covered(category.id);
    // Where a category stands is said by the one it is joined through.
    const coverage = via === null ? held : { ...held, knowsTowns: (await covered(via.category.id)).knowsTowns };
    const window = windowOf(now, coverage.newest, question.windowMonths);
    const projectOnly = question.link === 'project';
    const key = JSON.stringify([category.id, via?.category.id, via?.field, projectOnly, window.from]);
    const pass = passes.get(key) ?? { category, via, projectOnly, byCounty: !coverage.knowsTowns, from: window.from, to: window.to, asOf: null, questions: [] };
    pass.questions.push(question);
    passes.set(key, pass);
    planned.push({ question, category, coverage, window, pass });
  }
  return planned;
}

function categoryOf(catalogue: Catalogue, id: string): CategoryDescriptor {
  const found = catalogue.categories.find((category) => category.id === id);
  if (found === undefined) throw new AppError('RESOURCE_INVALID', `The catalogue has no category ${id}.`, { path: id, reason: 'a question of the model asks for it' });
  return found;
}
