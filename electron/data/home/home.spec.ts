import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, AssessmentId, HomeToday, NeedId, StabilityRun } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/access/index.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from '#data/assessment/index.ts';
import { completeDraft, newDraft, submittedCase } from '#data/assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { auditHandlers } from '#data/audit/index.ts';
import { intakeHandlers } from '#data/intake/index.ts';
import { panelHandlers as panel } from '#data/panel/index.ts';
import { signalsHandlers } from '#data/signals/index.ts';
import { homeHandlers } from './index.ts';
import { needsOfIndex, type MonthFacts } from './index-needs.ts';
import { nearest } from './tally.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

const home = homeHandlers(new Set());
const today = (role: Role, id?: string): Promise<HomeToday> => home['home.today']({}, station.as(role, id));
const line = async (id: NeedId, role: Role, account?: string) => (await today(role, account)).needs.find((need) => need.id === id);
const counts = async (role: Role, account?: string): Promise<Record<string, number>> => Object.fromEntries((await today(role, account)).needs.map(({ id, count }) => [id, count]));
const sql = (statement: string, ...values: unknown[]): unknown => station.as('admin').store.raw.prepare(statement).pluck().get(...values);

describe('cases', () => {
  it('are the account\'s own: drafts and returned ones of others are not its work', async () => {
    const mine = await newDraft(station, { title: '甲（示例）', decisionOn: '2026-06-20' });
    await newDraft(station, { title: '乙（示例）', decisionOn: '2026-06-01' });
    await proposals['proposals.create']({ fields: { title: '丙（示例）', decisionType: 'transport-project', places: [], responsibleUnit: '', decisionOn: null, startOn: null, endOn: null, description: '', projectCode: null }, modelId: 'major-project' }, station.as('evaluator', 'other'));
    // The one that is past its planned decision comes first, not the one changed last.
    expect(await line('casesDraft', 'evaluator')).toMatchObject({ count: 2, late: 1, due: '2026-06-20', grave: true });
    expect(await line('casesDraft', 'evaluator', 'other')).toMatchObject({ count: 1, late: 0, due: null, grave: false });
    const returned = await submittedCase(station);
    expect(await line('casesSubmitted', 'manager')).toEqual({ id: 'casesSubmitted', count: 1, late: 0, due: '2026-09-01', grave: false, first: { kind: 'case', id: returned } });
    expect((await today('manager')).next).toEqual({ id: 'case', on: '2026-09-01', count: 1 });
    await assessments['assessments.return']({ id: returned, reasons: '补充依据' }, station.as('manager'));
    expect(await line('casesReturned', 'evaluator')).toMatchObject({ count: 1, grave: true, first: { kind: 'case', id: returned } });
    expect(await line('casesReturned', 'evaluator', 'other')).toBeUndefined();
    expect(sql("SELECT count(*) FROM assessment a JOIN proposal p ON p.id = a.proposal_id WHERE state = 'draft' AND created_by = 'evaluator'")).toBe(2);
    const listed = await proposals['proposals.list']({ mine: true, state: 'draft', limit: 10, offset: 0 }, station.as('evaluator'));
    expect([listed.total, listed.rows.map(({ assessmentId }) => assessmentId).includes(mine)]).toEqual([2, true]);
    expect((await proposals['proposals.list']({ mine: true, limit: 10, offset: 0 }, station.as('evaluator', 'other'))).total).toBe(1);
  });

  it('wait for an expert until his ballot is in, then for who can close the round', async () => {
    const id = await newDraft(station);
    await completeDraft(station, id);
    for (const name of ['e1', 'e2']) station.as('expert', name);
    const member = (name: string) => ({ kind: 'account' as const, account: name as AccountId });
    await panel['panel.setUp']({ id, settings: { aggregation: 'median', residual: false, weight: false }, members: [member('e1'), member('e2')] }, station.as('evaluator'));
    expect((await today('expert', 'e1')).needs).toEqual([]);
    await panel['panel.openRound']({ id }, station.as('evaluator'));
    const score = (factor: string) => ({ factor, p: '0.1', q: '0.2', residualP: null, residualQ: null, weight: null, note: '' });
    for (const name of ['e1', 'e2']) {
      expect(await counts('expert', name)).toEqual({ ballotsOpen: 1 });
      expect(await line('roundComplete', 'evaluator')).toBeUndefined();
      await panel['panel.submitBallot']({ id, round: 1, ballot: [score('A1'), score('B5')] }, station.as('expert', name));
      expect((await today('expert', name)).needs).toEqual([]);
    }
    expect(await line('roundComplete', 'evaluator')).toMatchObject({ count: 1, first: { kind: 'case', id } });
    await panel['panel.closeRound']({ id }, station.as('evaluator'));
    expect(await line('roundComplete', 'evaluator')).toBeUndefined();
  });
});

