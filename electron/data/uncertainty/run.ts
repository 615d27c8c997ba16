import { setImmediate as turn } from 'node:timers/promises';
import type { AssessmentId, TaskId } from '#shared/contract/index.ts';
import { rangesOf, simulate, type Subject, type Tally, type UncertaintyResult, type UncertaintySettings } from '#shared/domain/uncertainty/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase, type Case } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Progress } from '#data/kernel/index.ts';
import { inputOf, textOf } from './input.ts';
import { seededSource } from './random.ts';
import { addRun } from './run-repository.ts';

/** Milliseconds that a run may hold the process before others get their turn. */
const SLICE_MS = 15;

/**
 * Draws the case as a task. What it draws from is read and checked before the task is queued, so a refusal comes at once.
 *
 * @throws AppError NOT_FOUND, FROZEN, and as rangesOf
 */
export async function startRun(context: CallContext, id: AssessmentId, settings: UncertaintySettings): Promise<{ taskId: TaskId }> {
  const one = await loadCase(context.store.db, context.libraries, id);
  if (one.head.state === 'decided') throw new AppError('FROZEN', 'A decided case never changes, so no run is added to it.');
  const subject = subjectOf(one, settings);
  const { id: taskId } = context.tasks.start({
    kind: 'uncertainty',
    subject: one.proposal.fields.title,
    run: async (signal, report) => {
      const result = await draw(subject, settings, signal, report);
      return { kind: 'uncertainty', ...(await keep(context, one, settings, result)) };
    },
  });
  return { taskId };
}

/** A case with the ranges that the settings put around its values. @throws AppError METHOD_OTHER_KIND, and as rangesOf */
export function subjectOf(one: Case, settings: UncertaintySettings): Subject {
  const method = one.method.value;
  // Points are read off a printed card, and one C has no second figure to spread against: there is nothing to draw from.
  if (method.kind !== 'wpq') throw new AppError('METHOD_OTHER_KIND', 'Only a case scored by p and q has ranges to draw from.', { method: method.id });
  const { draft, measures } = inputOf(one);
  return rangesOf(method, draft, measures, settings);
}

async function draw(subject: Subject, settings: UncertaintySettings, signal: AbortSignal, report: (progress: Progress) => void): Promise<UncertaintyResult> {
  const steps = simulate(subject, settings, seededSource(settings.seed));
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - begun < SLICE_MS) continue;
    report({ phase: 'aggregating', done: step.value.done, total: step.value.total, unit: 'draws', rows: 0 });
    await turn();
    if (signal.aborted) throw new AppError('CANCELLED', 'The run was cancelled; nothing was kept.');
    begun = performance.now();
  }
}

async function keep(context: CallContext, one: Case, settings: UncertaintySettings, result: UncertaintyResult): Promise<{ run: string; hash: string }> {
  const { store, ids, clock, actor, emit } = context;
  const [input, kept] = [textOf(inputOf(one)), textOf(result)];
  const run = ids.next();
  const at = clock.now();
  await store.write(async (tx) => {
    const { head } = await loadCase(tx, context.libraries, one.head.id);
    // It may have been decided while the run was on its way.
    if (head.state === 'decided') throw new AppError('FROZEN', 'The case was decided while the run was under way, so the run is not kept.');
    await addRun(tx, {
      id: run, assessment_id: one.head.id, revision: one.head.revision, input: input.text, input_hash: input.hash, settings: textOf(settings).text, seed: settings.seed, draws: settings.draws,
      result: kept.text, result_hash: kept.hash, ran_at: at.toISOString(), ran_by: actor.id,
    });
    const counted = (tally: Tally) => ({ ...tally });
    await appendAudit(tx, {
      at, actor: actor.id, action: 'assessment.uncertaintyRun', subject: `assessment:${one.head.id}`,
      details: {
        run, caseRevision: one.head.revision, seed: settings.seed, draws: settings.draws, inputHash: input.hash, hash: kept.hash,
        initialDraws: counted(result.initial.tally), residualDraws: result.residual === null ? null : counted(result.residual.tally),
      },
    });
  });
  emit({ type: 'changed', topics: ['uncertainty', 'audit'], subject: one.head.id });
  return { run, hash: kept.hash };
}
