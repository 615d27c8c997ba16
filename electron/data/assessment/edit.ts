import type { AssessmentView } from '#shared/contract/index.ts';
import { nextState, type TransitionInput, type WorkflowAction } from '#shared/domain/assessment/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { patchAssessment } from './assessment-repository.ts';
import { loadCase, resultOf, transitionFacts, viewCase, type Case } from './case.ts';
import { touchProposal } from './proposal-repository.ts';

/** One field that an edit changed, as the audit chain keeps it. `factor` or `measure` says whose field it is. */
export interface Change {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  readonly factor?: string;
  readonly measure?: string;
}

/** What was done; null = nothing changed, so nothing is entered and the revision stays. */
export type Entry = { readonly action: AuditAction; readonly details: Readonly<Record<string, Json>> } | null;

export interface Step {
  readonly tx: WriteTx;
  readonly one: Case;
  /** UTC, ISO 8601: the one time of all that this step writes. */
  readonly at: string;
  /** The state that the action leads to, with its rules checked. @throws as nextState of the domain */
  readonly next: (input?: TransitionInput) => Case['head']['state'];
}

/**
 * Every change of an assessment goes through here: one transaction with the change itself, the revision raised by one,
 * the levels of the list brought up to date and one entry of the audit chain; then the windows are told.
 *
 * @throws AppError NOT_FOUND, FROZEN, CONFLICT, NOT_PERMITTED and what the step throws; nothing is kept then
 */
export async function change(context: CallContext, id: string, action: WorkflowAction, work: (step: Step) => Promise<Entry>): Promise<AssessmentView> {
  const { store, libraries, actor, clock } = context;
  const now = clock.now();
  const at = now.toISOString();
  const { view, changed } = await store.write(async (tx) => {
    const one = await loadCase(tx, libraries, id);
    const next: Step['next'] = (input) => nextState(one.head.state, action, transitionFacts(one, actor), input);
    if (action === 'edit') next();
    // A step moves the proposal up in the list before it runs, for a decision closes the proposal too; an edit only when it changed something.
    if (action !== 'edit' && one.head.state !== 'decided') await touchProposal(tx, one.head.proposalId, at);
    const entry = await work({ tx, one, at, next });
    if (entry === null) return { view: await viewCase(tx, one, actor, now), changed: false };
    const after = await raise(tx, await loadCase(tx, libraries, id), one.head.revision + 1);
    if (action === 'edit') await touchProposal(tx, one.head.proposalId, at);
    await appendAudit(tx, { at: now, actor: actor.id, action: entry.action, subject: subjectOf(id), details: { revision: one.head.revision + 1, ...entry.details } });
    return { view: await viewCase(tx, after, actor, now), changed: true };
  });
  if (changed) tell(context, id);
  return view;
}

export function tell(context: CallContext, assessmentId: string): void {
  context.emit({ type: 'changed', topics: ['assessment', 'proposals', 'audit'], subject: assessmentId });
}

export function subjectOf(assessmentId: string): string {
  return `assessment:${assessmentId}`;
}

/** The fields of two values that differ, in the order of the first. */
export function changesOf<T extends object>(before: T, after: T, about: Pick<Change, 'factor' | 'measure'> = {}): Change[] {
  const was = new Map(Object.entries(before) as [string, Json][]);
  return (Object.entries(after) as [string, Json][])
    .filter(([field, value]) => JSON.stringify(was.get(field) ?? null) !== JSON.stringify(value))
    .map(([field, value]) => ({ ...about, field, before: was.get(field) ?? null, after: value }));
}

/** Revision, and the levels by which the list is read. A decision has written both itself, for after it nothing can be written. */
async function raise(tx: WriteTx, one: Case, revision: number): Promise<Case> {
  if (one.head.state === 'decided') return one;
  const { initial, residual } = resultOf(one.method.value, one.factors, one.head.context);
  await patchAssessment(tx, one.head.id, { revision, initial_level: initial.level, residual_level: residual?.level ?? null });
  return { ...one, head: { ...one.head, revision } };
}
