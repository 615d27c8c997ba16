import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OBLIGATION_ACTIONS, obligationFaults, obligationStanding, type ObligationCase, type ObligationMark } from './standing.ts';

const mark = (action: ObligationMark['action'], more: Partial<ObligationMark> = {}): ObligationMark => ({ action, proposalId: null, reasonId: null, text: 'why', decidedOn: null, ...more });
const open: ObligationCase = { proposalId: 'open', decided: false, decidedOn: null };
const decided: ObligationCase = { proposalId: 'decided', decided: true, decidedOn: '2026-06-10' };
const all = new Map([open, decided].map((one) => [one.proposalId, one]));
const stand = (marks: readonly ObligationMark[], ofProject: readonly ObligationCase[] = [], approvedOn: string | null = null) => obligationStanding(marks, { ofProject, byId: (id) => all.get(id) }, approvedOn);

describe('where a matter stands', () => {
  it.each([
    ['nothing', [], [], 'due'],
    ['a case of its project', [], [open], 'underway'],
    ['a decided case beside an open one', [], [open, decided], 'done'],
    ['a linked case', [mark('link', { proposalId: 'open' })], [], 'underway'],
    ['a link taken back', [mark('link', { proposalId: 'decided' }), mark('unlink')], [], 'due'],
    ['a linked case that is gone', [mark('link', { proposalId: 'gone' })], [], 'due'],
    ['an exemption', [mark('exempt', { reasonId: 'x' })], [open], 'exempt'],
    ['an exemption taken back', [mark('exempt', { reasonId: 'x' }), mark('claim')], [], 'due'],
    ['an exemption and a decided case', [mark('exempt', { reasonId: 'x' })], [decided], 'done'],
  ] as const)('with %s', (_, marks, ofProject, state) => { expect(stand(marks, ofProject).state).toBe(state); });

  it('an approval without a decided assessment, or before it, is said', () => {
    expect(stand([], [], '2026-01-01').findings).toEqual(['APPROVED_UNASSESSED']);
    expect(stand([], [open], '2026-01-01').findings).toEqual(['APPROVED_UNASSESSED']);
    expect(stand([mark('exempt', { reasonId: 'x' })], [], '2026-01-01').findings).toEqual([]);
    expect(stand([], [decided], '2026-06-09').findings).toEqual(['APPROVED_FIRST']);
    expect(stand([], [decided], '2026-06-10').findings).toEqual([]);
  });
});

describe('an entry', () => {
  const faults = (marks: readonly ObligationMark[], ofProject: readonly ObligationCase[], next: ObligationMark, linked = false) => obligationFaults(stand(marks, ofProject), next, linked, '2026-06-15');
  const decide = mark('decide', { decidedOn: '2026-06-15' });
  const exempt = mark('exempt', { reasonId: 'x' });
  it.each([
    [[], [], decide, ['NOT_ASSESSED']],
    [[], [open], decide, ['NOT_ASSESSED']],
    [[], [decided], decide, []],
    [[exempt], [], decide, []],
    [[exempt, mark('claim')], [], decide, ['NOT_ASSESSED']],
    [[], [decided], { ...decide, decidedOn: '2026-06-09' }, ['DECIDED_FIRST']],
    [[], [decided], { ...decide, decidedOn: '2026-06-16' }, ['IN_FUTURE']],
    [[], [decided], { ...decide, decidedOn: null }, ['DAY_MISSING']],
    [[decide], [decided], decide, ['DECIDED_ALREADY']],
    [[], [], { ...exempt, text: ' ' }, ['REASON_MISSING']],
    [[], [], { ...exempt, reasonId: null }, ['REASON_MISSING']],
    [[exempt], [], exempt, ['EXEMPT_ALREADY']],
    [[], [decided], exempt, ['ASSESSED_ALREADY']],
    [[], [], mark('claim'), ['NOT_EXEMPT']],
    [[], [], mark('link', { text: '' }), ['CASE_MISSING']],
    [[], [], mark('link', { text: '', proposalId: 'open' }), []],
    [[], [], mark('unlink'), ['NOT_LINKED']],
  ] as const)('%#: is held against where the matter stands', (marks, ofProject, next, expected) => { expect(faults(marks, ofProject, next)).toEqual(expected); });

  it('never decides what is due or under way, whatever came before', () => {
    const marks = fc.array(fc.record({ action: fc.constantFrom(...OBLIGATION_ACTIONS), proposalId: fc.constantFrom('open', 'decided', 'gone', null), reasonId: fc.constant('x'), text: fc.constant('why'), decidedOn: fc.constant('2026-06-14') }), { maxLength: 8 });
    fc.assert(fc.property(marks, fc.subarray([open, decided]), (before, ofProject) => {
      const standing = stand(before, ofProject);
      const refused = obligationFaults(standing, decide, true, '2026-06-15').includes('NOT_ASSESSED');
      expect(refused).toBe(standing.state === 'due' || standing.state === 'underway');
    }));
  });
});
