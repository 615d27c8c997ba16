import { describe, expect, it } from 'vitest';
import { permissionsOf, type Permission } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';
import {
  allowedSignalActions, changePercent, figureText, isOverdue, levelOf, nextSignalState, parametersOf, precisionOf, signalRuleSchema, SIGNAL_ACTIONS, SIGNAL_STATES, withParameters,
  type SignalAction, type SignalRule, type SignalState,
} from './index.ts';

const manager = new Set<Permission>(permissionsOf('manager'));
const given = { owner: '综治中心', text: '已处置' };
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'none';
};

const rule = (condition: object): SignalRule => signalRuleSchema.parse({
  id: 'test-rule', version: 1, name: { zh: '试', en: 'Test' }, reason: { zh: '试', en: 'Test' }, level: 'yellow', escalate: [{ from: '10', level: 'red' }, { from: '5', level: 'orange' }],
  subject: { kind: 'town' }, source: { category: '2.4', where: [] }, condition, recentMonths: 3,
  followUp: { name: { zh: '查', en: 'Check' }, days: 3, closes: { zh: '完', en: 'Done' } },
});

describe('the follow-up', () => {
  it('goes from raised to closed, and may end as false at any time before', () => {
    const walk = (...actions: SignalAction[]): SignalState => actions.reduce<SignalState>((state, action) => nextSignalState(state, action, manager, given), 'raised');
    expect(walk('dispatch', 'receive', 'handle', 'close')).toBe('closed');
    expect(walk('dispatch', 'dispatch', 'receive', 'note', 'handle', 'return', 'receive', 'handle', 'falseAlarm')).toBe('falseAlarm');
    expect(code(() => walk('receive'))).toBe('CONFLICT');
    expect(code(() => walk('falseAlarm', 'note'))).toBe('FROZEN');
  });

  it('asks who it is given to, and for a text where a reason is due', () => {
    expect(code(() => nextSignalState('raised', 'dispatch', manager, { owner: ' ', text: '' }))).toBe('REASON_REQUIRED');
    expect(code(() => nextSignalState('raised', 'falseAlarm', manager, { owner: '', text: ' ' }))).toBe('REASON_REQUIRED');
    expect(nextSignalState('handled', 'close', manager, { owner: '', text: '' })).toBe('closed');
  });

  it('offers exactly what it takes, and nothing to who may only read', () => {
    for (const state of SIGNAL_STATES) {
      const taken = SIGNAL_ACTIONS.filter((action) => code(() => nextSignalState(state, action, manager, given)) === 'none');
      expect(allowedSignalActions(state, manager)).toEqual(taken);
      expect(allowedSignalActions(state, new Set(permissionsOf('auditor')))).toEqual([]);
    }
    expect(code(() => nextSignalState('raised', 'dispatch', new Set(permissionsOf('it')), given))).toBe('NOT_PERMITTED');
  });

  it('is overdue after its last day, until it is handled', () => {
    expect([isOverdue('received', '2026-05-31', '2026-05-31'), isOverdue('received', '2026-05-31', '2026-06-01'), isOverdue('handled', '2026-05-31', '2026-06-01')]).toEqual([false, true, false]);
  });
});

describe('the level', () => {
  it('is the gravest that the figure reaches', () => {
    const at = (figure: number): string => levelOf(rule({ kind: 'repeat', times: 2, withinDays: 9 }), (from) => figure >= Number(from));
    expect([at(2), at(5), at(9), at(10)]).toEqual(['yellow', 'orange', 'orange', 'red']);
  });
});

describe('numbers of a rule', () => {
  it.each([
    [{ kind: 'threshold', measure: { kind: 'count' }, period: 'month', from: '3' }, { from: '4.5' }],
    [{ kind: 'share', of: [{ field: 'a', op: 'isNull' }], period: 'month', minimum: 5, from: '0.5' }, { minimum: '6', from: '0.75' }],
    [{ kind: 'run', months: 3 }, { months: '4' }],
    [{ kind: 'rate', period: 'month', against: { kind: 'own', periods: 12 }, factor: '2', minimum: 3 }, { factor: '2.5', minimum: '4', periods: '6' }],
    [{ kind: 'deadline', late: { done: 'a', limit: { since: 'b', minutes: 15 } }, period: 'day', from: 1 }, { limitMinutes: '20', from: '2' }],
    [{ kind: 'deadline', late: { done: 'a', limit: { since: 'b', days: 60 } }, period: 'day', from: 1 }, { limitDays: '30', from: '1' }],
    [{ kind: 'sequence', first: 2, then: { category: '2.6', where: [] }, withinDays: 30 }, { first: '3', withinDays: '45' }],
    [{ kind: 'repeat', times: 3, withinDays: 30 }, { times: '2', withinDays: '60' }],
  ])('%j can all be changed to %j, and nothing else is', (condition, changes) => {
    const before = rule(condition);
    expect(parametersOf(before).map(({ name }) => name).sort()).toEqual(Object.keys(changes).sort());
    const after = withParameters(before, changes);
    expect(Object.fromEntries(parametersOf(after).map(({ name, value }) => [name, value]))).toEqual(changes);
    expect({ ...after, condition: null }).toEqual({ ...before, condition: null });
    expect(withParameters(before, Object.fromEntries(parametersOf(before).map(({ name, value }) => [name, value])))).toEqual(before);
  });

  it('that a rule does not or cannot have are refused', () => {
    const repeat = rule({ kind: 'repeat', times: 3, withinDays: 30 });
    expect(code(() => withParameters(repeat, { months: '3' }))).toBe('BAD_INPUT');
    expect(code(() => withParameters(repeat, { times: '1' }))).toBe('BAD_INPUT');
    expect(code(() => withParameters(repeat, { times: 'x' }))).toBe('BAD_INPUT');
  });
});

describe('figures', () => {
  it('are exact, and missing where there is nothing to divide by', () => {
    const parts = { rows: 3, part: 2, amount: '1234567' };
    expect(figureText('count', parts)).toBe('3');
    expect(figureText('distinct', parts)).toBe('2');
    expect(figureText('share', parts)).toBe('66.67');
    expect(figureText('share', { ...parts, rows: 0 })).toBeNull();
    expect(figureText('sum', parts, 2)).toBe('12345.67');
    expect(figureText('sum', { ...parts, amount: null })).toBe('0');
    expect(figureText('median', { ...parts, amount: '90.5' })).toBe('1.5');
    expect(figureText('median', { ...parts, amount: null })).toBeNull();
  });

  it('change in per cent of what they were: the source reports -18 % and -31.59 %', () => {
    expect(changePercent('82', '100')).toBe('-18.00');
    expect(changePercent('68.41', '100')).toBe('-31.59');
    expect(changePercent('5', '0')).toBeNull();
    expect(changePercent(null, '5')).toBeNull();
  });

  it('say how often a rule was right, of what has ended', () => {
    expect(precisionOf({ closed: 2, falseAlarms: 1 })).toBe('0.6667');
    expect(precisionOf({ closed: 0, falseAlarms: 0 })).toBeNull();
    expect(precisionOf({ closed: 0, falseAlarms: 4 })).toBe('0.0000');
  });
});
