import type { ParsedInput, StabilityRun } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { runViewer } from './runs.ts';
import { changeRun, runById, runsOf, type RunRow } from './run-repository.ts';
import type { WriteTx } from '#data/store/index.ts';

/**
 * Accepts or sends back what another account computed.
 *
 * @throws AppError NOT_FOUND, CONFLICT when it is not waiting for a review, SAME_PERSON, REASON_REQUIRED
 */
export async function reviewRun(context: CallContext, { run: id, accept, note }: ParsedInput<'stability.review'>): Promise<StabilityRun> {
  const { actor, clock } = context;
  if (!accept && note === '') throw new AppError('REASON_REQUIRED', 'Say why the index is sent back.');
  return change(context, id, accept ? 'stability.reviewed' : 'stability.returned', async (tx, run) => {
    if (run.state !== 'computed') throw conflict(run);
    if (run.computed_by === actor.id) throw new AppError('SAME_PERSON', 'Who computed an index cannot review it.');
    await changeRun(tx, id, { state: accept ? 'reviewed' : 'returned', reviewed_at: clock.now().toISOString(), reviewed_by: actor.id, review_note: note });
    return { hash: run.result_hash, ...(note === '' ? {} : { note }) };
  });
}

/**
 * Freezes a reviewed run.
 *
 * @throws AppError NOT_FOUND, CONFLICT when it is not reviewed, FROZEN when the month is published already
 */
export async function publishRun(context: CallContext, { run: id }: ParsedInput<'stability.publish'>): Promise<StabilityRun> {
  const { actor, clock } = context;
  return change(context, id, 'stability.published', async (tx, run) => {
    const { published } = await runsOf(tx, run.subject, run.month);
    if (published !== null) throw new AppError('FROZEN', `The index of ${run.month} is published; what came later stands beside it as a correction.`, { month: run.month });
    if (run.state !== 'reviewed') throw conflict(run);
    await changeRun(tx, id, { state: 'published', published_at: clock.now().toISOString(), published_by: actor.id });
    return { hash: run.result_hash, inputHash: run.input_hash };
  });
}

async function change(context: CallContext, id: string, action: AuditAction, work: (tx: WriteTx, run: RunRow) => Promise<Readonly<Record<string, string>>>): Promise<StabilityRun> {
  const { store, actor, clock, emit } = context;
  const run = await store.write(async (tx) => {
    const before = await runById(tx, id);
    const details = await work(tx, before);
    await appendAudit(tx, { at: clock.now(), actor: actor.id, action, subject: `stability:${before.subject}:${before.month}`, details: { run: id, definition: before.definition_ref, ...details } });
    return runById(tx, id);
  });
  emit({ type: 'changed', topics: ['stability', 'audit'], subject: id });
  return (await runViewer(context))(run);
}

function conflict({ month, state }: RunRow): AppError {
  return new AppError('CONFLICT', `The index of ${month} is ${state}; that step does not fit.`, { month, state });
}
