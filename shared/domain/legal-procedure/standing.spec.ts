import { describe, expect, it } from 'vitest';
import { workingCalendar } from './calendar.ts';
import { legalProcedureSchema, type LegalProcedure } from './definition.ts';
import { EMPTY_RECORD, recordFaults, type StepRecord } from './record.ts';
import { stepStandings, unknownYears, type CaseDays, type StepStanding } from './standing.ts';

const name = { zh: '名', en: 'name' };
const step = (id: string, more: object = {}) => ({ id, name, phase: 'before', owner: name, ...more });
const PROCEDURE: LegalProcedure = legalProcedureSchema.parse({
  id: 'made-up', version: 1, name, description: name, basis: name,
  steps: [
    step('register', { source: 'created' }),
    step('notice', { after: ['register'], optional: true, minimum: { amount: 30, unit: 'day', shorter: 'withReason' }, documents: [{ id: 'draft', name }, { id: 'reply', name }] }),
    step('hearing', { after: ['register'], optional: true, minimum: { amount: 7, unit: 'day', shorter: 'never' } }),
    step('conclusion', { source: 'submitted', after: ['notice', 'hearing'] }),
    step('legality', { after: ['conclusion'], minimum: { amount: 7, unit: 'workingDay', shorter: 'withReason' } }),
    step('decision', { source: 'decided', after: ['legality'] }),
    step('tracking', { phase: 'after', after: ['decision'] }),
  ],
});
const calendar = workingCalendar([]);
const DAYS: CaseDays = { createdOn: '2026-03-02', submittedOn: null, decidedOn: null, plannedOn: null, today: '2026-06-15' };

function stand(records: Readonly<Record<string, Partial<StepRecord>>>, days: Partial<CaseDays> = {}, attached: Readonly<Record<string, string[]>> = {}): Map<string, StepStanding> {
  const kept = {
    records: new Map(Object.entries(records).map(([id, record]) => [id, { ...EMPTY_RECORD, ...record }])),
    attached: new Map(Object.entries(attached).map(([id, documents]) => [id, new Set(documents)])),
  };
  return new Map(stepStandings(PROCEDURE, kept, { ...DAYS, ...days }, calendar).map((standing) => [standing.stepId, standing]));
}

describe('where a step stands', () => {
  it('comes from the case itself for what the case tells', () => {
    const standings = stand({}, { submittedOn: '2026-06-01' });
    expect(standings.get('register')).toMatchObject({ state: 'done', finishedOn: '2026-03-02' });
    expect(standings.get('conclusion')).toMatchObject({ state: 'done', finishedOn: '2026-06-01', findings: ['OUT_OF_ORDER'] });
    expect(standings.get('decision')).toMatchObject({ state: 'waiting' });
  });

  it.each([
    ['kept to the day', { startedOn: '2026-04-01', finishedOn: '2026-05-01' }, [], 0],
    ['a day short', { startedOn: '2026-04-01', finishedOn: '2026-04-30' }, ['SHORT'], 1],
    ['short with a reason', { startedOn: '2026-04-01', finishedOn: '2026-04-21', shortenedReason: 'urgent' }, ['SHORTENED'], 10],
  ] as const)('a notice %s', (_, record, findings, lacking) => {
    expect(stand({ notice: { ...record, documents: { draft: '1', reply: '2' } } }).get('notice')).toMatchObject({ state: 'done', earliestFinish: '2026-05-01', findings, lacking });
  });

  it('a term without exception stays short whatever is said', () => {
    expect(stand({ hearing: { startedOn: '2026-04-01', finishedOn: '2026-04-05', shortenedReason: 'urgent' } }).get('hearing')?.findings).toEqual(['SHORT']);
  });

  it('a document counts when it is named or attached', () => {
    const record = { startedOn: '2026-04-01', finishedOn: '2026-05-01', documents: { draft: 'No. 3' } };
    expect(stand({ notice: record }).get('notice')?.findings).toEqual(['DOCUMENTS_MISSING']);
    expect(stand({ notice: record }, {}, { notice: ['reply'] }).get('notice')?.findings).toEqual([]);
  });

  it('is reckoned back from the planned decision over every later term, and says how late it is', () => {
    const standings = stand({}, { plannedOn: '2026-07-10' });
    // Seven working days before Friday 10 July is Wednesday 1 July; thirty days before that, 1 June.
    expect(standings.get('legality')).toMatchObject({ latestStart: '2026-07-01', latestFinish: '2026-07-10', deadline: '2026-07-10', daysLate: 0 });
    expect(standings.get('notice')).toMatchObject({ latestStart: '2026-06-01', latestFinish: '2026-07-01' });
    expect(stand({}, { plannedOn: '2026-06-10' }).get('legality')).toMatchObject({ daysLate: 5, findings: ['LATE'] });
    expect(stand({ notice: { dueOn: '2026-06-10' } }, { plannedOn: '2026-07-10' }).get('notice')).toMatchObject({ deadline: '2026-06-10', daysLate: 5 });
  });

  it('a skipped step is not late and takes no time', () => {
    const standings = stand({ notice: { skippedReason: 'small' }, hearing: { skippedReason: 'small' } }, { plannedOn: '2026-06-10' });
    expect(standings.get('notice')).toMatchObject({ state: 'skipped', daysLate: 0, findings: [] });
    expect(standings.get('register')?.latestFinish).toBe('2026-06-01');
  });

  it('lateness of what the decision went by ends with the decision', () => {
    const decided = stand({ tracking: { dueOn: '2026-06-01' } }, { plannedOn: '2026-05-20', submittedOn: '2026-05-01', decidedOn: '2026-05-25' });
    expect(decided.get('legality')).toMatchObject({ daysLate: 5, findings: ['LATE', 'MISSED'] });
    expect(decided.get('tracking')).toMatchObject({ state: 'waiting', daysLate: 14, findings: ['LATE'] });
  });

  it('says for which years only weekends were off', () => {
    const standings = [...stand({ legality: { startedOn: '2026-12-28' } }).values()];
    expect(unknownYears(PROCEDURE, standings, calendar)).toEqual([2026, 2027]);
  });
});

