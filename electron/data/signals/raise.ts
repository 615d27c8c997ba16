import { DUE_STATES, reconcile, ruleRef, type SignalRule } from '#shared/domain/signals/index.ts';
import { addDays, chinaDay } from '#shared/domain/supply/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext, Versioned } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import type { BatchState } from './coverage-repository.ts';
import { figuredAnew, type Evaluation, type Found } from './evaluate-rule.ts';
import { keepRule, saveProgress } from './progress-repository.ts';
import { addStep, insertSignal, patchSignal, raisedOf } from './raise-repository.ts';
import { keyOf } from './subject.ts';

/** Who did it, where nobody did. */
export const PROGRAM = 'program';

export interface RaiseCounts {
  readonly raised: number;
  readonly updated: number;
  readonly unsupported: number;
}

type RaiseContext = Pick<CoreContext, 'store' | 'secrets' | 'catalogue' | 'clock'>;

/** The subject as it is kept: of a person whose number stands in plain, its keyed hash, with the number protected beside it. */
interface Keyed extends Found {
  readonly plain: string | null;
}

/**
 * Raises what a rule found and was not raised before, brings open signals up to date, and marks those that the data no longer bears
 * out: all of one rule in one transaction, with one entry in the audit chain that names every signal.
 */
export async function applyFindings(context: RaiseContext, rule: Versioned<SignalRule>, evaluation: Evaluation, batches: BatchState): Promise<RaiseCounts> {
  const { store, clock } = context;
  const keyed = evaluation.found.map((one) => keyedBy(context, rule.value, one));
  const touched = evaluation.touched === null ? null : new Set(evaluation.touched.map((subject) => keyOf(context, rule.value, subject)));
  return store.write(async (tx) => {
    const now = clock.now();
    await keepRule(tx, rule, now.toISOString());
    const before = (await raisedOf(tx, rule.value.id)).filter(({ subject }) => touched === null || touched.has(subject));
    const { raise, update, unsupported } = reconcile(keyed, before, evaluation.checkedFrom, (one) => figuredAnew(rule.value, one));
    // What is older than the rule looks back is known, but nobody is sent after it.
    const fresh = raise.filter(({ to }) => to >= evaluation.from);
    await saveProgress(tx, rule.value.id, { hash: rule.hash, seenBatch: batches.newest, undone: batches.undone, asOf: evaluation.asOf, evaluatedAt: now.toISOString() });
    if (fresh.length + update.length + unsupported.length === 0) return { raised: 0, updated: 0, unsupported: 0 };
    await writeAll(tx, { rule, evaluation, seenBatch: batches.newest, now }, { fresh, update, unsupported, states: new Map(before.map((one) => [one.id, one.state])) });
    return { raised: fresh.length, updated: update.length, unsupported: unsupported.length };
  });
}

interface Occasion {
  readonly rule: Versioned<SignalRule>;
  readonly evaluation: Evaluation;
  readonly seenBatch: number;
  readonly now: Date;
}

interface Changes {
  readonly fresh: readonly Keyed[];
  readonly update: readonly { readonly id: number; readonly finding: Keyed; readonly grown: boolean }[];
  readonly unsupported: readonly number[];
  readonly states: ReadonlyMap<number, Awaited<ReturnType<typeof raisedOf>>[number]['state']>;
}

async function writeAll(tx: WriteTx, { rule, evaluation, seenBatch, now }: Occasion, { fresh, update, unsupported, states }: Changes): Promise<void> {
  const { value, hash } = rule;
  const at = now.toISOString();
  const basis = { seenBatch, asOf: evaluation.asOf };
  const dueOn = addDays(chinaDay(now), value.followUp.days);
  const ids: number[] = [];
  for (const one of fresh) {
    ids.push(await insertSignal(tx, {
      ...basis, rule: value.id, version: value.version, level: one.level, subjectKind: value.subject.kind, subjectKey: one.subject, subjectValue: one.plain, label: one.label,
      town: one.town, county: one.county, window: one.window, from: one.from, to: one.to, figure: one.figure, base: one.base, records: one.records, dueOn, raisedAt: at,
    }));
  }
  const { seq } = await appendAudit(tx, {
    at: now, actor: PROGRAM, action: 'signals.evaluated', subject: `rule:${value.id}`,
    details: { rule: ruleRef(value), hash, lastBatch: seenBatch, asOf: evaluation.asOf, raised: ids, updated: update.map(({ id }) => id), unsupported: [...unsupported] },
  });
  const step = { at, by: PROGRAM, auditSeq: seq };
  for (const [index, one] of fresh.entries()) {
    const id = ids[index] ?? 0;
    await addStep(tx, id, { ...step, step: 'raise', state: 'raised', dueOn, figure: one.figure });
    if (one.done) await sayDone(tx, id, step);
  }
  for (const { id, finding, grown } of update) {
    const state = states.get(id) ?? 'raised';
    await patchSignal(tx, id, { level: finding.level, window_from: finding.from, window_to: finding.to, figure: finding.figure, base: finding.base, records: finding.records, seen_batch: seenBatch, as_of: evaluation.asOf, supported: 1 });
    if (grown) await addStep(tx, id, { ...step, step: 'update', state, figure: finding.figure });
    if (finding.done && DUE_STATES.includes(state)) await sayDone(tx, id, step);
  }
  for (const id of unsupported) {
    await patchSignal(tx, id, { supported: 0 });
    await addStep(tx, id, { ...step, step: 'unsupported', state: states.get(id) ?? 'raised' });
  }
}

/** The imported data says that the follow-up was done: what is left is for somebody to look at it and close it. */
async function sayDone(tx: WriteTx, id: number, step: { readonly at: string; readonly by: string; readonly auditSeq: number }): Promise<void> {
  await patchSignal(tx, id, { state: 'handled', handled_at: step.at });
  await addStep(tx, id, { ...step, step: 'done', state: 'handled' });
}

function keyedBy(context: RaiseContext, rule: SignalRule, found: Found): Keyed {
  const subject = keyOf(context, rule, found.subject);
  return { ...found, subject, plain: subject === found.subject ? null : context.secrets.protect(found.subject) };
}
