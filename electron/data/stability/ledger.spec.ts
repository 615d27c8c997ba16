import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells, Ledger } from '#shared/domain/stability/index.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { ledgerCells } from './ledger-repository.ts';

const UNIT = '越城区发展和改革局';
const PROJECT = '2601-330602-04-01-000001';
let station: Workstation;
beforeEach(() => {
  station = openWorkstation();
});
afterEach(async () => {
  await station.close();
});

interface Case {
  readonly due?: string;
  readonly start?: string;
  readonly decided?: string;
  readonly initial?: string;
  readonly residual?: string;
  readonly unit?: string;
  readonly project?: string;
}

/** A matter and its assessment as the store holds them, without walking the desk. */
function matter(id: string, { due, start, decided, initial, residual, unit = UNIT, project }: Case): void {
  const { raw } = station.as('evaluator').store;
  raw.prepare('INSERT INTO proposal (id, title, decision_type, responsible_unit, decision_on, start_on, description, project_code, created_by, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(id, id, 'project', unit, due ?? null, start ?? null, '', project ?? null, 'evaluator', '2026-01-01', '2026-01-01');
  raw.prepare(`INSERT INTO assessment (id, proposal_id, model_id, model_version, model_hash, state, revision, weight_mode, context_initial, context_residual, conclusion_text, decision_reasons,
      initial_level, residual_level, submitted_by, decided_by, decided_at) VALUES (?, ?, 'major-project', 1, 'h', ?, 1, 'equal', '{}', '{}', '', '', ?, ?, ?, ?, ?)`)
    .run(`a-${id}`, id, decided === undefined ? 'draft' : 'decided', initial ?? null, residual ?? null, decided === undefined ? null : 'evaluator', decided === undefined ? null : 'manager', decided ?? null);
}

const ask = (ledger: Ledger): Promise<Cells> => {
  const context = station.as('manager');
  return ledgerCells(context, context.store.db, ledger);
};

describe('what the own assessments say of a department', () => {
  it('a matter is due by its decision, else its start; assessed if it was decided by then, on the calendar of China', async () => {
    matter('in-time', { due: '2026-03-10', decided: '2026-03-01T03:00:00.000Z', initial: 'low' });
    // 2026-03-20 16:30 UTC is the 21st in China: a day late.
    matter('late', { due: '2026-03-20', decided: '2026-03-20T16:30:00.000Z', initial: 'low' });
    matter('never', { start: '2026-03-31' });
    matter('later', { due: '2026-04-02', decided: '2026-04-01T01:00:00.000Z', initial: 'low' });
    matter('undated', { decided: '2026-03-01T03:00:00.000Z', initial: 'low' });
    matter('of-nobody', { due: '2026-03-10', unit: '' });
    expect(await ask('mattersDue')).toEqual({ '2026-03': { [UNIT]: 3 }, '2026-04': { [UNIT]: 1 } });
    expect(await ask('mattersAssessed')).toEqual({ '2026-03': { [UNIT]: 1 }, '2026-04': { [UNIT]: 1 } });
  });

  it('a medium or high risk counts as not lowered where the measures leave it as it was, or nothing is said of after them', async () => {
    const decided = '2026-03-05T02:00:00.000Z';
    matter('low', { decided, initial: 'low', residual: 'low' });
    matter('lowered', { decided, initial: 'high', residual: 'medium' });
    matter('same', { decided, initial: 'medium', residual: 'medium' });
    matter('unsaid', { decided, initial: 'high' });
    matter('open', { initial: 'high' });
    expect(await ask('mattersRated')).toEqual({ '2026-03': { [UNIT]: 3 } });
    expect(await ask('mattersNotLowered')).toEqual({ '2026-03': { [UNIT]: 2 } });
  });

  it('a visit or gathering about a project is caused by the department that answers for it, once', async () => {
    matter('first', { project: PROJECT });
    matter('second', { project: PROJECT });
    matter('other', { project: '2601-330602-04-01-000002', unit: '另一局' });
    station.hold('2.6', [
      { visit_no: 'V1', visit_date: '2026-03-01', n_date: '2026-03-01', people: 5, project_code: PROJECT, n_project: PROJECT },
      { visit_no: 'V2', visit_date: '2026-03-02', n_date: '2026-03-02', people: 5, project_code: PROJECT, n_project: PROJECT },
      { visit_no: 'V3', visit_date: '2026-04-02', n_date: '2026-04-02', people: 5 },
    ]);
    // A later version of V2 that is about nothing of ours.
    station.hold('2.6', [{ visit_no: 'V2', visit_date: '2026-03-02', n_date: '2026-03-02', people: 6 }]);
    station.hold('4.5', [{ event_no: 'E1', occurred_at: '2026-05-01 08:00:00', n_date: '2026-05-01', people: 50, n_project: '2601-330602-04-01-000002' }]);
    expect(await ask('visitsCaused')).toEqual({ '2026-03': { [UNIT]: 1 } });
    expect(await ask('gatheringsCaused')).toEqual({ '2026-05': { 另一局: 1 } });
  });

  it('a measure counts in the month of its deadline as it stands, once that has passed; done late or not at all it is overdue', async () => {
    const { raw } = station.as('evaluator').store;
    const measure = (id: string, of: string, deadline: string | null): void => {
      raw.prepare("INSERT INTO measure (id, assessment_id, title, owner, assistant, deadline, control_point, position) VALUES (?, ?, ?, '示例单位', '', ?, '', 1)").run(id, `a-${of}`, id, deadline);
    };
    const step = (id: string, position: number, action: string, of: { due?: string; done?: string }): void => {
      raw.prepare("INSERT INTO measure_step (id, measure_id, position, at, by, action, text, owner, due_on, remind_on, done_on) VALUES (?, ?, ?, '2026-01-01', 'evaluator', ?, '示例', ?, ?, NULL, ?)")
        .run(`${id}-${String(position)}`, id, position, action, action === 'plan' ? '示例单位' : null, of.due ?? null, of.done ?? null);
    };
    const decide = (of: string, code: string): void => {
      raw.prepare("UPDATE assessment SET state = 'decided', decision_code = ?, submitted_by = 'evaluator', decided_by = 'manager', decided_at = '2026-01-05T02:00:00.000Z' WHERE id = ?").run(code, `a-${of}`);
    };
    for (const of of ['followed', 'stopped', 'open']) matter(of, { initial: 'high' });
    for (const [id, deadline] of [['in-time', '2026-03-10'], ['late', '2026-03-10'], ['never', '2026-04-30'], ['moved', '2026-03-01'], ['reopened', '2026-03-31'], ['undated', null], ['to-come', '2026-06-30']] as const) measure(id, 'followed', deadline);
    measure('of-stopped', 'stopped', '2026-03-10');
    measure('of-open', 'open', '2026-03-10');
    decide('followed', 'implement');
    decide('stopped', 'doNotImplement');
    step('in-time', 1, 'finish', { done: '2026-03-10' });
    step('late', 1, 'finish', { done: '2026-03-11' });
    step('moved', 1, 'plan', { due: '2026-05-20' });
    step('moved', 2, 'finish', { done: '2026-05-20' });
    step('reopened', 1, 'finish', { done: '2026-03-01' });
    step('reopened', 2, 'reopen', {});
    expect(await ask('measuresDue')).toEqual({ '2026-03': { [UNIT]: 3 }, '2026-04': { [UNIT]: 1 }, '2026-05': { [UNIT]: 1 } });
    expect(await ask('measuresOverdue')).toEqual({ '2026-03': { [UNIT]: 2 }, '2026-04': { [UNIT]: 1 } });
  });
});
