import { describe, expect, it } from 'vitest';
import { permissionsOf, ROLES, type Permission, type Role } from '#shared/domain/access/index.ts';
import { allowedActions, ASSESSMENT_STATES, nextState, TRANSITIONS, WORKFLOW_ACTIONS, type AssessmentState, type TransitionFacts, type TransitionInput, type WorkflowAction } from './index.ts';

const as = (role: Role, actor = 'someone', submittedBy: string | null = 'the evaluator'): TransitionFacts => ({ actor, submittedBy, permissions: new Set(permissionsOf(role)) });
const codeOf = (state: AssessmentState, action: WorkflowAction, facts: TransitionFacts, input: TransitionInput = {}): string => {
  try {
    return nextState(state, action, facts, input);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the workflow', () => {
  it('takes a case from draft through a return to a decision', () => {
    expect(nextState('draft', 'edit', as('evaluator'))).toBe('draft');
    expect(nextState('draft', 'submit', as('evaluator'))).toBe('submitted');
    expect(nextState('submitted', 'return', as('manager'), { reasons: 'Survey too small' })).toBe('returned');
    expect(nextState('returned', 'edit', as('evaluator'))).toBe('returned');
    expect(nextState('returned', 'submit', as('evaluator'))).toBe('submitted');
    expect(nextState('submitted', 'decide', as('manager'), { agrees: true })).toBe('decided');
  });

  it.each<[AssessmentState, Role, WorkflowAction[]]>([
    ['draft', 'evaluator', ['edit', 'submit']], ['returned', 'evaluator', ['edit', 'submit']], ['submitted', 'evaluator', []], ['decided', 'evaluator', []],
    ['draft', 'manager', []], ['submitted', 'manager', ['return', 'decide']], ['returned', 'manager', []], ['decided', 'manager', []],
  ])('in %s the %s may do %j', (state, role, actions) => {
    expect(allowedActions(state, as(role))).toEqual(actions);
  });

  it('gives administrator, data administrator and auditor nothing to do', () => {
    for (const role of ['admin', 'it', 'auditor'] as const) for (const state of ASSESSMENT_STATES) expect(allowedActions(state, as(role))).toEqual([]);
  });

  it('leads nowhere from a decided case', () => {
    expect(Object.values(TRANSITIONS).filter(({ from }) => from.includes('decided'))).toEqual([]);
    const everything: TransitionFacts = { actor: 'a', submittedBy: 'b', permissions: new Set(ROLES.flatMap((role) => permissionsOf(role))) };
    for (const action of WORKFLOW_ACTIONS) expect(codeOf('decided', action, everything, { reasons: 'why', agrees: true })).toBe('FROZEN');
  });

  it('keeps who submitted from returning or deciding, even with the permission', () => {
    const same = as('manager', 'li', 'li');
    expect(codeOf('submitted', 'decide', same, { agrees: true })).toBe('SAME_PERSON');
    expect(codeOf('submitted', 'return', same, { reasons: 'why' })).toBe('SAME_PERSON');
    expect(allowedActions('submitted', same)).toEqual([]);
  });

  it('asks for reasons where they are owed', () => {
    expect(codeOf('submitted', 'return', as('manager'), { reasons: '  ' })).toBe('REASON_REQUIRED');
    expect(codeOf('submitted', 'decide', as('manager'), { agrees: false })).toBe('REASON_REQUIRED');
    expect(codeOf('submitted', 'decide', as('manager'))).toBe('REASON_REQUIRED');
    expect(codeOf('submitted', 'decide', as('manager'), { agrees: false, reasons: 'Public need' })).toBe('decided');
  });

  it('submits only without blocking checks, and names them', () => {
    expect(() => nextState('draft', 'submit', as('evaluator'), { blocking: ['NO_FACTOR'] })).toThrow(expect.objectContaining({ code: 'CHECKS_FAILED', details: { checks: ['NO_FACTOR'] } }));
  });

  it('says first that something is not permitted, then that the state is wrong', () => {
    expect(codeOf('draft', 'decide', as('evaluator'))).toBe('NOT_PERMITTED');
    expect(codeOf('draft', 'decide', as('manager'))).toBe('CONFLICT');
    expect(codeOf('submitted', 'edit', as('evaluator'))).toBe('CONFLICT');
    const none: ReadonlySet<Permission> = new Set();
    for (const action of WORKFLOW_ACTIONS) expect(codeOf('draft', action, { actor: 'a', submittedBy: null, permissions: none })).toBe('NOT_PERMITTED');
  });
});
