import { describe, expect, it } from 'vitest';
import { byUrgency, measureFaults, measureStanding, type MeasureFollowUp, type MeasureStep } from './measure.ts';

const RULES: MeasureFollowUp = { decisions: ['implement'], remindDays: 14 };
const DECIDED = { owner: 'Unit', deadline: '2026-06-30' };
const step = (action: MeasureStep['action'], more: Partial<MeasureStep> = {}): MeasureStep => ({ action, text: '', plan: null, doneOn: null, ...more });
const plan = (dueOn: string | null, owner = 'Other', remindOn: string | null = null): MeasureStep => step('plan', { text: 'why', plan: { owner, dueOn, remindOn } });
const stand = (steps: readonly MeasureStep[], today: string, decided: { owner: string; deadline: string | null } = DECIDED) => measureStanding(decided, steps, RULES, today);

describe('where a measure stands', () => {
  it('begins as the decision left it and is called to mind before its deadline', () => {
    expect(stand([], '2026-06-15')).toEqual({ owner: 'Unit', dueOn: '2026-06-30', remindOn: '2026-06-16', state: 'open', doneOn: null, daysLate: 0, findings: [] });
    expect(stand([], '2026-06-16').findings).toEqual(['REMIND']);
    expect(stand([], '2026-06-30').findings).toEqual(['REMIND']);
    expect(stand([], '2026-07-03')).toMatchObject({ daysLate: 3, findings: ['OVERDUE'] });
  });

  it('without owner and deadline says so', () => {
    expect(stand([], '2026-06-15', { owner: '', deadline: null })).toMatchObject({ remindOn: null, daysLate: 0, findings: ['NO_OWNER', 'NO_DEADLINE'] });
  });

  it('follows the latest plan, and says that it was put off', () => {
    expect(stand([plan('2026-07-31', 'Other', '2026-07-01'), plan('2026-08-31')], '2026-08-05')).toMatchObject({ owner: 'Other', dueOn: '2026-08-31', remindOn: null, findings: ['POSTPONED'] });
  });

  it('is done when proved, and open again when it was not', () => {
    const done = step('finish', { doneOn: '2026-07-02', text: 'proof' });
    expect(stand([done], '2026-09-01')).toMatchObject({ state: 'done', doneOn: '2026-07-02', daysLate: 2, findings: ['DONE_LATE'] });
    expect(stand([done, step('reopen')], '2026-09-01')).toMatchObject({ state: 'open', doneOn: null, findings: ['OVERDUE'] });
    expect(stand([done, step('reopen'), step('finish', { doneOn: '2026-06-29' })], '2026-09-01')).toMatchObject({ state: 'done', findings: [] });
  });
});

describe('a step', () => {
  const open = stand([], '2026-06-15');
  const done = stand([step('finish', { doneOn: '2026-06-10' })], '2026-06-15');
  it.each([
    [open, step('report', { text: 'half' }), 0, []],
    [open, step('report'), 0, ['TEXT_MISSING']],
    [done, step('report', { text: 'x' }), 0, ['NOT_OPEN']],
    [open, step('finish', { doneOn: '2026-06-15' }), 1, []],
    [open, step('finish', { doneOn: '2026-06-15' }), 0, ['PROOF_MISSING']],
    [open, step('finish', { text: 'No. 3' }), 0, ['DONE_MISSING']],
    [open, step('finish', { text: 'No. 3', doneOn: '2026-06-16' }), 0, ['DONE_IN_FUTURE']],
    [open, step('reopen', { text: 'x' }), 0, ['NOT_DONE']],
    [done, step('reopen'), 0, ['REASON_MISSING']],
    [open, { ...plan('2026-07-15'), text: '' }, 0, ['REASON_MISSING']],
    [open, { ...plan(null), text: '' }, 0, ['REASON_MISSING']],
    [open, { ...plan('2026-06-29'), text: '' }, 0, []],
    [open, plan('2026-07-15', ''), 0, ['OWNER_MISSING']],
    [open, plan('2026-07-15', 'Other', '2026-07-16'), 0, ['REMIND_AFTER_DUE']],
  ] as const)('%#: is held against where the measure stands', (standing, taken, files, faults) => {
    expect(measureFaults(standing, taken, files, '2026-06-15')).toEqual(faults);
  });
});

it('what is open and due first comes first, what was done last stands before what was done earlier', () => {
  const of = (deadline: string | null, steps: readonly MeasureStep[] = []) => stand(steps, '2026-06-15', { owner: 'u', deadline });
  const all = [of(null), of('2026-07-01'), of('2026-01-01', [step('finish', { doneOn: '2026-01-01' })]), of('2026-05-01'), of('2026-02-01', [step('finish', { doneOn: '2026-01-01' })])];
  expect([...all].sort(byUrgency).map(({ dueOn, state }) => [dueOn, state])).toEqual([['2026-05-01', 'open'], ['2026-07-01', 'open'], [null, 'open'], ['2026-02-01', 'done'], ['2026-01-01', 'done']]);
});