describe('signals', () => {
  /** One as a rule raises it, due on a day. */
  function raise(level: string, dueOn: string): number {
    const { store: { raw }, resourcesDir } = station.as('manager');
    const rule = readFileSync(join(resourcesDir, 'signals', 'red-code-check@1.json'), 'utf8');
    raw.prepare("INSERT OR IGNORE INTO signal_rule (rule_id, version, hash, content, first_used_at) VALUES ('red-code-check', 1, '', ?, '')").run(rule);
    return Number(raw.prepare(`INSERT INTO signal (rule_id, rule_version, level, subject_kind, subject_key, window_key, window_from, window_to, figure, records, seen_batch, as_of, supported, state, owner, due_on, raised_at, revision)
      VALUES ('red-code-check', 1, ?, 'town', '330602001', ?, '2026-06-01', '2026-06-30', '2', 2, 1, '2026-06-15', 1, 'raised', '', ?, '2026-06-15T00:00:00.000Z', 0)`).run(level, dueOn + level, dueOn).lastInsertRowid);
  }
  const act = (id: number, action: 'dispatch' | 'receive' | 'handle', by: ReturnType<Workstation['as']>, more: { owner?: string; text?: string } = {}) =>
    signalsHandlers['signals.act']({ id, revision: Number(sql('SELECT revision FROM signal WHERE id = ?', id)), action, text: more.text ?? '', owner: more.owner ?? '' }, by);

  it('go from who dispatches to who must receive and handle, and back to be checked', async () => {
    const [red, blue] = [raise('red', '2026-06-20'), raise('blue', '2026-06-10')];
    expect(await counts('manager')).toMatchObject({ signalsRed: 1, signalsRaised: 1 });
    expect(await line('signalsRaised', 'manager')).toMatchObject({ late: 1, due: null, grave: true });
    expect(await counts('evaluator')).toEqual({});
    const [manager, evaluator] = [station.as('manager'), station.as('evaluator')];
    await act(red, 'dispatch', manager, { owner: evaluator.actor.name });
    await act(blue, 'dispatch', evaluator, { owner: '某镇综治办' });
    expect(await counts('manager')).toMatchObject({ signalsOverdue: 1 });
    expect(await signalsHandlers['signals.owners']({}, manager)).toEqual([evaluator.actor.name, manager.actor.name, '某镇综治办']);
    expect(await line('signalsReceive', 'evaluator')).toMatchObject({ count: 1, late: 0, due: '2026-06-20' });
    // What he gave away is late; what the manager gave to him is not his to chase.
    expect(await line('signalsGiven', 'evaluator')).toMatchObject({ count: 1, late: 1 });
    expect((await today('evaluator')).next).toEqual({ id: 'signal', on: '2026-06-20', count: 1 });
    const { total, rows } = await signalsHandlers['signals.list']({ filter: { mine: 'giver', states: ['dispatched', 'received'], dueBy: '2026-06-18' }, limit: 10, offset: 0 }, evaluator);
    expect([total, rows[0]?.id]).toEqual([1, blue]);
    await act(red, 'receive', evaluator);
    expect(await counts('evaluator')).toEqual({ signalsHandle: 1, signalsGiven: 1 });
    await act(red, 'handle', evaluator, { text: '已走访' });
    expect(await counts('evaluator')).toEqual({ signalsGiven: 1 });
    expect(await counts('manager')).toMatchObject({ signalsCheck: 1, signalsOverdue: 1 });
    expect(sql("SELECT count(*) FROM signal WHERE state = 'handled'")).toBe(1);
  });

  it('tell nothing to accounts that cannot act on them', async () => {
    raise('red', '2026-06-01');
    for (const role of ['admin', 'it', 'expert', 'auditor'] as const) expect(Object.keys(await counts(role)).filter((id) => id.startsWith('signals'))).toEqual([]);
  });
});

