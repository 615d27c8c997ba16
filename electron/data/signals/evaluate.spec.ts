import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignalView } from '#shared/contract/index.ts';
import { signalRuleSchema, type SignalRule } from '#shared/domain/signals/index.ts';
import { addDays } from '#shared/domain/supply/index.ts';
import type { CallContext, Versioned } from '#data/kernel/index.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { batchState } from './coverage-repository.ts';
import { dueRules, evaluateDue } from './evaluate.ts';
import { evaluateRule } from './evaluate-rule.ts';
import { signalsHandlers } from './index.ts';
import { applyFindings, type RaiseCounts } from './raise.ts';

const TOWN = { n_town: '330602001', n_county: '330602' };
const OTHER = { n_town: '330681001', n_county: '330681' };

let station: Workstation;
let context: CallContext;
beforeEach(() => {
  station = openWorkstation();
  context = station.as('manager');
});
afterEach(() => station.close());

const rule = (over: object): Versioned<SignalRule> => ({
  hash: JSON.stringify(over),
  value: signalRuleSchema.parse({
    id: 'test-rule', version: 1, name: { zh: '试', en: 'Test' }, reason: { zh: '试', en: 'Test' }, level: 'yellow', subject: { kind: 'town' }, source: { category: '2.4', where: [] },
    condition: { kind: 'threshold', measure: { kind: 'count' }, period: 'month', from: '2' }, recentMonths: 3,
    followUp: { name: { zh: '查', en: 'Check' }, days: 3, closes: { zh: '完', en: 'Done' } }, ...over,
  }),
});
const categories = ({ value }: Versioned<SignalRule>): string[] => [value.source.category];
async function hold(over: Versioned<SignalRule>, batches: readonly number[] | null = null): Promise<RaiseCounts> {
  const evaluation = await evaluateRule(context, over.value, batches);
  return applyFindings(context, over, evaluation!, await batchState(context.store.db, categories(over)));
}
const signals = (): Record<string, unknown>[] => context.store.raw.prepare('SELECT * FROM signal ORDER BY id').all() as Record<string, unknown>[];
const steps = (id = 1): unknown[] => context.store.raw.prepare('SELECT step FROM signal_step WHERE signal_id = ? ORDER BY position').pluck().all(id);
const petitions = (place: object, ...days: string[]): object[] => days.map((n_date) => ({ ...place, n_date }));

