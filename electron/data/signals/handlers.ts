import type { RuleDetail, signalsContract } from '#shared/contract/index.ts';
import { parametersOf } from '#shared/domain/signals/index.ts';
import { chinaDay, monthsUpTo } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { act } from './act.ts';
import { askedBy } from './asked.ts';
import { boardRecords, boardView } from './board.ts';
import { libraryOf, ruleById } from './library.ts';
import { actorNames, knownOwners } from './name-repository.ts';
import { saveSwitch, switches } from './progress-repository.ts';
import { signalRecords } from './records.ts';
import { startEvaluation } from './schedule.ts';
import { levelCounts, monthsOfRule, signalPage } from './signal-repository.ts';
import { tryRule } from './try-rule.ts';
import { readSignal, rowOf, ruleSummaries, signalView } from './view.ts';
import { sourcesOf, wordsOf } from './words.ts';

const MONTHS_SHOWN = 24;

/** Signals, their follow-up, the rules that raise them, and the boards. */
export const signalsHandlers: Handlers<typeof signalsContract> = {
  'signals.list': async (input, context) => {
    const asked = askedBy(context);
    const { rows, total } = await signalPage(context.store.db, { ...input, asked });
    const summaries = await ruleSummaries(context);
    const evaluated = summaries.flatMap(({ evaluatedAt }) => evaluatedAt ?? []).sort();
    return {
      rows: rows.map((row) => rowOf(context, row)), total, ...(await levelCounts(context.store.db, input.filter, asked)),
      pending: summaries.some(({ active, pending }) => active && pending), evaluatedAt: evaluated.at(-1) ?? null,
    };
  },
  'signals.one': (input, context) => signalView(context, input.id),
  'signals.records': async (input, context) => {
    const { signal, rule } = await readSignal(context, input.id);
    return signalRecords(context, signal, rule, input.part, input);
  },
  'signals.owners': (_input, { store }) => knownOwners(store.db),
  'signals.act': async (input, context) => {
    await act(context, input);
    return signalView(context, input.id);
  },
  'signals.rules': (_input, context) => ruleSummaries(context),
  'signals.rule': (input, context) => ruleDetail(context, input.id),
  'signals.tryRule': (input, context) => tryRule(context, input),
  'signals.setActive': async (input, context) => {
    const { store, clock, actor, emit } = context;
    const { value } = ruleById(libraryOf(context), input.id);
    const now = clock.now();
    await store.write(async (tx) => {
      await saveSwitch(tx, value.id, { active: input.active, reason: input.reason, at: now.toISOString(), by: actor.id });
      await appendAudit(tx, { at: now, actor: actor.id, action: 'signals.switched', subject: `rule:${value.id}`, details: { rule: value.id, active: input.active, reasons: input.reason } });
    });
    emit({ type: 'changed', topics: ['signals', 'audit'], subject: null });
    return ruleDetail(context, value.id);
  },
  'signals.evaluate': (input, context) => Promise.resolve({ taskId: startEvaluation(context, input.all).id }),
  'signals.boards': (_input, context) => Promise.resolve(libraryOf(context).boards.map(({ value: { id, name, question, rules } }) => ({ id, name, question, rules }))),
  'signals.board': (input, context) => boardView(context, input),
  'signals.boardRecords': (input, context) => boardRecords(context, input),
};

async function ruleDetail(context: CallContext, id: string): Promise<RuleDetail> {
  const { value } = ruleById(libraryOf(context), id);
  const summary = (await ruleSummaries(context)).find(({ rule }) => rule.id === id);
  if (summary === undefined) throw new AppError('NOT_FOUND', `There is no signal rule ${id}.`, { rule: id });
  const { db } = context.store;
  const [counted, off, names] = [await monthsOfRule(db, id), (await switches(db)).get(id), await actorNames(db)];
  const newest = [...counted.keys(), summary.asOf?.slice(0, 7) ?? chinaDay(context.clock.now()).slice(0, 7)].sort().at(-1) ?? '';
  return {
    ...summary,
    words: wordsOf(context.catalogue, sourcesOf(value)),
    months: monthsUpTo(newest, MONTHS_SHOWN).map((month) => ({ month, ...(counted.get(month) ?? { raised: 0, falseAlarms: 0 }) })),
    parameters: parametersOf(value),
    off: off === undefined || off.active ? null : { reason: off.reason, by: names.get(off.by) ?? off.by, at: off.at },
  };
}
