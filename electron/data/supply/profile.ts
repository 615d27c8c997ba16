import type { CategoryProfile, TaskId } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CoreContext, Progress } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { supplyFacts } from './facts.ts';
import { pause } from './pause.ts';
import { cachedProfile, keepProfile } from './profile-cache-repository.ts';
import { distinctCount, isCoded, lastRow, sliceOf, valueCounts } from './profile-repository.ts';
import { stateKey } from './state-repository.ts';
import { Tally } from './tally.ts';

/** Row ids a statement looks at: some hundredths of a second, so that other calls are answered in between. */
const STRETCH = 25_000;
/** Categories up to this size are profiled while the caller waits. */
const AT_ONCE = 100_000;
/** Different values are counted among this many rows, the newest: one statement must not keep other calls waiting. */
const DISTINCT_ROWS = 200_000;

export interface ProfileHooks {
  readonly signal?: AbortSignal;
  readonly report?: (progress: Progress) => void;
}

/** The profile as it is known, computed at once where that takes no time, by a task where it does. */
export async function profileAnswer(context: CoreContext, category: CategoryDescriptor): Promise<{ profile: CategoryProfile | null; current: boolean; taskId: TaskId | null }> {
  const { store, tasks } = context;
  const cached = await cachedProfile(store.db, category.id);
  if (cached !== null && cached.stateKey === (await stateKey(store.db, category.id))) return { profile: cached.profile, current: true, taskId: null };
  if ((await lastRow(store.db, category)) <= AT_ONCE) return { profile: await makeProfile(context, category), current: true, taskId: null };
  const subject = `${category.id} ${category.name.zh}`;
  const running = tasks.list().find((task) => task.kind === 'profile' && task.subject === subject && (task.state === 'queued' || task.state === 'running'));
  const taskId = running?.id ?? tasks.start({
    kind: 'profile',
    subject,
    run: async (signal, report) => {
      await makeProfile(context, category, { signal, report });
      return { kind: 'profile', category: category.id };
    },
  }).id;
  return { profile: cached?.profile ?? null, current: false, taskId };
}

/**
 * Looks at every current row of the category and keeps what it saw, with the state of the batches before it began.
 *
 * @throws AppError CANCELLED
 */
export async function makeProfile(context: CoreContext, category: CategoryDescriptor, hooks: ProfileHooks = {}): Promise<CategoryProfile> {
  const { store, clock, regions } = context;
  const key = await stateKey(store.db, category.id);
  const [facts] = await supplyFacts(context, store.db, [category]);
  const tally = new Tally(category);
  const last = await lastRow(store.db, category);
  for (let after = 0; after < last; after += STRETCH) {
    if (hooks.signal?.aborted === true) throw new AppError('CANCELLED', 'The profile was cancelled; the one before is kept.');
    const stretch = { after, upTo: after + STRETCH };
    tally.add(await sliceOf(store.db, category, stretch));
    for (const field of category.fields.filter(isCoded)) tally.addValues(field.id, await valueCounts(store.db, category, field.id, stretch));
    hooks.report?.({ phase: 'aggregating', done: Math.min(last, after + STRETCH), total: last, unit: 'rows', rows: Math.min(last, after + STRETCH) });
    await pause();
  }
  const distinct = await distinctCounts(store.db, category, tally);
  const profile: CategoryProfile = {
    category: category.id,
    computedAt: clock.now().toISOString(),
    rows: tally.rows,
    distinctOf: Math.min(tally.rows, DISTINCT_ROWS),
    fields: category.fields.map((field, position) => tally.profile(field, position, distinct.get(field.id) ?? null, facts?.wholeMonth ?? null, regions)),
  };
  await store.write((tx) => keepProfile(tx, profile, key));
  return profile;
}

async function distinctCounts(db: ReadDb, category: CategoryDescriptor, tally: Tally): Promise<ReadonlyMap<string, number | null>> {
  const found = new Map<string, number | null>();
  for (const field of category.fields) {
    if (isCoded(field)) found.set(field.id, tally.distinct(field.id));
    else if (category.key.length === 1 && category.key[0] === field.id) found.set(field.id, Math.min(tally.rows, DISTINCT_ROWS));
    else found.set(field.id, await distinctCount(db, category, field, DISTINCT_ROWS));
    await pause();
  }
  return found;
}
