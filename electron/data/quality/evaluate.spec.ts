import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRules, ruleSchema, type QualityRule } from '#shared/domain/quality/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { evaluateRule, type RuleOutcome } from './evaluate.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

type Row = Readonly<Record<string, string | number | null>>;
const NOBODY = { step: () => undefined };
const base = { id: 'rule-under-test', name: { zh: '规则', en: 'Rule' }, why: { zh: '因为', en: 'Because' }, severity: 'low' };

async function judge(rule: Readonly<Record<string, unknown>>): Promise<RuleOutcome> {
  const context = station.as('it');
  const parsed: QualityRule = ruleSchema.parse({ ...base, ...rule });
  expect(checkRules(context.catalogue, { version: 1, rules: [parsed] })).toEqual([]);
  return evaluateRule(context, parsed, NOBODY);
}

/** Values of a field of the rows that a rule found, in their order: read with SQL of its own. */
function found(outcome: RuleOutcome, table: string, field: string): unknown[] {
  expect(outcome.rowIds).toHaveLength(outcome.found);
  return outcome.rowIds.map((id) => station.as('it').store.raw.prepare(`SELECT ${field} FROM cat_${table} WHERE row_id = ?`).pluck().get(id));
}

const P1 = '2401-330602-04-01-000001';
const P2 = '2401-330602-04-01-000002';

describe('reference', () => {
  const rule = { category: '1.5', kind: 'reference', field: 'project_code', to: '1.1' };
  const progress = (project: string, month: string): Row => ({ project_code: project, stat_month: month });

  it('finds what no current row has as its key', async () => {
    station.hold('1.1', [{ project_code: P1 }]);
    station.hold('1.5', [progress(P1, '2026-01'), progress(P2, '2026-01'), progress(P2, '2026-02')]);
    const outcome = await judge(rule);
    expect(outcome).toMatchObject({ checked: 3, found: 2, skipped: null });
    expect(found(outcome, 'investment_progress', 'stat_month')).toEqual(['2026-01', '2026-02']);
    station.hold('1.1', [{ project_code: P2 }]);
    expect(await judge(rule)).toMatchObject({ checked: 3, found: 0 });
  });

  it('does not look at empty cells, nor at rows that were superseded', async () => {
    station.hold('2.4', [{ petition_no: 'A' }]);
    station.hold('2.7', [{ backlog_no: '1', petition_no: null }, { backlog_no: '2', petition_no: 'B' }, { backlog_no: '3', petition_no: 'A' }]);
    const backlog = { category: '2.7', kind: 'reference', field: 'petition_no', to: '2.4' };
    expect(await judge(backlog)).toMatchObject({ checked: 2, found: 1 });
    station.hold('2.7', [{ backlog_no: '2', petition_no: 'A' }]);
    expect(await judge(backlog)).toMatchObject({ checked: 2, found: 0 });
  });

  it('judges nothing while the other category is empty', async () => {
    station.hold('1.5', [progress(P1, '2026-01')]);
    expect(await judge(rule)).toEqual({ rule: expect.objectContaining({ kind: 'reference' }), checked: 0, found: 0, skipped: 'noRows', rowIds: [], places: [] });
  });
});

