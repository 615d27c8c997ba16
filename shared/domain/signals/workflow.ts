import type { Permission } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** 已产生, 已派单, 已签收, 已处置, 已办结, 误报. */
export const SIGNAL_STATES = ['raised', 'dispatched', 'received', 'handled', 'closed', 'falseAlarm'] as const;
export type SignalState = (typeof SIGNAL_STATES)[number];

/** States after which nothing more is due. */
export const ENDED_STATES: readonly SignalState[] = ['closed', 'falseAlarm'];
/** States in which the follow-up itself is still to be done: only these can be overdue. */
export const DUE_STATES: readonly SignalState[] = ['raised', 'dispatched', 'received'];

export const SIGNAL_ACTIONS = ['dispatch', 'receive', 'handle', 'return', 'close', 'falseAlarm', 'note'] as const;
export type SignalAction = (typeof SIGNAL_ACTIONS)[number];

/** Steps that the program takes by itself when the data changes. */
export const PROGRAM_STEPS = ['raise', 'update', 'unsupported', 'done'] as const;
export type SignalStepKind = SignalAction | (typeof PROGRAM_STEPS)[number];

export type SignalNeed = 'owner' | 'text';

export interface SignalTransition {
  readonly from: readonly SignalState[];
  /** Null: the state stays as it is. */
  readonly to: SignalState | null;
  readonly permission: Permission;
  readonly needs: readonly SignalNeed[];
}

const OPEN: readonly SignalState[] = ['raised', 'dispatched', 'received', 'handled'];

/**
 * Every step of a follow-up. `dispatch` may be repeated to give it to somebody else; `return` sends back what was handled badly.
 * Nothing leads out of an end: if it happens again the data raises it again.
 */
export const SIGNAL_TRANSITIONS: Readonly<Record<SignalAction, SignalTransition>> = {
  dispatch: { from: ['raised', 'dispatched'], to: 'dispatched', permission: 'signals.handle', needs: ['owner'] },
  receive: { from: ['dispatched'], to: 'received', permission: 'signals.handle', needs: [] },
  handle: { from: ['received'], to: 'handled', permission: 'signals.handle', needs: ['text'] },
  return: { from: ['handled'], to: 'dispatched', permission: 'signals.handle', needs: ['text'] },
  close: { from: ['handled'], to: 'closed', permission: 'signals.handle', needs: [] },
  falseAlarm: { from: OPEN, to: 'falseAlarm', permission: 'signals.handle', needs: ['text'] },
  note: { from: OPEN, to: null, permission: 'signals.handle', needs: ['text'] },
};

/** The state after a step. Throws NOT_PERMITTED, FROZEN (ended), CONFLICT (the state does not allow it), REASON_REQUIRED. */
export function nextSignalState(state: SignalState, action: SignalAction, permissions: ReadonlySet<Permission>, given: { readonly owner: string; readonly text: string }): SignalState {
  const { from, to, permission, needs } = SIGNAL_TRANSITIONS[action];
  if (!permissions.has(permission)) throw new AppError('NOT_PERMITTED', `This account may not ${action} a signal.`, { permission });
  if (!from.includes(state)) {
    if (ENDED_STATES.includes(state)) throw new AppError('FROZEN', 'A signal that has ended never changes.', { state });
    throw new AppError('CONFLICT', `A signal that is ${state} cannot take the step "${action}".`, { state, action });
  }
  const missing = needs.find((need) => given[need].trim() === '');
  if (missing !== undefined) throw new AppError('REASON_REQUIRED', `The step "${action}" needs ${missing === 'owner' ? 'somebody it is given to' : 'a text'}.`, { missing });
  return to ?? state;
}

/** The steps that the account may take now, in their usual order. */
export function allowedSignalActions(state: SignalState, permissions: ReadonlySet<Permission>): SignalAction[] {
  return SIGNAL_ACTIONS.filter((action) => SIGNAL_TRANSITIONS[action].from.includes(state) && permissions.has(SIGNAL_TRANSITIONS[action].permission));
}

/** True where the follow-up should have been done before this day. */
export function isOverdue(state: SignalState, dueOn: string, today: string): boolean {
  return DUE_STATES.includes(state) && dueOn < today;
}
