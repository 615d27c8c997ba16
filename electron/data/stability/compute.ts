import { setImmediate as turn } from 'node:timers/promises';
import type { StabilitySubject } from '#shared/contract/index.ts';
import { computeIndex, IndexMemo, queriesOf, type IndexDefinition, type IndexInputs, type IndexResult } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { CallContext, Progress, TaskWork, Versioned } from '#data/kernel/index.ts';
import { definitionsOf, newestDefinition, sha256 } from './definitions.ts';
import type { Batches } from './figure-repository.ts';
import { gatherInputs } from './gather.ts';
import { keepOutcomes, type Computed, type Outcome } from './keep.ts';
import { planPasses } from './pass.ts';
import { refreshFigures, sameBatches } from './refresh.ts';
import { remembering, type Remembered } from './remembered.ts';
import { packInputs, takeApart } from './run.ts';
import { monthStates } from './runs.ts';

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

/** Every month of a year that holds data, as one task: all of them or none are kept. Its result is the last month. */
export function computeYearTask(context: CallContext, subject: StabilitySubject, year: string): TaskWork {
  return {
    kind: 'stability',
    subject: year,
    run: async (signal, report) => {
      const months = (await monthStates(context, subject)).map(({ month }) => month).filter((month) => month.startsWith(`${year}-`)).sort();
      const last = (await computeMonths(context, subject, months, { signal, report })).at(-1);
      if (last === undefined) throw new AppError('BAD_INPUT', `${year} has no month with data.`, { year });
      return { kind: 'stability', ...last };
    },
  };
}

/** One month; see computeMonths. */
export async function computeMonth(context: CallContext, subject: StabilitySubject, month: string, follow: Follow = {}): Promise<Computed> {
  const [computed] = await computeMonths(context, subject, [month], follow);
  if (computed === undefined) throw new AppError('BUG', 'A month was computed and not kept.', { month });
  return computed;
}

/**
 * Computes months by the definition in use, all from the same batches, and keeps each as the run beside the published one; in one
 * transaction, so that a computation that is cancelled leaves nothing. A month that comes out as it stands already stays as it stands.
 *
 * @throws AppError BAD_INPUT for a month that has not begun; CANCELLED; CONFLICT
 */
export async function computeMonths(context: CallContext, subject: StabilitySubject, months: readonly string[], { signal, report = () => undefined }: Follow = {}): Promise<Computed[]> {
  months.forEach((month) => { assertBegun(context, month); });
  const definition = newestDefinition(definitionsOf(context), subject);
  return remembering(context.store, subject, async (remembered) => {
    for (;;) {
      const outcomes = await attempt(context, { months, definition }, remembered, { breathe: pausing(signal), report }, (computed) => outcomeOf(context, subject, definition, computed));
      if (outcomes !== null) return keepOutcomes(context, outcomes);
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
    const [result] = (await attempt(context, { months: [month], definition }, { memo: new IndexMemo(), cells: new Map() }, { breathe: pausing(signal), report }, (computed) => computed.result)) ?? [];
    if (result !== undefined) return result;
  }
}

/** @throws AppError BAD_INPUT */
function assertBegun({ clock }: Pick<CallContext, 'clock'>, month: string): void {
  if (month > clock.now().toISOString().slice(0, 7)) throw new AppError('BAD_INPUT', `${month} has not begun yet.`, { month });
}

interface Wanted {
  readonly months: readonly string[];
  readonly definition: Versioned<IndexDefinition>;
}

interface MonthComputed {
  readonly month: string;
  readonly batches: Batches;
  /** What it was computed from, and that deflated. */
  readonly text: string;
  readonly packed: Uint8Array;
  readonly result: IndexResult;
}

function outcomeOf({ ids }: CallContext, subject: StabilitySubject, definition: Versioned<IndexDefinition>, { month, batches, text, packed, result }: MonthComputed): Outcome {
  const run = ids.next();
  return { run, subject, month, definition, batches, hash: sha256(canonicalJson(result)), inputHash: sha256(text), packed, ...takeApart(run, result) };
}

interface Manner {
  readonly breathe: () => Promise<void>;
  readonly report: (progress: Progress) => void;
}

/**
 * One month after the other, each handed on as soon as it is there: a year of results and inputs need not be held at once. Null where
 * another program brought figures on meanwhile: they would mix two states of the store.
 */
async function attempt<T>(context: CallContext, { months, definition }: Wanted, remembered: Remembered, { breathe, report }: Manner, take: (computed: MonthComputed) => T): Promise<T[] | null> {
  const { store, catalogue } = context;
  const passes = planPasses(catalogue, definition.value.subject, queriesOf(definition.value));
  let rows = 0;
  const batches = await refreshFigures(store, passes, {
    breathe,
    progress: (read, done, total) => {
      rows = read;
      report({ phase: 'reading', done, total: 2 * total, unit: 'batches', rows: read });
    },
  });
  const taken: T[] = [];
  for (const month of months) {
    const { inputs, text } = await gatherInputs(context, definition, month, batches, remembered);
    if (!(await sameBatches(store.db, passes, batches))) return null;
    // Deflated by another thread while this one computes.
    const packing = packInputs(text);
    const result = await compute(definition.value, inputs, remembered.memo, breathe, (done, total) => {
      const computed = (passes.length * (taken.length + done / total)) / months.length;
      report({ phase: 'aggregating', done: passes.length + Math.floor(computed), total: 2 * passes.length, unit: 'batches', rows });
    });
    taken.push(take({ month, batches, text, packed: await packing, result }));
  }
  report({ phase: 'finishing', done: 2 * passes.length, total: 2 * passes.length, unit: 'batches', rows });
  return taken;
}

async function compute(definition: IndexDefinition, inputs: IndexInputs, memo: IndexMemo, breathe: () => Promise<void>, progress: (done: number, total: number) => void): Promise<IndexResult> {
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