describe('order', () => {
  it('finds a case closed before it was opened; the same day is in order', async () => {
    station.hold('5.1', [
      { case_no: 'a', filed_on: '2026-03-02', closed_on: '2026-03-01' }, { case_no: 'b', filed_on: '2026-03-02', closed_on: '2026-03-02' },
      { case_no: 'c', filed_on: '2026-03-02', closed_on: null }, { case_no: 'd', filed_on: '2025-12-31', closed_on: '2026-01-01' },
    ]);
    const outcome = await judge({ category: '5.1', kind: 'order', earlier: 'filed_on', later: 'closed_on' });
    expect(outcome).toMatchObject({ checked: 3, found: 1 });
    expect(found(outcome, 'civil_case', 'case_no')).toEqual(['a']);
  });

  it('compares a day with a moment by their days, two moments to the second', async () => {
    station.hold('7.2', [{ hazard_no: 'a', found_at: '2026-03-02 15:00:00', done_on: '2026-03-02' }, { hazard_no: 'b', found_at: '2026-03-02 00:00:01', done_on: '2026-03-01' }]);
    const days = await judge({ category: '7.2', kind: 'order', earlier: 'found_at', later: 'done_on' });
    expect(found(days, 'hazard', 'hazard_no')).toEqual(['b']);
    station.hold('4.1', [{ incident_no: 'a', dispatched_at: '2026-03-02 15:00:01', arrived_at: '2026-03-02 15:00:00' }, { incident_no: 'b', dispatched_at: '2026-03-02 15:00:00', arrived_at: '2026-03-02 15:00:00' }]);
    const moments = await judge({ category: '4.1', kind: 'order', earlier: 'dispatched_at', later: 'arrived_at' });
    expect(found(moments, 'police_incident', 'incident_no')).toEqual(['a']);
  });

  it('looks into the row of the other category, as it is now', async () => {
    station.hold('2.4', [{ petition_no: 'A', petition_date: '2026-03-05' }, { petition_no: 'B', petition_date: '2026-03-01' }]);
    station.hold('2.5', [
      { petition_no: 'A', handling_no: '1', accepted_on: '2026-03-04' }, { petition_no: 'B', handling_no: '1', accepted_on: '2026-03-04' }, { petition_no: 'C', handling_no: '1', accepted_on: '2020-01-01' },
    ]);
    const rule = { category: '2.5', kind: 'order', earlier: 'petition_date', later: 'accepted_on', via: { category: '2.4', on: 'petition_no' } };
    const outcome = await judge(rule);
    expect(outcome).toMatchObject({ checked: 2, found: 1 });
    expect(found(outcome, 'petition_handling', 'petition_no')).toEqual(['A']);
    station.hold('2.4', [{ petition_no: 'A', petition_date: '2026-03-03' }]);
    expect(await judge(rule)).toMatchObject({ checked: 2, found: 0 });
  });
});

describe('balance', () => {
  const land = (no: string, households: number | null, signed: number, unsigned: number): Row => ({ project_code: P1, notice_no: no, households, signed_households: signed, unsigned_households: unsigned });

  it('finds households that are not signed plus unsigned', async () => {
    station.hold('1.7', [land('a', 10, 7, 3), land('b', 10, 7, 2), land('c', 10, 7, 4), land('d', null, 1, 1)]);
    const outcome = await judge({ category: '1.7', kind: 'balance', parts: ['signed_households', 'unsigned_households'], total: 'households', relation: 'equal' });
    expect(outcome).toMatchObject({ checked: 3, found: 2 });
    expect(found(outcome, 'expropriation', 'notice_no')).toEqual(['b', 'c']);
  });

  it('finds a part beyond its whole, to the last decimal place', async () => {
    const funding = (no: string, amount: number, arrived: number): Row => ({ project_code: P1, source_no: no, amount, arrived_amount: arrived });
    station.hold('1.6', [funding('a', 100_000_000, 100_000_000), funding('b', 100_000_000, 100_000_001)]);
    const outcome = await judge({ category: '1.6', kind: 'balance', parts: ['arrived_amount'], total: 'amount', relation: 'atMost' });
    expect(found(outcome, 'project_funding', 'source_no')).toEqual(['b']);
  });
});

