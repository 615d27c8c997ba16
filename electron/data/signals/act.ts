import type { ParsedInput } from '#shared/contract/index.ts';
import { nextSignalState, type SignalAction, type SignalState } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { addStep, patchSignal, type SignalPatch } from './raise-repository.ts';
import { signalById } from './signal-repository.ts';

const ENTRIES: Readonly<Record<SignalAction, AuditAction>> = {
  dispatch: 'signal.dispatched', receive: 'signal.received', handle: 'signal.handled', return: 'signal.returned', close: 'signal.closed', falseAlarm: 'signal.calledFalse', note: 'signal.noted',
};

/**
 * Takes one step of a follow-up, with its entry in the audit chain.
 *
 * @throws AppError NOT_FOUND, CONFLICT (the state does not allow it, or somebody else was first), FROZEN, REASON_REQUIRED, NOT_PERMITTED
 */
export async function act({ store, clock, actor, emit }: CallContext, input: ParsedInput<'signals.act'>): Promise<void> {
  await store.write(async (tx) => {
    const signal = await signalById(tx, input.id);
    if (signal === undefined) throw new AppError('NOT_FOUND', `There is no signal ${String(input.id)}.`, { signal: input.id });
    if (signal.revision !== input.revision) throw new AppError('CONFLICT', 'The signal changed meanwhile; look at it again.', { state: signal.state });
    const { action, text, owner, dueOn } = input;
    const before = signal.state as SignalState;
    const state = nextSignalState(before, action, actor.permissions, { owner, text });
    const now = clock.now();
    const at = now.toISOString();
    await patchSignal(tx, input.id, patchOf(action, state, at, { owner, dueOn }));
    const { seq } = await appendAudit(tx, {
      at: now, actor: actor.id, action: ENTRIES[action], subject: `signal:${String(input.id)}`,
      details: { rule: signal.rule_id, before, state, ...(text === '' ? {} : { text }), ...(owner === '' ? {} : { owner }), ...(dueOn === undefined ? {} : { deadline: dueOn }) },
    });
    await addStep(tx, input.id, { at, by: actor.id, step: action, state, text, owner, dueOn: dueOn ?? null, auditSeq: seq });
  });
  emit({ type: 'changed', topics: ['signals', 'audit'], subject: String(input.id) });
}

function patchOf(action: SignalAction, state: SignalState, at: string, { owner, dueOn }: { readonly owner: string; readonly dueOn: string | undefined }): SignalPatch {
  const due = dueOn === undefined ? {} : { due_on: dueOn };
  switch (action) {
    case 'dispatch': return { state, owner, dispatched_at: at, received_at: null, ...due };
    case 'receive': return { state, received_at: at };
    case 'handle': return { state, handled_at: at };
    case 'return': return { state, dispatched_at: at, received_at: null, handled_at: null, ...due };
    case 'close':
    case 'falseAlarm': return { state, ended_at: at };
    case 'note': return {};
  }
}