describe('a record', () => {
  const [register, notice, hearing] = PROCEDURE.steps;
  const faults = (of: typeof notice, record: Partial<StepRecord>) => (of === undefined ? [] : recordFaults(of, { ...EMPTY_RECORD, ...record }, '2026-06-15'));
  it.each([
    [register, { startedOn: '2026-01-01' }, ['DATES_FROM_CASE']],
    [notice, { startedOn: '2026-06-16' }, ['IN_FUTURE']],
    [notice, { startedOn: '2026-06-02', finishedOn: '2026-06-01' }, ['END_BEFORE_START']],
    [notice, { finishedOn: '2026-06-01' }, ['START_MISSING']],
    [register, { skippedReason: 'x' }, ['NOT_OPTIONAL']],
    [notice, { skippedReason: 'x', startedOn: '2026-06-01' }, ['SKIPPED_WITH_DATES']],
    [hearing, { shortenedReason: 'x' }, ['NO_SHORTER_TERM']],
    [notice, { documents: { other: 'x' } }, ['DOCUMENT_UNKNOWN']],
    [notice, { startedOn: '2026-05-01', finishedOn: '2026-06-15', documents: { draft: 'x' }, shortenedReason: 'x', owner: 'a' }, []],
  ] as const)('%#: is held against its step', (of, record, expected) => { expect(faults(of, record)).toEqual(expected); });
});

describe('a procedure file', () => {
  const file = (steps: readonly object[]) => ({ id: 'a', version: 1, name, description: name, basis: name, steps });
  const end = step('decision', { source: 'decided' });
  it.each([
    ['a step twice', [step('a'), step('a'), end]],
    ['a step after a later one', [step('a', { after: ['b'] }), step('b'), end]],
    ['no decision', [step('a'), step('b')]],
    ['a step before the decision behind one after it', [step('a'), end, step('b', { phase: 'after' }), step('c')]],
    ['two beginnings', [step('a', { source: 'created' }), step('b', { source: 'created' }), end]],
    ['two documents of one id', [step('a', { documents: [{ id: 'x', name }, { id: 'x', name }] }), end]],
  ])('is refused with %s', (_, steps) => { expect(legalProcedureSchema.safeParse(file(steps)).success).toBe(false); });
});
