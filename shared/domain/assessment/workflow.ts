import type { Permission } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** 草稿, 已提交, 已退回, 已决策. */
export const ASSESSMENT_STATES = ['draft', 'submitted', 'returned', 'decided'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

export const WORKFLOW_ACTIONS = ['edit', 'submit', 'return', 'decide'] as const;
export type WorkflowAction = (typeof WORKFLOW_ACTIONS)[number];

/**
 * `checksPass`: no blocking check is open. `otherPerson`: the actor is not who submitted.
 * `reasons`: reasons are given. `reasonsIfDiffering`: reasons are given unless the decision agrees with the conclusion.
 * `dissentsAnswered`: every dissent was answered or withdrawn.
 */
export type WorkflowRule = 'checksPass' | 'otherPerson' | 'reasons' | 'reasonsIfDiffering' | 'dissentsAnswered';

export interface Transition {
  readonly action: WorkflowAction;
  readonly from: readonly AssessmentState[];
  /** Null: the state stays as it is. */
  readonly to: AssessmentState | null;
  readonly permission: Permission;
  readonly rules: readonly WorkflowRule[];
}

/** Every step an assessment can take. Nothing leads out of `decided`. */
export const TRANSITIONS: Readonly<Record<WorkflowAction, Transition>> = {
  edit: { action: 'edit', from: ['draft', 'returned'], to: null, permission: 'assessment.score', rules: [] },
  submit: { action: 'submit', from: ['draft', 'returned'], to: 'submitted', permission: 'assessment.score', rules: ['checksPass'] },
  return: { action: 'return', from: ['submitted'], to: 'returned', permission: 'assessment.decide', rules: ['otherPerson', 'reasons'] },
  decide: { action: 'decide', from: ['submitted'], to: 'decided', permission: 'assessment.decide', rules: ['otherPerson', 'dissentsAnswered', 'reasonsIfDiffering'] },
};

/** Who asks, and what the rules need to know. */
export interface TransitionFacts {
  readonly actor: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Account that submitted last; null before the first submission. */
  readonly submittedBy: string | null;
}

export interface TransitionInput {
  /** Codes of the blocking checks that are open. */
  readonly blocking?: readonly string[];
  readonly reasons?: string;
  /** False where the decision differs from the conclusion. */
  readonly agrees?: boolean;
  /** Dissents without an answer. */
  readonly openDissents?: number;
}

/**
 * The state after an action. Throws NOT_PERMITTED, FROZEN (decided), CONFLICT (the state does not allow it),
 * SAME_PERSON, CHECKS_FAILED (codes in `checks`), DISSENT_OPEN, REASON_REQUIRED.
 */
export function nextState(state: AssessmentState, action: WorkflowAction, facts: TransitionFacts, input: TransitionInput = {}): AssessmentState {
  const { from, to, permission, rules } = TRANSITIONS[action];
  if (!facts.permissions.has(permission)) throw new AppError('NOT_PERMITTED', `This account may not ${action} an assessment.`, { permission });
  if (!from.includes(state)) {
    if (state === 'decided') throw new AppError('FROZEN', 'A decided assessment never changes.', { state });
    throw new AppError('CONFLICT', `An assessment that is ${state} cannot take the step "${action}".`, { state, action });
  }
  for (const rule of rules) applyRule(rule, facts, input);
  return to ?? state;
}

/** What the account may do now, before it has typed anything. */
export function allowedActions(state: AssessmentState, facts: TransitionFacts): WorkflowAction[] {
  return WORKFLOW_ACTIONS.filter((action) => {
    const { from, permission, rules } = TRANSITIONS[action];
    return from.includes(state) && facts.permissions.has(permission) && !(rules.includes('otherPerson') && facts.actor === facts.submittedBy);
  });
}

function applyRule(rule: WorkflowRule, facts: TransitionFacts, { blocking = [], reasons = '', agrees = false, openDissents = 0 }: TransitionInput): void {
  const hasReasons = reasons.trim() !== '';
  switch (rule) {
    case 'checksPass':
      if (blocking.length > 0) throw new AppError('CHECKS_FAILED', `${String(blocking.length)} blocking checks are open.`, { checks: blocking });
      return;
    case 'otherPerson':
      if (facts.actor === facts.submittedBy) throw new AppError('SAME_PERSON', 'Who submitted an assessment cannot return or decide it.');
      return;
    case 'dissentsAnswered':
      if (openDissents > 0) throw new AppError('DISSENT_OPEN', `${String(openDissents)} dissenting opinions have no answer.`, { count: openDissents });
      return;
    case 'reasons':
      if (!hasReasons) throw new AppError('REASON_REQUIRED', 'Returning an assessment needs reasons.');
      return;
    case 'reasonsIfDiffering':
      if (!agrees && !hasReasons) throw new AppError('REASON_REQUIRED', 'A decision that differs from the conclusion needs reasons.');
  }
}