describe('bounds', () => {
  it('knows the scale of the field, and takes the bounds themselves as inside', async () => {
    const event = (no: string, longitude: number | null): Row => ({ event_no: no, longitude });
    station.hold('3.1', [event('a', 11_980_000_000), event('b', 11_979_999_999), event('c', 12_130_000_000), event('d', 12_130_000_001), event('e', null)]);
    const outcome = await judge({ category: '3.1', kind: 'bounds', field: 'longitude', min: '119.8', max: '121.3' });
    expect(outcome).toMatchObject({ checked: 4, found: 2 });
    expect(found(outcome, 'grid_event', 'event_no')).toEqual(['b', 'd']);
  });

  it('takes one bound alone', async () => {
    station.hold('4.2', [{ case_no: 'a', person_ref: '1', age: 5 }, { case_no: 'b', person_ref: '1', age: 40 }]);
    expect(found(await judge({ category: '4.2', kind: 'bounds', field: 'age', min: '6' }), 'juvenile_crime', 'case_no')).toEqual(['a']);
  });
});

describe('ratio', () => {
  it('compares with the other row, both ends inside, and leaves 0 alone', async () => {
    const project = (code: string, total: number): Row => ({ project_code: code, total_investment: total });
    const approval = (no: string, code: string, total: number): Row => ({ document_no: no, project_code: code, total_investment: total });
    station.hold('1.1', [project(P1, 1_000_000), project(P2, 0)]);
    station.hold('1.4', [
      approval('half', P1, 500_000), approval('less', P1, 499_999), approval('twice', P1, 2_000_000), approval('more', P1, 2_000_001), approval('zero', P2, 7), approval('unknown', 'x', 7),
    ]);
    const outcome = await judge({ category: '1.4', kind: 'ratio', field: 'total_investment', via: { category: '1.1', on: 'project_code' }, other: 'total_investment', low: '0.5', high: '2' });
    expect(outcome).toMatchObject({ checked: 4, found: 2 });
    expect(found(outcome, 'approval_result', 'document_no')).toEqual(['less', 'more']);
  });
});

describe('implies', () => {
  it('finds rows that meet the one and not the other; an empty cell is not met', async () => {
    const code = (no: string, streak: number | null, action: string | null): Row => ({ entity_no: no, rating_month: '2026-05', entity_name: no, red_streak: streak, joint_action_on: action });
    station.hold('7.7', [code('a', 3, null), code('b', 4, '2026-05-03'), code('c', 2, null), code('d', null, null)]);
    const outcome = await judge({ category: '7.7', kind: 'implies', when: [{ field: 'red_streak', op: 'gte', value: '3' }], then: [{ field: 'joint_action_on', op: 'notNull' }] });
    expect(outcome).toMatchObject({ checked: 2, found: 1 });
    expect(found(outcome, 'safety_code', 'entity_no')).toEqual(['a']);
  });

  it('asks the row of the other category', async () => {
    station.hold('3.2', [{ dispute_no: 'A', status: 'mediating' }, { dispute_no: 'B', status: 'resolved' }, { dispute_no: 'C', status: null }]);
    station.hold('3.3', ['A', 'B', 'C', 'D'].map((dispute, n) => ({ mediation_no: String(n), dispute_no: dispute, result: 'success' })));
    const outcome = await judge({
      category: '3.3', kind: 'implies', when: [{ field: 'result', op: 'eq', value: 'success' }], via: { category: '3.2', on: 'dispute_no' }, then: [{ field: 'status', op: 'in', value: ['resolved'] }],
    });
    expect(outcome).toMatchObject({ checked: 3, found: 2 });
    expect(found(outcome, 'mediation', 'dispute_no')).toEqual(['A', 'C']);
  });

  it('reads yes and no', async () => {
    station.hold('4.2', [{ case_no: 'a', person_ref: '1', first_offence: 1, relapse_months: 4 }, { case_no: 'b', person_ref: '1', first_offence: 0, relapse_months: 4 }, { case_no: 'c', person_ref: '1', first_offence: 1 }]);
    const outcome = await judge({ category: '4.2', kind: 'implies', when: [{ field: 'first_offence', op: 'eq', value: true }], then: [{ field: 'relapse_months', op: 'isNull' }] });
    expect(found(outcome, 'juvenile_crime', 'case_no')).toEqual(['a']);
  });
});

