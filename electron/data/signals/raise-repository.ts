import { DUE_STATES, ENDED_STATES, type Raised, type SignalLevel, type SignalState, type SignalStepKind } from '#shared/domain/signals/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** What was raised before of a rule, in any version. */
export async function raisedOf(db: ReadDb, rule: string): Promise<readonly (Raised & { readonly state: SignalState })[]> {
  const rows = await db
    .selectFrom('signal')
    .select(['id', 'subject_key', 'window_from', 'window_to', 'figure', 'base', 'state', 'supported'])
    .where('rule_id', '=', rule)
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const state = row.state as SignalState;
    return {
      id: row.id, subject: row.subject_key, from: row.window_from, to: row.window_to, figure: row.figure, base: row.base, supported: row.supported === 1, state,
      open: !ENDED_STATES.includes(state), due: DUE_STATES.includes(state),
    };
  });
}

export interface NewSignal {
  readonly rule: string;
  readonly version: number;
  readonly level: SignalLevel;
  readonly subjectKind: string;
  readonly subjectKey: string;
  readonly subjectValue: string | null;
  readonly label: string | null;
  readonly town: string | null;
  readonly county: string | null;
  readonly window: string;
  readonly from: string;
  readonly to: string;
  readonly figure: string;
  readonly base: string | null;
  readonly records: number;
  readonly seenBatch: number;
  readonly asOf: string;
  readonly dueOn: string;
  readonly raisedAt: string;
}

/** Numbers are given one after the other: the id of the new signal. */
export async function insertSignal(tx: WriteTx, signal: NewSignal): Promise<number> {
  const row = await tx
    .insertInto('signal')
    .values({
      rule_id: signal.rule, rule_version: signal.version, level: signal.level, subject_kind: signal.subjectKind, subject_key: signal.subjectKey, subject_value: signal.subjectValue,
      label: signal.label, town: signal.town, county: signal.county, window_key: signal.window, window_from: signal.from, window_to: signal.to, figure: signal.figure, base: signal.base,
      records: signal.records, seen_batch: signal.seenBatch, as_of: signal.asOf, supported: 1, state: 'raised', owner: '', due_on: signal.dueOn, raised_at: signal.raisedAt,
      dispatched_at: null, received_at: null, handled_at: null, ended_at: null, revision: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface SignalPatch {
  readonly level?: SignalLevel;
  readonly state?: SignalState;
  readonly owner?: string;
  readonly due_on?: string;
  readonly window_from?: string;
  readonly window_to?: string;
  readonly figure?: string;
  readonly base?: string | null;
  readonly records?: number;
  readonly seen_batch?: number;
  readonly as_of?: string;
  readonly supported?: number;
  readonly dispatched_at?: string | null;
  readonly received_at?: string | null;
  readonly handled_at?: string | null;
  readonly ended_at?: string;
}

export async function patchSignal(tx: WriteTx, id: number, patch: SignalPatch): Promise<void> {
  await tx.updateTable('signal').set((e) => ({ ...patch, revision: e('revision', '+', 1) })).where('id', '=', id).execute();
}

export interface NewStep {
  readonly at: string;
  readonly by: string;
  readonly step: SignalStepKind;
  readonly state: SignalState;
  readonly text?: string;
  readonly owner?: string;
  readonly dueOn?: string | null;
  readonly figure?: string | null;
  readonly auditSeq: number;
}

/** Adds to the history of a signal. */
export async function addStep(tx: WriteTx, signal: number, step: NewStep): Promise<void> {
  const last = await tx.selectFrom('signal_step').select((e) => e.fn.max('position').as('position')).where('signal_id', '=', signal).executeTakeFirst();
  await tx
    .insertInto('signal_step')
    .values({
      signal_id: signal, position: (last?.position ?? 0) + 1, at: step.at, by: step.by, step: step.step, state: step.state, text: step.text ?? '', owner: step.owner ?? '',
      due_on: step.dueOn ?? null, figure: step.figure ?? null, audit_seq: step.auditSeq,
    })
    .execute();
}
