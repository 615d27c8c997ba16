import type { RuleSummary, SignalRow, SignalStep, SignalView } from '#shared/contract/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import {
  allowedSignalActions, figureKind, isOverdue, precisionOf, ruleCategories, ruleRef, signalRuleSchema,
  type SignalLevel, type SignalRule, type SignalState, type SignalStepKind, type SubjectKind,
} from '#shared/domain/signals/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { batchState } from './coverage-repository.ts';
import { isPending, type SignalsContext } from './evaluate.ts';
import { libraryOf } from './library.ts';
import { actorNames } from './name-repository.ts';
import { progressByRule, switches } from './progress-repository.ts';
import { partsOf } from './records.ts';
import { countsByRule, keptRule, othersOf, signalById, stepsOf, type StoredSignal } from './signal-repository.ts';
import { placeName, sourcesOf, subjectName, unitOf, wordsOf } from './words.ts';

const OTHERS_SHOWN = 20;

/** Every rule with where it stands, in the order of the library. */
export async function ruleSummaries(context: SignalsContext): Promise<readonly RuleSummary[]> {
  const { db } = context.store;
  const [counts, known, off] = [await countsByRule(db, chinaDay(context.clock.now())), await progressByRule(db), await switches(db)];
  const summaries: RuleSummary[] = [];
  for (const { value, hash } of libraryOf(context).rules) {
    const own = counts.get(value.id) ?? { open: 0, overdue: 0, closed: 0, falseAlarms: 0 };
    const progress = known.get(value.id);
    summaries.push({
      ref: ruleRef(value), hash, rule: value, active: off.get(value.id)?.active ?? true, counts: own, precision: precisionOf(own),
      asOf: progress?.asOf ?? null, evaluatedAt: progress?.evaluatedAt ?? null,
      pending: isPending(progress, hash, await batchState(db, ruleCategories(value))),
    });
  }
  return summaries;
}

/** One line of the list. The rule's name is that of its newest version. */
export function rowOf({ regions, clock, ...context }: CallContext, signal: StoredSignal): SignalRow {
  const rule = libraryOf(context).rules.find(({ value }) => value.id === signal.rule_id)?.value;
  const state = signal.state as SignalState;
  const unnamed = { zh: signal.rule_id, en: signal.rule_id };
  return {
    id: signal.id, ruleId: signal.rule_id, ruleName: rule?.name ?? unnamed, followUp: rule?.followUp.name ?? unnamed, level: signal.level as SignalLevel,
    subject: subjectName(regions, signal.subject_kind as SubjectKind, signal.subject_key, signal.label),
    town: signal.town, place: placeName(regions, signal.town, signal.county), from: signal.window_from, to: signal.window_to, figure: signal.figure, base: signal.base,
    figureKind: rule === undefined ? 'count' : figureKind(rule), unit: rule === undefined ? null : unitOf(context.catalogue, rule),
    records: signal.records, state, owner: signal.owner, dueOn: signal.due_on, overdue: isOverdue(state, signal.due_on, chinaDay(clock.now())), supported: signal.supported === 1,
    raisedAt: signal.raised_at,
  };
}

/** A signal with the very version of the rule that raised it. @throws AppError NOT_FOUND, STORE_CORRUPT */
export async function readSignal(context: CallContext, id: number): Promise<{ readonly signal: StoredSignal; readonly rule: SignalRule }> {
  const signal = await signalById(context.store.db, id);
  if (signal === undefined) throw new AppError('NOT_FOUND', `There is no signal ${String(id)}.`, { signal: id });
  const content = await keptRule(context.store.db, signal.rule_id, signal.rule_version);
  const parsed = signalRuleSchema.safeParse(content === null ? null : JSON.parse(content));
  if (!parsed.success) throw new AppError('STORE_CORRUPT', `The rule that raised signal ${String(id)} cannot be read.`, { finding: signal.rule_id });
  return { signal, rule: parsed.data };
}

export async function signalView(context: CallContext, id: number): Promise<SignalView> {
  const { db } = context.store;
  const { signal, rule } = await readSignal(context, id);
  const names = await actorNames(db);
  const row = { ...rowOf(context, signal), ruleName: rule.name, followUp: rule.followUp.name, figureKind: figureKind(rule), unit: unitOf(context.catalogue, rule) };
  return {
    ...row,
    revision: signal.revision,
    asOf: signal.as_of,
    rule: (await ruleSummaries(context)).find((one) => one.rule.id === rule.id) ?? null,
    raisedBy: rule,
    words: wordsOf(context.catalogue, sourcesOf(rule)),
    parts: partsOf(rule).map(({ source }) => ({ category: source.category, name: categoryById(context.catalogue, source.category)?.name ?? { zh: source.category, en: source.category } })),
    dispatchedAt: signal.dispatched_at, receivedAt: signal.received_at, handledAt: signal.handled_at, endedAt: signal.ended_at,
    steps: (await stepsOf(db, id)).map((step): SignalStep => ({
      at: step.at, by: names.get(step.by) ?? step.by, step: step.step as SignalStepKind, state: step.state as SignalState, text: step.text, owner: step.owner, dueOn: step.due_on,
      figure: step.figure, auditSeq: step.audit_seq,
    })),
    may: allowedSignalActions(row.state, context.actor.permissions),
    others: (await othersOf(db, signal, OTHERS_SHOWN)).map((other) => rowOf(context, other)),
  };
}