describe('months of an index', () => {
  const run = (state: StabilityRun['state'], stale = false) => ({ state, stale });
  const month = (name: string, published: MonthFacts['published'], latest: MonthFacts['latest']): MonthFacts => ({ month: name, published, latest });
  const steps = { computes: false, reviews: false, publishes: false };
  const found = (months: readonly MonthFacts[], may: Partial<typeof steps>) => needsOfIndex('town', months, { ...steps, ...may }).map(({ id, count, first }) => [id, count, first?.kind === 'month' ? first.month : null]);

  it('ask to be computed: the newest where none has a run, else what is newer, sent back or out of date', () => {
    expect(found([month('2026-10', null, null), month('2026-09', null, null)], { computes: true })).toEqual([['indexCompute', 1, '2026-10']]);
    expect(found([month('2026-10', null, null), month('2026-09', run('published'), null), month('2026-08', null, null)], { computes: true })).toEqual([['indexCompute', 1, '2026-10']]);
    expect(found([month('2026-10', null, run('returned')), month('2026-09', null, run('computed', true)), month('2026-08', null, run('computed'))], { computes: true })).toEqual([['indexCompute', 2, '2026-09']]);
    expect(found([], { computes: true })).toEqual([]);
  });

  it('ask to be reviewed and published, oldest first, but not from data that changed since', () => {
    const months = [month('2026-10', null, run('computed')), month('2026-09', null, run('computed', true)), month('2026-08', null, run('computed')), month('2026-07', run('published'), run('reviewed'))];
    expect(found(months, { reviews: true, publishes: true })).toEqual([['indexReview', 2, '2026-08'], ['indexPublish', 1, '2026-07']]);
  });
});

describe('the store itself', () => {
  it('asks who brings data for the first batch, then for what is late, refused and unchecked', async () => {
    expect(await counts('it')).toEqual({ batchesNone: 1 });
    const batch = station.hold('2.4', [{ n_date: '2026-06-01' }]);
    const { raw } = station.as('it').store;
    raw.prepare("INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (?, 5, '', '[]'), (?, 6, '', '[]')").run(batch, batch);
    expect(await counts('it')).toEqual({ rejectsOpen: 2, qualityNever: 1 });
    station.hold('2.5', [{ n_date: '2026-06-01' }]);
    const found = await intakeHandlers['intake.batches']({ openRejects: true, limit: 10, offset: 0 }, station.as('it'));
    expect([found.total, found.rows.map(({ id }) => id)]).toEqual([1, [batch]]);
    // Two months later the next batch is late, and says so.
    station.setTime('2026-09-15T02:00:00.000Z');
    expect(await line('batchesDue', 'it')).toMatchObject({ count: 2, grave: true });
  });

  it('asks who keeps it for a backup and more accounts, who verifies it for what was decided since', async () => {
    expect(await counts('admin')).toEqual({ accountsAlone: 1 });
    const id: AssessmentId = await submittedCase(station);
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '示例理由' }, station.as('manager'));
    expect(await counts('admin')).toEqual({ backupNever: 1 });
    expect(await counts('auditor')).toEqual({ chainNever: 1 });
    await auditHandlers['audit.verify']({}, station.as('auditor'));
    expect(await counts('auditor')).toEqual({});
    station.as('admin').store.raw.prepare("UPDATE account SET locked_until = '2026-06-15T03:00:00.000Z' WHERE id = 'evaluator'").run();
    expect(await counts('admin')).toEqual({ backupNever: 1, accountsLocked: 1 });
    station.setTime('2026-06-15T03:00:00.000Z');
    expect(await counts('admin')).toEqual({ backupNever: 1 });
  });

  it('tells an evaluator of measures and of the review that a decision leaves behind', async () => {
    const id = await submittedCase(station);
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '示例理由' }, station.as('manager'));
    expect((await today('evaluator')).next).toEqual({ id: 'measure', on: '2026-12-17', count: 1 });
    station.setTime('2026-12-20T02:00:00.000Z');
    expect(await line('measuresRemind', 'evaluator')).toMatchObject({ count: 1, due: '2026-12-31', grave: false });
    station.setTime('2027-07-20T02:00:00.000Z');
    expect(await counts('evaluator')).toMatchObject({ measuresOverdue: 1, reviewsDue: 1 });
    expect((await today('evaluator')).needs[0]).toMatchObject({ grave: true });
  });
});

it('names the nearest day after today, with how many of its kind share it', () => {
  const ahead = [{ id: 'measure', on: '2026-06-20' }, { id: 'signal', on: '2026-06-18' }, { id: 'measure', on: '2026-06-18' }, { id: 'signal', on: '2026-06-18' }, { id: 'case', on: '2026-06-15' }] as const;
  expect(nearest(ahead, '2026-06-15')).toEqual({ id: 'signal', on: '2026-06-18', count: 2 });
  expect(nearest([], '2026-06-15')).toBeNull();
});
