import type { CaseProcedureView } from '#shared/contract/index.ts';
import { papersStep, type LegalStep } from '#shared/domain/legal-procedure/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { loadCase, type Case } from '#data/assessment/index.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { findChosen } from './case-step-repository.ts';
import { viewProcedure } from './view.ts';

/** What was done; null = nothing changed, so nothing is entered. */
export type Entry = { readonly action: AuditAction; readonly details: Readonly<Record<string, Json>> } | null;

/** One transaction with the change of a case's procedure and its entry in the audit chain; then the windows are told. */
export async function changeProcedure(context: CallContext, id: string, work: (tx: WriteTx, one: Case) => Promise<Entry>): Promise<CaseProcedureView> {
  const { store, libraries, clock, actor, emit } = context;
  const { view, changed } = await store.write(async (tx) => {
    const entry = await work(tx, await loadCase(tx, libraries, id));
    if (entry !== null) await appendAudit(tx, { at: clock.now(), actor: actor.id, action: entry.action, subject: `assessment:${id}`, details: entry.details });
    return { view: await viewProcedure(tx, context, id), changed: entry !== null };
  });
  if (changed) emit({ type: 'changed', topics: ['legalProcedure', 'audit'], subject: id });
  return view;
}

/** A step of the case that may be recorded now. @throws AppError NOT_FOUND, FROZEN (a step before the decision, once it is made) */
export async function openStep(db: ReadDb, { head, model }: Case, stepId: string): Promise<LegalStep> {
  const chosen = await findChosen(db, head.id);
  const step = chosen === null ? undefined : [...chosen.value.steps, papersStep(model.value.documents)].find((one) => one.id === stepId);
  if (step === undefined) throw new AppError('NOT_FOUND', `The procedure of this case has no step ${stepId}.`, { step: stepId });
  if (head.state === 'decided' && step.phase === 'before') throw new AppError('FROZEN', 'What came before the decision is frozen with it.', { step: stepId });
  return step;
}
