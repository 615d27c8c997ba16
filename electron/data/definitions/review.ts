import { definitionRef, nextDefinitionState, type DefinitionFault } from '#shared/domain/definitions/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { changeVersion, versionsOf, type VersionRow } from './definition-repository.ts';
import { enter, factsOf, told } from './edit.ts';
import { enteredOf } from './entered.ts';
import { faultsOf } from './faults.ts';
import { refreshInUse } from './in-use.ts';
import { tryRuleVersion } from './try-rule.ts';
import { findVersion, type Current } from './views.ts';

/** Months back over which a rule says what it would have raised, when it is submitted and when it is released. */
export const TRIAL_MONTHS = 24;

/** @throws AppError NOT_FOUND, FROZEN, CONFLICT, NOT_PERMITTED, CHECKS_FAILED with the faults */
export async function submitVersion(context: CallContext, seq: number): Promise<void> {
  const { store, clock } = context;
  const at = clock.now();
  const trial = await trialOf(context, await findVersion(store.db, seq));
  await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState('submit', factsOf(row, context));
    await assertSound(context, tx, row);
    await changeVersion(tx, seq, { state, submitted_at: at.toISOString(), reviewed_by: null, reviewed_at: null, review_note: '' });
    await enter(tx, context, at, 'definition.submitted', row, { sha256: row.hash, note: row.note, ...trial });
  });
  told(context);
}

/**
 * Releases a submitted version into use, or returns it to its author with a reason. Who made it cannot do either.
 *
 * @throws AppError NOT_FOUND, FROZEN, CONFLICT, SAME_PERSON, REASON_REQUIRED, CHECKS_FAILED
 */
export async function reviewVersion(context: CallContext, brought: Current, seq: number, release: boolean, note: string): Promise<void> {
  const { store, clock, actor, inUse } = context;
  const at = clock.now();
  const trial = release ? await trialOf(context, await findVersion(store.db, seq)) : {};
  await store.write(async (tx) => {
    const row = await findVersion(tx, seq);
    const state = nextDefinitionState(release ? 'release' : 'return', factsOf(row, context));
    if (release) await assertSound(context, tx, row);
    else if (note === '') throw new AppError('REASON_REQUIRED', 'Say what has to change.', { path: 'note' });
    await changeVersion(tx, seq, { state, reviewed_by: actor.id, reviewed_at: at.toISOString(), review_note: note });
    await enter(tx, context, at, release ? 'definition.released' : 'definition.returned', row, { sha256: row.hash, note, ...trial });
  });
  if (release) await refreshInUse(inUse, store.db, brought);
  told(context);
}

/** What a rule would have raised, for the entry in the audit chain: nobody can say afterwards that it was not known. */
async function trialOf(context: CallContext, row: VersionRow): Promise<Readonly<Record<string, Json>>> {
  if (row.kind !== 'rule' || (await faultsIn(context, context.store.db, row)).length > 0) return {};
  const { own, before } = await tryRuleVersion(context, row, TRIAL_MONTHS);
  return { trial: { from: own.from, to: own.to, raised: own.total, raisedBefore: before?.trial.total ?? null } };
}

/** @throws AppError CHECKS_FAILED with the faults */
async function assertSound(context: CallContext, db: ReadDb, row: VersionRow): Promise<void> {
  const faults = await faultsIn(context, db, row);
  if (faults.length > 0) throw new AppError('CHECKS_FAILED', `${definitionRef(row)} has faults.`, { checks: faults.map(({ path, message }) => `${path}: ${message}`) });
}

async function faultsIn(context: CallContext, db: ReadDb, row: VersionRow): Promise<readonly DefinitionFault[]> {
  return faultsOf(context, row, await versionsOf(db, enteredOf(row).kind, row.id));
}
