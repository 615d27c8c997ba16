import type { Migration } from './migration.ts';

/** "assessment.state is decided", seen from a row that names its assessment. */
const decided = (assessment: string): string => `(SELECT state FROM assessment WHERE id = ${assessment}) = 'decided'`;
const measureOf = (row: string): string => `(SELECT assessment_id FROM measure WHERE id = ${row}.measure_id)`;
const ofProposal = (id: string): string => `EXISTS (SELECT 1 FROM assessment WHERE proposal_id = ${id} AND state = 'decided')`;

const guard = (name: string, event: string, table: string, when: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;`;

/** Closes the ways around a decision that 0010 left open: rows added to or taken from a decided case, and its proposal. */
export const frozen: Migration = {
  number: 60,
  name: 'frozen',
  sql: [
    guard('decided_factor_no_insert', 'INSERT', 'assessment_factor', decided('NEW.assessment_id')),
    guard('decided_factor_no_delete', 'DELETE', 'assessment_factor', decided('OLD.assessment_id')),
    guard('decided_measure_no_insert', 'INSERT', 'measure', decided('NEW.assessment_id')),
    guard('decided_measure_factor_no_insert', 'INSERT', 'measure_factor', decided(measureOf('NEW'))),
    guard('decided_measure_factor_no_update', 'UPDATE', 'measure_factor', decided(measureOf('OLD'))),
    guard('decided_measure_factor_no_delete', 'DELETE', 'measure_factor', decided(measureOf('OLD'))),
    guard('decided_proposal_no_update', 'UPDATE', 'proposal', ofProposal('OLD.id')),
    guard('decided_proposal_no_delete', 'DELETE', 'proposal', ofProposal('OLD.id')),
    guard('decided_place_no_insert', 'INSERT', 'proposal_place', ofProposal('NEW.proposal_id')),
    guard('decided_place_no_update', 'UPDATE', 'proposal_place', ofProposal('OLD.proposal_id')),
    guard('decided_place_no_delete', 'DELETE', 'proposal_place', ofProposal('OLD.proposal_id')),
  ].join('\n'),
};
