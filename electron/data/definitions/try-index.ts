import type { IndexTrial, IndexTrialRow, TaskId } from '#shared/contract/index.ts';
import { definitionRef } from '#shared/domain/definitions/index.ts';
import { definitionSchema, type LevelResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { computeBy, standing, type Standing } from '#data/stability/index.ts';
import type { Store } from '#data/store/index.ts';
import { versionsOf } from './definition-repository.ts';
import { enteredOf } from './entered.ts';
import { faultsOf } from './faults.ts';
import { bodyOf } from './text.ts';
import { findVersion } from './views.ts';

/** Trials of this session by version, month and text; they are never written anywhere. */
const trials = new WeakMap<Store, Map<string, IndexTrial>>();

/**
 * Computes a past month under a version of an index, as a task.
 *
 * @throws AppError NOT_FOUND, BAD_INPUT (no index), CHECKS_FAILED
 */
export async function startIndexTrial(context: CallContext, seq: number, month: string): Promise<TaskId> {
  const { store, tasks } = context;
  const row = await findVersion(store.db, seq);
  if (row.kind !== 'index') throw new AppError('BAD_INPUT', 'Only an index can be tried on a month.', { path: 'seq' });
  const faults = faultsOf(context, row, await versionsOf(store.db, enteredOf(row).kind, row.id)).filter(() => row.state !== 'released');
  if (faults.length > 0) throw new AppError('CHECKS_FAILED', `${definitionRef(row)} has faults.`, { checks: faults.map(({ path, message }) => `${path}: ${message}`) });
  const value = definitionSchema.parse(bodyOf(row));
  const { id } = tasks.start({
    kind: 'indexTrial',
    subject: `${definitionRef(row)} ${month}`,
    run: async (signal, report) => {
      const result = await computeBy(context, { value, hash: row.hash }, month, { signal, report });
      const before = await standing(context, value.subject, month);
      const rows = await Promise.all(result.levels.map((level) => rowsOf(level, before)));
      const kept = trials.get(store) ?? new Map<string, IndexTrial>();
      trials.set(store, kept.set(keyOf(row.hash, month), { ref: definitionRef(row), month, before: before === null ? null : { ref: before.ref, state: before.state }, rows: rows.flat() }));
      return { kind: 'indexTrial', version: seq, month };
    },
  });
  return id;
}

/** @throws AppError NOT_FOUND */
export async function indexTrial({ store }: CallContext, seq: number, month: string): Promise<IndexTrial | null> {
  const { hash } = await findVersion(store.db, seq);
  return trials.get(store)?.get(keyOf(hash, month)) ?? null;
}

/** A text that was changed is another one: its trial has to be run again. */
function keyOf(hash: string, month: string): string {
  return `${hash} ${month}`;
}

/** Places by their rank under the version on trial, then those that it no longer has. */
async function rowsOf({ level, places }: LevelResult, before: Standing | null): Promise<IndexTrialRow[]> {
  const stood = new Map((await before?.rows(level))?.map((row) => [row.place, row]));
  const now = places.map(({ place, name, score, rank }): IndexTrialRow => {
    const was = stood.get(place);
    return { level, place, name, score, rank, scoreBefore: was?.score ?? null, rankBefore: was?.rank ?? null };
  });
  const known = new Set(places.map(({ place }) => place));
  const gone = [...stood.values()].filter(({ place }) => !known.has(place)).map(({ place, name, score, rank }): IndexTrialRow => ({ level, place, name, score: null, rank: null, scoreBefore: score, rankBefore: rank }));
  return [...now, ...gone];
}