describe('stuck', () => {
  it('finds cases open for more days than allowed, by the day in China', async () => {
    const rule = { category: '2.5', kind: 'stuck', when: [{ field: 'answered_on', op: 'isNull' }], since: 'accepted_on', days: 90 };
    const handling = (no: string, on: string, answered: string | null): Row => ({ petition_no: no, handling_no: '1', accepted_on: on, answered_on: answered });
    station.hold('2.5', [handling('late', '2026-03-16', null), handling('just', '2026-03-17', null), handling('answered', '2020-01-01', '2020-02-01')]);
    station.setTime('2026-06-15T02:00:00.000Z');
    const outcome = await judge(rule);
    expect(outcome).toMatchObject({ checked: 2, found: 1 });
    expect(found(outcome, 'petition_handling', 'petition_no')).toEqual(['late']);
    // At 16:00 UTC the next day begins in China.
    station.setTime('2026-06-15T16:00:00.000Z');
    expect(await judge(rule)).toMatchObject({ found: 2 });
  });
});

describe('duplicate', () => {
  const project = (code: string, name: string): Row => ({ project_code: code, project_name: name });

  it('finds one text under two keys, equal ones together', async () => {
    station.hold('1.1', [project('a', '样例水厂扩建工程'), project('b', '样例道路工程一期'), project('c', '样例水厂扩建工程'), project('d', '短名'), project('e', '短名'), project('f', '样例学校迁建')]);
    const outcome = await judge({ category: '1.1', kind: 'duplicate', fields: ['project_name'], within: 'all', leastLength: 6 });
    expect(outcome).toMatchObject({ checked: 4, found: 2 });
    expect(found(outcome, 'investment_project', 'project_code')).toEqual(['a', 'c']);
  });

  it('looks within towns, and at rows without a town among themselves', async () => {
    const ticket = (no: string, town: string | null, title: string): Row => ({ ticket_no: no, n_town: town, n_date: '2026-05-01', title, content: '同样的内容', accepted_at: '2026-05-01 08:00:00' });
    station.hold('2.1', [
      ticket('1', '330602001', '路灯不亮了'), ticket('2', '330602001', '路灯不亮了'), ticket('3', '330602002', '路灯不亮了'), ticket('4', '330602002', '污水外溢'), ticket('5', null, '路灯不亮了'), ticket('6', null, '路灯不亮了'),
    ]);
    const outcome = await judge({ category: '2.1', kind: 'duplicate', fields: ['title', 'content', 'accepted_at'], within: 'town', leastLength: 8 });
    expect(outcome).toMatchObject({ checked: 6, found: 4 });
    expect(found(outcome, 'hotline_ticket', 'ticket_no').sort()).toEqual(['1', '2', '5', '6']);
  });
});