describe('a batch', () => {
  it('is looked at for the subjects it touched, and for no other', async () => {
    const two = rule({});
    const first = station.hold('2.4', [...petitions(TOWN, '2026-06-01', '2026-06-02'), ...petitions(OTHER, '2026-06-01', '2026-06-02')] as never);
    const touched = await evaluateRule(context, two.value, [first]);
    expect([...touched!.touched!].sort()).toEqual([TOWN.n_town, OTHER.n_town]);
    const second = station.hold('2.4', petitions(TOWN, '2026-06-03') as never);
    const again = await evaluateRule(context, two.value, [second]);
    expect(again?.touched).toEqual([TOWN.n_town]);
    // The whole window of the subject, not the batch alone.
    expect(again?.found).toMatchObject([{ subject: TOWN.n_town, figure: '3', records: 3, window: '2026-06' }]);
  });

  it('touches the subject of a row that it closes, too', async () => {
    station.hold('2.4', [{ ...TOWN, petition_no: 'X1', n_date: '2026-06-01' }, { ...TOWN, petition_no: 'X2', n_date: '2026-06-02' }]);
    const moved = station.hold('2.4', [{ ...OTHER, petition_no: 'X1', n_date: '2026-06-01' }]);
    const evaluation = await evaluateRule(context, rule({}).value, [moved]);
    expect([...evaluation!.touched!].sort()).toEqual([TOWN.n_town, OTHER.n_town]);
    expect(evaluation?.found).toEqual([]);
  });

  it('raises once, makes the open signal grow, and leaves one that ended as it is', async () => {
    const two = rule({ escalate: [{ from: '4', level: 'red' }] });
    station.hold('2.4', petitions(TOWN, '2026-06-01', '2026-06-02') as never);
    expect(await hold(two)).toEqual({ raised: 1, updated: 0, unsupported: 0 });
    expect(await hold(two)).toEqual({ raised: 0, updated: 0, unsupported: 0 });
    expect(signals()).toMatchObject([{ figure: '2', level: 'yellow', due_on: addDays('2026-06-15', 3), town: TOWN.n_town, window_key: '2026-06', state: 'raised' }]);
    const next = station.hold('2.4', petitions(TOWN, '2026-06-03', '2026-06-04') as never);
    expect(await hold(two, [next])).toEqual({ raised: 0, updated: 1, unsupported: 0 });
    expect(signals()).toMatchObject([{ figure: '4', level: 'red', records: 4, revision: 1 }]);
    expect(steps()).toEqual(['raise', 'update']);
    await signalsHandlers['signals.act']({ id: 1, revision: 1, action: 'falseAlarm', text: '重复登记', owner: '' }, context);
    const more = station.hold('2.4', petitions(TOWN, '2026-06-05') as never);
    expect(await hold(two, [more])).toEqual({ raised: 0, updated: 0, unsupported: 0 });
    expect(signals()).toMatchObject([{ figure: '4', state: 'falseAlarm' }]);
  });

  it('taken back leaves the signal standing, marked as no longer borne out, until the data says so again', async () => {
    const two = rule({});
    station.hold('2.4', petitions(TOWN, '2026-06-01') as never);
    const second = station.hold('2.4', petitions(TOWN, '2026-06-02') as never);
    await hold(two);
    context.store.raw.prepare('DELETE FROM cat_petition WHERE batch_id = ?').run(second);
    expect(await hold(two)).toEqual({ raised: 0, updated: 0, unsupported: 1 });
    expect(await hold(two)).toEqual({ raised: 0, updated: 0, unsupported: 0 });
    expect(signals()).toMatchObject([{ supported: 0, state: 'raised' }]);
    station.hold('2.4', petitions(TOWN, '2026-06-10', '2026-06-11') as never);
    expect(await hold(two)).toEqual({ raised: 0, updated: 1, unsupported: 0 });
    expect(signals()).toMatchObject([{ supported: 1, figure: '3' }]);
    expect(steps()).toEqual(['raise', 'unsupported', 'update']);
  });

  it('of the past raises nothing, and is seen by a trial', async () => {
    const two = rule({ recentMonths: 2 });
    station.hold('2.4', [...petitions(TOWN, '2026-01-01', '2026-01-02'), ...petitions(TOWN, '2026-06-01')] as never);
    expect(await hold(two)).toEqual({ raised: 0, updated: 0, unsupported: 0 });
    expect((await evaluateRule(context, two.value, null, 12))?.found).toHaveLength(1);
  });
});

