import { setImmediate as turn } from 'node:timers/promises';
import type { StabilitySubject } from '#shared/contract/index.ts';
import { computeIndex, IndexMemo, queriesOf, type IndexDefinition, type IndexResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Progress, TaskWork, Versioned } from '#data/kernel/index.ts';
import { definitionsOf, newestDefinition, refOf, sha256 } from './definitions.ts';
import { type Batches } from './figure-repository.ts';
import { gatherInputs, type Gathered } from './gather.ts';
import { categoriesAsked, planPasses } from './pass.ts';
import { refreshFigures, sameBatches } from './refresh.ts';
import { remembering, type Remembered } from './remembered.ts';
import { packInputs, takeApart } from './run.ts';
import { changeRun, dropOpen, putRun, runsOf } from './run-repository.ts';

export interface Computed {
  readonly run: string;
  readonly month: string;
  readonly hash: string;
}

/** Milliseconds that a computation may hold the process before others get their turn. */
const SLICE_MS = 40;

export interface Follow {
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((progress: Progress) => void) | undefined;
}

/** The same as a task: progress, cancel, and the run as its result. */
export function computeTask(context: CallContext, subject: StabilitySubject, month: string): TaskWork {
  return {
    kind: 'stability',
    subject: month,
    run: async (signal, report) => ({ kind: 'stability', ...(await computeMonth(context, subject, month, { signal, report })) }),
  };
}

/**
 * Computes a month by the definition in use and keeps it as the run beside the published one. A month that comes out as it stands
 * already stays as it stands.
 *
 * @throws AppError BAD_INPUT for a month that has not begun; CANCELLED; CONFLICT
 */
export async function computeMonth(context: CallContext, subject: StabilitySubject, month: string, { signal, report = () => undefined }: Follow = {}): Promise<Computed> {
  assertBegun(context, month);
  const definition = newestDefinition(definitionsOf(context), subject);
  return remembering(context.store, subject, async (remembered) => {
    for (;;) {
      const outcome = await attempt(context, { subject, month, definition }, remembered, { breathe: pausing(signal), report });
      if (outcome !== null) return keep(context, outcome);
    }
  });
}

/**
 * A month by a definition that need not be in use. Nothing of it is kept but the monthly figures, and nothing is remembered.
 *
 * @throws AppError BAD_INPUT for a month that has not begun; CANCELLED; CONFLICT
 */
export async function computeBy(context: CallContext, definition: Versioned<IndexDefinition>, month: string, { signal, report = () => undefined }: Follow = {}): Promise<IndexResult> {
  assertBegun(context, month);
  for (;;) {
    const outcome = await attempt(context, { subject: definition.value.subject, month, definition }, { memo: new IndexMemo(), cells: new Map() }, { breathe: pausing(signal), report });
    if (outcome !== null) return outcome.result;
  }
}

/** @throws AppError BAD_INPUT */
function assertBegun({ clock }: Pick<CallContext, 'clock'>, month: string): void {
  if (month > clock.now().toISOString().slice(0, 7)) throw new AppError('BAD_INPUT', `${month} has not begun yet.`, { month });
}

interface Wanted {
  readonly subject: StabilitySubject;
  readonly month: string;
  readonly definition: Versioned<IndexDefinition>;
}

interface Manner {
  readonly breathe: () => Promise<void>;
  readonly report: (progress: Progress) => void;
}

/** Null where another program brought figures on meanwhile: they would mix two states of the store. */
async function attempt(context: CallContext, wanted: Wanted, remembered: Remembered, { breathe, report }: Manner): Promise<Outcome | null> {
  const { store, catalogue } = context;
  const { subject, month, definition } = wanted;
  const passes = planPasses(catalogue, subject, queriesOf(definition.value));
  let rows = 0;
  const batches = await refreshFigures(store, passes, {
    breathe,
    progress: (read, done, total) => {
      rows = read;
      report({ phase: 'reading', done, total: 2 * total, unit: 'batches', rows: read });
    },
  });
  const gathered = await gatherInputs(context, definition, month, batches, remembered);
  if (!(await sameBatches(store.db, passes, batches))) return null;
  // Deflated by another thread while this one computes.
  const packing = packInputs(gathered.text);
  const result = await compute(definition.value, gathered, remembered.memo, breathe, (done, total) => {
    report({ phase: 'aggregating', done: passes.length + Math.floor((passes.length * done) / total), total: 2 * passes.length, unit: 'batches', rows });
  });
  report({ phase: 'finishing', done: 2 * passes.length, total: 2 * passes.length, unit: 'batches', rows });
  return { ...wanted, batches, gathered, result, packed: await packing };
}

async function compute(definition: IndexDefinition, { inputs }: Gathered, memo: IndexMemo, breathe: () => Promise<void>, progress: (done: number, total: number) => void): Promise<IndexResult> {
  const steps = computeIndex(definition, inputs, memo);
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - begun < SLICE_MS) continue;
    progress(step.value.done, step.value.total);
    await breathe();
    begun = performance.now();
  }
}

/** Throws CANCELLED where it is wished, and lets whatever waits go first. */
function pausing(signal: AbortSignal | undefined): () => Promise<void> {
  return async () => {
    await turn();
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'Computing the index was cancelled; nothing changed.');
  };
}

interface Outcome extends Wanted {
  readonly batches: Batches;
  readonly gathered: Gathered;
  readonly result: IndexResult;
  /** The text of the inputs, deflated. */
  readonly packed: Uint8Array;
}

async function keep(context: CallContext, { subject, month, definition, batches, gathered, result, packed }: Outcome): Promise<Computed> {
  const { store, ids, clock, actor, emit } = context;
  const hash = sha256(canonicalJson(result));
  const inputHash = sha256(gathered.text);
  const at = clock.now();
  const id = ids.next();
  const known = { last_batch: batches.last, undone_count: batches.undone(categoriesAsked(queriesOf(definition.value)), batches.last) };
  const run = await store.write(async (tx) => {
    const { published, open } = await runsOf(tx, subject, month);
    const same = [published, open].find((one) => one?.result_hash === hash && one.definition_hash === definition.hash) ?? null;
    await appendAudit(tx, { at, actor: actor.id, action: 'stability.computed', subject: `stability:${subject}:${month}`, details: { definition: refOf(definition.value), hash, inputHash, lastBatch: batches.last, unchanged: same !== null } });
    if (same !== null && same === published) {
      await dropOpen(tx, subject, month);
      return same.id;
    }
    if (same !== null) {
      // What it was computed from may have grown without making a difference: from now on it stands for the new inputs.
      await changeRun(tx, same.id, { ...known, input_hash: inputHash, inputs: packed });
      return same.id;
    }
    const { header, places } = takeApart(id, result);
    await putRun(tx, {
      id, subject, month, definition_ref: refOf(definition.value), definition_hash: definition.hash, definition: canonicalJson(definition.value), state: 'computed',
      result_hash: hash, input_hash: inputHash, ...known, header, inputs: packed, computed_at: at.toISOString(), computed_by: actor.id,
      reviewed_at: null, reviewed_by: null, review_note: '', published_at: null, published_by: null,
    }, places);
    return id;
  });
  emit({ type: 'changed', topics: ['stability', 'audit'], subject: run });
  return { run, month, hash };
}

