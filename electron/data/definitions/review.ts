import { modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { definitionRef, nextDefinitionState } from '#shared/domain/definitions/index.ts';
import { methodRef } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext, CoreContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { changeVersion, releasedByOffice, versionsOf, type VersionRow } from './definition-repository.ts';
import { enter, factsOf, told } from './edit.ts';
import { bodyOf } from './text.ts';
import { faultsOf, findVersion } from './views.ts';

/** @throws AppError NOT_FOUND, FROZEN, CONFLICT, NOT_PERMITTED, CHECKS_FAILED with the faults */
export async function submitVersion(context: CallContext, seq: number): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState('submit', factsOf(row, context));
    assertSound(context, row);
    await changeVersion(tx, seq, { state, submitted_at: at.toISOString(), reviewed_by: null, reviewed_at: null, review_note: '' });
    await enter(tx, context, at, 'definition.submitted', row, { sha256: row.hash, note: row.note });
  });
  told(context);
}

/**
 * Releases a submitted version into use, or returns it to its author with a reason. Who made it cannot do either.
 *
 * @throws AppError NOT_FOUND, FROZEN, CONFLICT, SAME_PERSON, REASON_REQUIRED, CHECKS_FAILED
 */
export async function reviewVersion(context: CallContext, seq: number, release: boolean, note: string): Promise<void> {
  const { store, clock, actor, libraries } = context;
  const at = clock.now();
  const released = await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState(release ? 'release' : 'return', factsOf(row, context));
    if (release) assertSound(context, row);
    else if (note === '') throw new AppError('REASON_REQUIRED', 'Say what has to change.', { path: 'note' });
    await changeVersion(tx, seq, { state, reviewed_by: actor.id, reviewed_at: at.toISOString(), review_note: note });
    await enter(tx, context, at, release ? 'definition.released' : 'definition.returned', row, { sha256: row.hash, note });
    return release ? { row, root: await rootOf(tx, row) } : null;
  });
  if (released !== null) libraries.admit({ value: modelIn(released.row), hash: released.row.hash }, released.root);
  told(context);
}

/** Takes what the office released in earlier sessions into use; once, when the store is opened. @throws AppError STORE_CORRUPT */
export async function admitReleased({ store, libraries }: Pick<CoreContext, 'store' | 'libraries'>): Promise<void> {
  for (const row of await releasedByOffice(store.db, 'model')) libraries.admit({ value: modelIn(row), hash: row.hash }, await rootOf(store.db, row));
}

/** The shipped model that a model of the office goes back to, by its id; null for one that was imported without a past. */
async function rootOf(db: ReadDb, { based_on: basedOn }: VersionRow): Promise<string | null> {
  const seen = new Set<string>();
  let ref = basedOn;
  while (ref !== null && !seen.has(ref)) {
    seen.add(ref);
    const [id = '', version = ''] = ref.split('@');
    const from = (await versionsOf(db, 'model', id)).find((row) => row.version === Number(version));
    if (from === undefined || from.origin === 'program') return from?.id ?? null;
    ref = from.based_on;
  }
  return null;
}

function assertSound({ catalogue, libraries }: CallContext, row: VersionRow): void {
  const faults = faultsOf(bodyOf(row), libraries.wpqMethods.map(({ value }) => methodRef(value)), catalogue);
  if (faults.length > 0) throw new AppError('CHECKS_FAILED', `${definitionRef(row)} has faults.`, { checks: faults.map(({ path, message }) => `${path}: ${message}`) });
}

function modelIn(row: VersionRow): AssessmentModel {
  const parsed = modelSchema.safeParse(bodyOf(row));
  if (!parsed.success) throw new AppError('STORE_CORRUPT', `The released model ${definitionRef(row)} cannot be read.`, { finding: definitionRef(row) }, { cause: parsed.error });
  return parsed.data;
}
