import { setImmediate } from 'node:timers/promises';
import { ruleCategories, type RuleCondition, type SignalRule } from '#shared/domain/signals/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CoreContext, Progress as TaskProgress, Versioned } from '#data/kernel/index.ts';
import { batchesAfter, batchState, heldMonths, type BatchState } from './coverage-repository.ts';
import { evaluateRule, lastDay } from './evaluate-rule.ts';
import { libraryOf } from './library.ts';
import { progressByRule, saveProgress, switches, type Progress } from './progress-repository.ts';
import { applyFindings, type RaiseCounts } from './raise.ts';

export type SignalsContext = Pick<CoreContext, 'store' | 'secrets' | 'catalogue' | 'regions' | 'clock' | 'inUse' | 'emit'>;

/** What a rule must be held against: everything, or the subjects of some batches. */
export interface Due {
  readonly rule: Versioned<SignalRule>;
  /** Null: all subjects. */
  readonly batches: readonly number[] | null;
  readonly state: BatchState;
}

/** The rules that something came or went for since they were held against the data last; with `all`, every rule that is on. */
export async function dueRules(context: SignalsContext, all = false): Promise<readonly Due[]> {
  const { db } = context.store;
  const [known, off] = [await progressByRule(db), await switches(db)];
  const today = chinaDay(context.clock.now());
  const due: Due[] = [];
  for (const rule of libraryOf(context).rules) {
    if (off.get(rule.value.id)?.active === false) continue;
    const categories = ruleCategories(rule.value);
    const state = await batchState(db, categories);
    if (state.newest === 0) continue;
    const seen = known.get(rule.value.id);
    if (all || seen?.hash !== rule.hash || seen.undone !== state.undone) {
      due.push({ rule, batches: null, state });
    } else if (seen.asOf !== (await asOfDay(context, rule.value, today)) && growsLate(rule.value.condition, rule.value)) {
      // Deadlines pass by themselves, also of subjects that no batch touched.
      due.push({ rule, batches: null, state });
    } else if (seen.seenBatch < state.newest) {
      due.push({ rule, batches: await batchesAfter(db, categories, seen.seenBatch), state });
    }
  }
  return due;
}

/**
 * Holds what is due against the data, one rule after the other; each is in whole or not at all. A rule that cannot be held against
 * it does not stop the others: its failure is told when they are done.
 */
export async function evaluateDue(context: SignalsContext, all: boolean, signal?: AbortSignal, report?: (progress: TaskProgress) => void): Promise<RaiseCounts & { readonly rules: number }> {
  const due = await dueRules(context, all);
  const total = { rules: due.length, raised: 0, updated: 0, unsupported: 0 };
  const failures: unknown[] = [];
  for (const [index, { rule, batches, state }] of due.entries()) {
    report?.({ phase: 'reading', done: index, total: due.length, unit: 'rows', rows: 0 });
    // Other calls are answered between two rules.
    await setImmediate();
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'Looking for signals was cancelled; the rules done so far stay done.');
    try {
      const counts = await evaluateOne(context, { rule, batches, state });
      total.raised += counts.raised;
      total.updated += counts.updated;
      total.unsupported += counts.unsupported;
    } catch (error) {
      failures.push(error);
    }
  }
  if (due.length > 0) context.emit({ type: 'changed', topics: ['signals', 'audit'], subject: null });
  if (failures.length > 0) throw failures[0];
  return total;
}

async function evaluateOne(context: SignalsContext, { rule, batches, state }: Due): Promise<RaiseCounts> {
  const evaluation = await evaluateRule(context, rule.value, batches);
  return evaluation === null ? nothingYet(context, rule, state) : applyFindings(context, rule, evaluation, state);
}

/** What is left to do of one rule, for the screens. */
export function isPending(progress: Progress | undefined, hash: string, state: BatchState): boolean {
  if (state.newest === 0) return false;
  return progress?.hash !== hash || progress.seenBatch < state.newest || progress.undone !== state.undone;
}

async function asOfDay({ store }: SignalsContext, rule: SignalRule, today: string): Promise<string> {
  const newest = (await heldMonths(store.db, ruleCategories(rule))).filter((month) => month <= today.slice(0, 7)).at(-1);
  return newest === undefined ? today : lastDay(newest, today);
}

/** Batches came, but no row of them is dated: there is nothing to look at, and that is known. */
async function nothingYet({ store, clock }: SignalsContext, { value, hash }: Versioned<SignalRule>, state: BatchState): Promise<RaiseCounts> {
  const now = clock.now();
  await store.write((tx) => saveProgress(tx, value.id, { hash, seenBatch: state.newest, undone: state.undone, asOf: chinaDay(now), evaluatedAt: now.toISOString() }));
  return { raised: 0, updated: 0, unsupported: 0 };
}

function growsLate(condition: RuleCondition, { source }: SignalRule): boolean {
  return condition.kind === 'deadline' || source.where.some(({ op }) => op === 'late') || (condition.kind === 'share' && condition.of.some(({ op }) => op === 'late'));
}