describe('the records of a signal', () => {
  it('are those that stood when it was found, whatever came since', async () => {
    const two = rule({});
    station.hold('2.4', [{ ...TOWN, petition_no: 'X1', n_date: '2026-06-01', people: 3 }, { ...TOWN, petition_no: 'X2', n_date: '2026-06-02', people: 4 }]);
    await hold(two);
    station.hold('2.4', [{ ...TOWN, petition_no: 'X1', n_date: '2026-06-01', people: 30 }, { ...TOWN, petition_no: 'X9', n_date: '2026-06-09' }]);
    const page = await signalsHandlers['signals.records']({ id: 1, part: 0, limit: 10, offset: 0 }, context);
    const people = page.columns.findIndex(({ field }) => field === 'people');
    expect(page.rows.map(({ cells, superseded }) => [cells[people], superseded])).toEqual([['4', false], ['3', true]]);
    await expect(signalsHandlers['signals.records']({ id: 1, part: 1, limit: 10, offset: 0 }, context)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('deadlines', () => {
  const minutes = rule({ source: { category: '3.7', where: [] }, condition: { kind: 'deadline', late: { done: 'responded_at', limit: { since: 'triggered_at', minutes: 10 } }, period: 'month', from: 1 } });

  it('pass by themselves: the same data is late on a later day', async () => {
    const due = rule({ source: { category: '7.2', where: [] }, subject: { kind: 'enterprise', field: 'credit_code' }, condition: { kind: 'deadline', late: { done: 'done_on', limit: { due: 'due_on' } }, period: 'month', from: 1 } });
    station.hold('7.2', [{ credit_code: 'A', n_date: '2026-06-01', found_at: '2026-06-01 08:00:00', due_on: '2026-06-15' }]);
    expect((await hold(due)).raised).toBe(0);
    station.setTime('2026-06-16T01:00:00.000Z');
    expect((await hold(due)).raised).toBe(1);
  });

  it('are looked at as the data stands: after the last month of a category no time passes for it', async () => {
    station.hold('3.7', [{ ...TOWN, n_date: '2026-03-31', triggered_at: '2026-03-31 23:55:00' }]);
    station.setTime('2026-06-16T01:00:00.000Z');
    const evaluation = await evaluateRule(context, minutes.value, null);
    expect([evaluation?.asOf, evaluation?.found]).toEqual(['2026-03-31', []]);
  });

  it('are missed exactly where a calendar says so: every limit, filled and empty', async () => {
    const day = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-04-15', offset));
    const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const moment = fc.tuple(day, clock).map(([one, time]) => `${one} ${time}`);
    const cases = fc.sample(fc.record({ since: fc.option(moment, { freq: 9 }), done: fc.option(moment), promised: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 9 }) }), 400);
    station.hold('5.4', cases.map(({ since, done, promised }, index) => ({ n_department: `unit ${String(index)}`, n_date: '2026-06-01', received_at: since, closed_at: done, promised_days: promised })));
    const asOf = '2026-06-15';
    const late = async (limit: object): Promise<string[]> => {
      const one = rule({ source: { category: '5.4', where: [] }, subject: { kind: 'department' }, condition: { kind: 'deadline', late: { done: 'closed_at', limit }, period: 'month', from: 1 } });
      const evaluation = await evaluateRule(context, one.value, null);
      expect(evaluation?.asOf).toBe(asOf);
      return evaluation!.found.map(({ subject }) => subject).sort();
    };
    const expected = (missed: (one: { since: string; done: string | null; promised: number | null }) => boolean): string[] =>
      cases.flatMap(({ since, done, promised }, index) => (since !== null && missed({ since, done, promised }) ? [`unit ${String(index)}`] : [])).sort();
    const seconds = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 1000;
    const dayOf = (text: string | null): string => (text ?? asOf).slice(0, 10);
    for (const allowed of [1, 90, 40_000]) {
      expect(await late({ since: 'received_at', minutes: allowed })).toEqual(expected(({ since, done }) => seconds(done ?? `${asOf} 23:59:59`) - seconds(since) > allowed * 60));
    }
    for (const allowed of [0, 1, 30]) {
      expect(await late({ since: 'received_at', days: allowed })).toEqual(expected(({ since, done }) => dayOf(done) > addDays(since.slice(0, 10), allowed)));
    }
    expect(await late({ since: 'received_at', daysField: 'promised_days' })).toEqual(expected(({ since, done, promised }) => promised !== null && dayOf(done) > addDays(since.slice(0, 10), promised)));
    expect(await late({ due: 'received_at' })).toEqual(expected(({ since, done }) => dayOf(done) > since.slice(0, 10)));
  });
});

describe('the follow-up that the data tells of', () => {
  const red = rule({
    source: { category: '7.7', where: [{ field: 'colour', op: 'eq', value: 'red' }] }, subject: { kind: 'entity', field: 'entity_no', label: 'entity_name' },
    condition: { kind: 'threshold', measure: { kind: 'count' }, period: 'month', from: '1' },
    followUp: { name: { zh: '查', en: 'Check' }, days: 3, closes: { zh: '完', en: 'Done' }, done: [{ field: 'covert_check_on', op: 'notNull' }] },
  });
  const code = (over: object): never => [{ ...TOWN, entity_no: 'E1', rating_month: '2026-05', n_date: '2026-05-01', entity_name: '样例企业', colour: 'red', ...over }] as never;

  it('is handled when a later batch says so', async () => {
    station.hold('7.7', code({}));
    await hold(red);
    expect(signals()).toMatchObject([{ state: 'raised', label: '样例企业' }]);
    const next = station.hold('7.7', code({ covert_check_on: '2026-05-20' }));
    // Nothing but the row behind it changed: the figure is the same.
    expect(await hold(red, [next])).toEqual({ raised: 0, updated: 1, unsupported: 0 });
    expect(signals()).toMatchObject([{ state: 'handled' }]);
    expect(steps()).toEqual(['raise', 'done']);
    expect(await hold(red)).toEqual({ raised: 0, updated: 0, unsupported: 0 });
  });
});

describe('persons', () => {
  it('go by a keyed hash, and their number is kept protected so that their records can still be opened', async () => {
    const twice = rule({ source: { category: '4.2', where: [] }, subject: { kind: 'person', field: 'person_ref' }, condition: { kind: 'repeat', times: 2, withinDays: 365 } });
    station.hold('4.2', [{ ...TOWN, person_ref: 'P-7', n_date: '2026-05-01' }, { ...TOWN, person_ref: 'P-7', n_date: '2026-06-01' }, { ...TOWN, person_ref: 'P-8', n_date: '2026-06-01' }]);
    await hold(twice);
    const [kept] = signals();
    expect(kept).toMatchObject({ subject_key: context.secrets.token('P-7'), label: null });
    expect(JSON.stringify(signals())).not.toContain('P-7');
    expect(await hold(twice)).toEqual({ raised: 0, updated: 0, unsupported: 0 });
    const page = await signalsHandlers['signals.records']({ id: 1, part: 0, limit: 10, offset: 0 }, context);
    expect(page.total).toBe(2);
    expect(JSON.stringify(page)).not.toContain('P-7');
  });
});

describe('all rules', () => {
  const run = (all = false): ReturnType<typeof evaluateDue> => evaluateDue(context, all);

  it('are due where something came or went, and where a deadline may have passed', async () => {
    expect(await dueRules(context)).toEqual([]);
    const batch = station.hold('2.6', [{ ...TOWN, n_date: '2026-06-01', project_code: 'X' }]);
    expect((await dueRules(context)).map(({ rule: { value }, batches }) => [value.id, batches])).toEqual([['petition-then-visit', null], ['visit-repeat-project', null]]);
    await run();
    expect(await dueRules(context)).toEqual([]);
    const next = station.hold('2.6', [{ ...TOWN, n_date: '2026-06-03', project_code: 'X' }]);
    expect((await dueRules(context)).find(({ rule: { value } }) => value.id === 'visit-repeat-project')?.batches).toEqual([next]);
    expect(await run()).toMatchObject({ rules: 2, raised: 1 });
    context.store.raw.prepare("UPDATE batch SET state = 'undone' WHERE id = ?").run(batch);
    context.store.raw.prepare('DELETE FROM cat_collective_visit WHERE batch_id = ?').run(batch);
    expect(await run()).toMatchObject({ raised: 0, unsupported: 1 });
    expect(await run()).toMatchObject({ rules: 0 });
    station.hold('7.2', [{ credit_code: 'A', level: 'major', n_date: '2026-06-01', due_on: '2026-06-15' }]);
    expect(await run()).toMatchObject({ rules: 2, raised: 0 });
    station.setTime('2026-06-16T01:00:00.000Z');
    expect(await run()).toMatchObject({ rules: 2, raised: 1 });
  });

  it('that are switched off are left out, with the reason in the chain', async () => {
    station.hold('2.6', [{ ...TOWN, n_date: '2026-06-01', project_code: 'X' }, { ...TOWN, n_date: '2026-06-03', project_code: 'X' }]);
    const off = await signalsHandlers['signals.setActive']({ id: 'visit-repeat-project', active: false, reason: '改由评估跟踪' }, context);
    expect(off).toMatchObject({ active: false, off: { reason: '改由评估跟踪', by: 'manager manager' } });
    expect(await run()).toMatchObject({ raised: 0 });
    await signalsHandlers['signals.setActive']({ id: 'visit-repeat-project', active: true, reason: '恢复' }, context);
    expect(await run()).toMatchObject({ raised: 1 });
    expect(context.store.raw.prepare("SELECT count(*) FROM audit WHERE action = 'signals.switched'").pluck().get()).toBe(2);
  });

  it('that changed without a new version are refused: what they raised would no longer be what they say', async () => {
    station.hold('2.4', petitions(TOWN, '2026-06-01', '2026-06-02') as never);
    await hold(rule({}));
    await expect(hold(rule({ recentMonths: 4 }))).rejects.toMatchObject({ code: 'RESOURCE_INVALID' });
    // A new version takes over what the old one raised.
    expect(await hold(rule({ version: 2 }))).toEqual({ raised: 0, updated: 0, unsupported: 0 });
  });

  it('do not stop each other: one that fails is told when the others are done', async () => {
    station.hold('2.6', [{ ...TOWN, n_date: '2026-06-01', project_code: 'X' }, { ...TOWN, n_date: '2026-06-03', project_code: 'X' }]);
    context.store.raw.exec("INSERT INTO signal_rule VALUES ('petition-then-visit', 1, 'another text', '{}', '2026-01-01')");
    await expect(run()).rejects.toMatchObject({ code: 'RESOURCE_INVALID' });
    expect(signals()).toMatchObject([{ rule_id: 'visit-repeat-project' }]);
    expect((await dueRules(context)).map(({ rule: { value } }) => value.id)).toEqual(['petition-then-visit']);
  });

  it('stop when they are told to, and keep what they finished', async () => {
    station.hold('2.6', [{ ...TOWN, n_date: '2026-06-01', project_code: 'X' }, { ...TOWN, n_date: '2026-06-03', project_code: 'X' }]);
    const abort = new AbortController();
    abort.abort();
    await expect(evaluateDue(context, false, abort.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await run()).toMatchObject({ raised: 1 });
  });
});

describe('a follow-up', () => {
  const act = (action: 'dispatch' | 'receive' | 'handle' | 'return' | 'close' | 'falseAlarm' | 'note', more: { text?: string; owner?: string; dueOn?: string } = {}, who = context): Promise<SignalView> => {
    const revision = context.store.raw.prepare('SELECT revision FROM signal WHERE id = 1').pluck().get() as number;
    return signalsHandlers['signals.act']({ id: 1, revision, action, text: '', owner: '', ...more }, who);
  };
  beforeEach(async () => {
    station.hold('2.6', [{ ...TOWN, n_date: '2026-06-01', project_code: 'X' }, { ...TOWN, n_date: '2026-06-03', project_code: 'X' }]);
    await evaluateDue(context, false);
  });

  it('takes its steps, each with its time, and its entry in the chain', async () => {
    station.setTime('2026-06-16T02:00:00.000Z');
    expect(await act('dispatch', { owner: '塔山街道', dueOn: '2026-06-20' })).toMatchObject({ state: 'dispatched', owner: '塔山街道', dueOn: '2026-06-20', dispatchedAt: '2026-06-16T02:00:00.000Z' });
    await act('receive', {}, station.as('evaluator'));
    await act('note', { text: '已联系业主' });
    await act('handle', { text: '已重新评估' });
    await act('return', { text: '材料不全' });
    await act('receive');
    await act('handle', { text: '已补材料' });
    const done = await act('close');
    expect(done).toMatchObject({ state: 'closed', may: [], endedAt: '2026-06-16T02:00:00.000Z' });
    expect(done.steps.map(({ step }) => step)).toEqual(['raise', 'dispatch', 'receive', 'note', 'handle', 'return', 'receive', 'handle', 'close']);
    expect(done.steps[2]).toMatchObject({ by: 'evaluator evaluator', state: 'received' });
    const chain = context.store.raw.prepare("SELECT seq, action FROM audit WHERE subject = 'signal:1' ORDER BY seq").all() as { seq: number; action: string }[];
    expect(chain.map(({ action }) => action)).toEqual(['signal.dispatched', 'signal.received', 'signal.noted', 'signal.handled', 'signal.returned', 'signal.received', 'signal.handled', 'signal.closed']);
    expect(done.steps.slice(1).map(({ auditSeq }) => auditSeq)).toEqual(chain.map(({ seq }) => seq));
    expect(done.rule).toMatchObject({ precision: '1.0000', counts: { open: 0, closed: 1, falseAlarms: 0 } });
    await expect(act('note', { text: 'x' })).rejects.toMatchObject({ code: 'FROZEN' });
  });

  it('is refused to who was overtaken, and to who gives no reason', async () => {
    await act('dispatch', { owner: '塔山街道' });
    await expect(signalsHandlers['signals.act']({ id: 1, revision: 0, action: 'receive', text: '', owner: '' }, context)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(act('falseAlarm')).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect((await act('falseAlarm', { text: '同名项目' })).rule?.precision).toBe('0.0000');
    expect(() => context.store.raw.exec("UPDATE signal SET figure = '9'")).toThrow('an ended signal never changes');
  });

  it('is overdue after its day and found by that', async () => {
    const overdue = async (): Promise<number> => (await signalsHandlers['signals.list']({ filter: { overdue: true }, limit: 10, offset: 0 }, context)).total;
    expect(await overdue()).toBe(0);
    station.setTime('2026-07-15T02:00:00.000Z');
    expect(await overdue()).toBe(1);
    expect((await signalsHandlers['signals.list']({ filter: {}, limit: 10, offset: 0 }, context))).toMatchObject({ overdue: 1, rows: [{ overdue: true }] });
    await act('dispatch', { owner: '塔山街道', dueOn: '2026-07-20' });
    expect(await overdue()).toBe(0);
  });
});