describe('silence', () => {
  const month = (position: number): string => `2025-${String(position).padStart(2, '0')}`;
  const tickets = (town: string, months: readonly number[], each: number): Row[] =>
    months.flatMap((position) => Array.from({ length: each }, (_, n) => ({ ticket_no: `${town}-${String(position)}-${String(n)}`, n_town: town, n_date: `${month(position)}-10`, accepted_at: `${month(position)}-10 08:00:00` })));
  const ALL = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

  it('finds towns that report nothing in the newest whole month though they always did', async () => {
    station.setTime('2025-12-03T02:00:00.000Z');
    station.hold('2.1', [...tickets('330602001', ALL, 6), ...tickets('330602002', ALL.slice(0, -1), 6), ...tickets('330602003', ALL.slice(0, -1), 4), ...tickets('330602004', [2, 3], 9)]);
    const outcome = await judge({ category: '2.1', kind: 'silence', level: 'town', months: 12, least: 5 });
    expect(outcome).toMatchObject({ checked: 2, found: 1, rowIds: [] });
    expect(outcome.places).toEqual([{ place: '330602002', name: expect.stringContaining('府山'), month: '2025-11', value: '0', expected: '6' }]);
  });

  it('does not take a month that still runs for a silent one', async () => {
    station.setTime('2025-11-20T02:00:00.000Z');
    station.hold('2.1', [...tickets('330602001', ALL, 6), ...tickets('330602002', ALL.slice(0, -1), 6)]);
    expect(await judge({ category: '2.1', kind: 'silence', level: 'town', months: 12, least: 5 })).toMatchObject({ checked: 2, found: 0 });
  });

  it('finds whole months that are missing', async () => {
    station.setTime('2025-12-03T02:00:00.000Z');
    station.hold('2.1', tickets('330602001', [1, 2, 3, 4, 5, 7, 8, 10, 11], 6));
    const outcome = await judge({ category: '2.1', kind: 'silence', level: 'category', months: 12, least: 5 });
    expect(outcome).toMatchObject({ checked: 11, found: 2 });
    expect(outcome.places.map((place) => place.month)).toEqual(['2025-06', '2025-09']);
  });

  it('finds departments by their names', async () => {
    station.setTime('2025-12-03T02:00:00.000Z');
    const flows = (unit: string, months: readonly number[]): Row[] => tickets('330602001', months, 10).map((row, n) => ({ ticket_no: row['ticket_no'] ?? '', flow_no: `${unit}${String(n)}`, n_department: unit, n_date: row['n_date'] ?? null, dispatched_at: '2025-01-01 00:00:00' }));
    station.hold('2.2', [...flows('甲局', ALL), ...flows('乙局', ALL.slice(0, -1))]);
    const outcome = await judge({ category: '2.2', kind: 'silence', level: 'department', months: 12, least: 10 });
    expect(outcome).toMatchObject({ checked: 2, found: 1 });
    expect(outcome.places[0]).toEqual({ place: '乙局', name: '乙局', month: '2025-11', value: '0', expected: '10' });
  });
});

describe('townTotal', () => {
  it('holds the sum of a town against the newest figure of the other category', async () => {
    const grid = (no: string, town: string | null, population: number): Row => ({ grid_no: no, name: no, n_town: town, population });
    const people = (town: string, month: string, resident: number): Row => ({ region: town, stat_month: month, n_town: town, n_date: `${month}-01`, resident });
    station.hold('3.5', [grid('a', '330602001', 400), grid('b', '330602001', 500), grid('c', '330602002', 400), grid('d', '330602003', 9), grid('e', null, 5)]);
    station.hold('4.6', [people('330602001', '2026-04', 10), people('330602001', '2026-05', 1000), people('330602002', '2026-05', 1000)]);
    const outcome = await judge({ category: '3.5', kind: 'townTotal', field: 'population', other: { category: '4.6', field: 'resident' }, low: '0.5', high: '2' });
    expect(outcome).toMatchObject({ checked: 2, found: 1 });
    expect(outcome.places).toEqual([{ place: '330602002', name: expect.any(String), month: null, value: '400', expected: '1000' }]);
  });
});

describe('staleness', () => {
  it('finds a batch that is later than agreed', async () => {
    const rule = { category: '1.5', kind: 'staleness', days: 5 };
    station.setTime('2026-03-05T02:00:00.000Z');
    station.hold('1.5', Array.from({ length: 40 }, (_, n) => ({ project_code: `${P1}${String(n)}`, stat_month: '2026-02', n_date: '2026-02-01' })));
    // February is held; March is due on 2026-04-10.
    station.setTime('2026-04-15T02:00:00.000Z');
    expect(await judge(rule)).toMatchObject({ checked: 1, found: 0 });
    station.setTime('2026-04-16T02:00:00.000Z');
    const outcome = await judge(rule);
    expect(outcome).toMatchObject({ checked: 1, found: 1 });
    expect(outcome.places).toEqual([{ place: '', name: '', month: null, value: '2026-02-28', expected: '2026-04-10' }]);
  });
});
