import type { StabilitySubject } from '#shared/contract/index.ts';
import { queriesOf, type IndexDefinition } from '#shared/domain/stability/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Versioned } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { refOf } from './definitions.ts';
import type { Batches } from './figure-repository.ts';
import { categoriesAsked } from './pass.ts';
import { changeRun, dropOpen, putRun, runsOf, type PlaceRow } from './run-repository.ts';

/** A month as it was computed, before it is kept. */
export interface Outcome {
  /** The id that it gets where it is kept as a run of its own. */
  readonly run: string;
  readonly subject: StabilitySubject;
  readonly month: string;
  readonly definition: Versioned<IndexDefinition>;
  readonly batches: Batches;
  /** SHA-256 of the result, and of the text of the inputs. */
  readonly hash: string;
  readonly inputHash: string;
  /** The text of the inputs, deflated. */
  readonly packed: Uint8Array;
  readonly header: string;
  readonly places: readonly PlaceRow[];
}

/** The run that stands for a computed month. */
export interface Computed {
  readonly run: string;
  readonly month: string;
  readonly hash: string;
}

/** Keeps computed months in one transaction, each with its audit entry. */
export async function keepOutcomes(context: CallContext, outcomes: readonly Outcome[]): Promise<Computed[]> {
  const at = context.clock.now();
  const kept = await context.store.write(async (tx) => {
    const runs: Computed[] = [];
    for (const outcome of outcomes) runs.push({ run: await keepOutcome(tx, outcome, context.actor.id, at), month: outcome.month, hash: outcome.hash });
    return runs;
  });
  for (const { run } of kept) context.emit({ type: 'changed', topics: ['stability', 'audit'], subject: run });
  return kept;
}

/** The id of the run that stands for it: the one that is there already, where it says the same. */
async function keepOutcome(tx: WriteTx, { run, subject, month, definition, batches, hash, inputHash, packed, header, places }: Outcome, actor: string, at: Date): Promise<string> {
  const known = { last_batch: batches.last, undone_count: batches.undone(categoriesAsked(queriesOf(definition.value)), batches.last) };
  const { published, open } = await runsOf(tx, subject, month);
  const same = [published, open].find((one) => one?.result_hash === hash && one.definition_hash === definition.hash) ?? null;
  await appendAudit(tx, { at, actor, action: 'stability.computed', subject: `stability:${subject}:${month}`, details: { definition: refOf(definition.value), hash, inputHash, lastBatch: batches.last, unchanged: same !== null } });
  if (same !== null && same === published) {
    await dropOpen(tx, subject, month);
    return same.id;
  }
  if (same !== null) {
    // What it was computed from may have grown without making a difference: from now on it stands for the new inputs.
    await changeRun(tx, same.id, { ...known, input_hash: inputHash, inputs: packed });
    return same.id;
  }
  await putRun(tx, {
    id: run, subject, month, definition_ref: refOf(definition.value), definition_hash: definition.hash, definition: canonicalJson(definition.value), state: 'computed',
    result_hash: hash, input_hash: inputHash, ...known, header, inputs: packed, computed_at: at.toISOString(), computed_by: actor,
    reviewed_at: null, reviewed_by: null, review_note: '', published_at: null, published_by: null,
  }, places);
  return run;
}
