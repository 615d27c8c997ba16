import type { FollowedMeasure, MeasureFilter, Output, ParsedInput, TrackedMeasure } from '#shared/contract/index.ts';
import { byUrgency, measureFaults, measureStanding, type MeasureFollowUp, type MeasureStanding } from '#shared/domain/follow-up/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { handOut, keepContent, readChosen } from '#data/documents/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { insertProof, insertStep, readDecidedMeasures, readProofs, readSteps, type DecidedMeasure, type StoredStep } from './measure-repository.ts';
import { measureRules } from './rules.ts';

/** Every followed measure with where it stands today, what needs somebody first. Counts are of all that fit the text. */
export async function listMeasures(db: ReadDb, context: Pick<CallContext, 'clock' | 'inUse'>, { filter, text, assessmentId, limit, offset }: ParsedInput<'measures.list'>): Promise<Output<'measures.list'>> {
  const rules = measureRules(context);
  const today = chinaDay(context.clock.now());
  const steps = await readSteps(db);
  const sought = text.trim().toLowerCase();
  const all = (await readDecidedMeasures(db, { decisions: rules.decisions, assessmentId }))
    .map((measure) => tracked(measure, steps.get(measure.id) ?? [], rules, today))
    .filter((one) => sought === '' || [one.title, one.matter, one.standing.owner].some((words) => words.toLowerCase().includes(sought)))
    .sort((a, b) => byUrgency(a.standing, b.standing));
  const wanted = all.filter(({ standing }) => fits(standing, filter));
  const count = (of: MeasureFilter): number => all.filter(({ standing }) => fits(standing, of)).length;
  return {
    rows: wanted.slice(offset, offset + limit),
    total: wanted.length,
    counts: { all: all.length, overdue: count('overdue'), remind: count('remind'), open: count('open'), done: count('done') },
  };
}

/** @throws AppError NOT_FOUND (no such measure, or its case was not decided so that it is due) */
export async function viewMeasure(db: ReadDb, context: CallContext, id: string): Promise<FollowedMeasure> {
  const { measure, steps } = await readMeasure(db, context, id);
  const today = chinaDay(context.clock.now());
  const proofs = await readProofs(db, id);
  return {
    ...tracked(measure, steps, measureRules(context), today),
    steps: steps.map(({ id: stepId, ...step }) => ({ ...step, proofs: proofs.get(stepId) ?? [] })).reverse(),
    today,
    mayFollow: context.actor.permissions.has('measure.follow'),
  };
}

/**
 * Takes one step of a follow-up, with its proofs, and enters it in the audit chain.
 *
 * @throws AppError NOT_FOUND, CONFLICT (somebody took a step meanwhile), BAD_INPUT with the faults of the step, and as readChosen
 */
export async function followMeasure(context: CallContext, { id, revision, files, ...step }: ParsedInput<'measures.follow'>): Promise<FollowedMeasure> {
  const { store, clock, ids, actor, emit } = context;
  const proofs = await Promise.all(files.map((file) => readChosen(context, file)));
  const now = clock.now();
  const today = chinaDay(now);
  const view = await store.write(async (tx) => {
    const { measure, steps } = await readMeasure(tx, context, id);
    if (steps.length !== revision) throw new AppError('CONFLICT', 'Another step was taken meanwhile.', { expected: revision, found: steps.length });
    const faults = measureFaults(measureStanding(measure, steps, measureRules(context), today), step, files.length, today);
    if (faults.length > 0) throw new AppError('BAD_INPUT', `The step cannot be taken: ${faults.join(', ')}.`, { path: 'action', reasons: [...faults] });
    const stepId = ids.next();
    const taken = { action: step.action, text: step.text, plan: step.action === 'plan' ? step.plan : null, doneOn: step.action === 'finish' ? step.doneOn : null };
    await insertStep(tx, { id: stepId, measureId: id, position: revision, at: now.toISOString(), by: actor.id, ...taken });
    for (const proof of proofs) {
      await keepContent(tx, proof);
      await insertProof(tx, stepId, { id: ids.next(), name: proof.name, size: proof.content.byteLength, sha256: proof.sha256 });
    }
    await appendAudit(tx, {
      at: now, actor: actor.id, action: `measure.${step.action}`, subject: `assessment:${measure.assessmentId}`,
      details: {
        measure: id, title: measure.title, text: taken.text,
        ...(taken.plan === null ? {} : { owner: taken.plan.owner, dueOn: taken.plan.dueOn, remindOn: taken.plan.remindOn }),
        ...(taken.doneOn === null ? {} : { finishedOn: taken.doneOn }),
        ...(proofs.length === 0 ? {} : { files: proofs.map(({ name, sha256 }) => `${name} ${sha256}`) }),
      },
    });
    return viewMeasure(tx, context, id);
  });
  emit({ type: 'changed', topics: ['measures', 'audit'], subject: id });
  return view;
}

/** Writes a proof where the user chose. @throws AppError NOT_FOUND, and as handOut */
export async function saveProof(context: CallContext, { id, proofId, save }: ParsedInput<'measures.saveProof'>): Promise<{ path: string }> {
  const { store, clock, actor, emit } = context;
  const { measure } = await readMeasure(store.db, context, id);
  const proof = [...(await readProofs(store.db, id)).values()].flat().find((one) => one.id === proofId);
  if (proof === undefined) throw new AppError('NOT_FOUND', 'There is no such proof.');
  const saved = await handOut(context, proof, save, (tx) => appendAudit(tx, {
    at: clock.now(), actor: actor.id, action: 'measure.proofSaved', subject: `assessment:${measure.assessmentId}`, details: { measure: id, title: measure.title, fileName: proof.name, sha256: proof.sha256 },
  }));
  emit({ type: 'changed', topics: ['audit'], subject: id });
  return saved;
}

async function readMeasure(db: ReadDb, context: Pick<CallContext, 'inUse'>, id: string): Promise<{ measure: DecidedMeasure; steps: readonly StoredStep[] }> {
  const [measure] = await readDecidedMeasures(db, { decisions: measureRules(context).decisions, measureId: id });
  if (measure === undefined) throw new AppError('NOT_FOUND', 'There is no such measure that a decision made due.');
  return { measure, steps: (await readSteps(db, id)).get(id) ?? [] };
}

function tracked({ owner, deadline, ...measure }: DecidedMeasure, steps: readonly StoredStep[], rules: MeasureFollowUp, today: string): TrackedMeasure {
  const last = steps.at(-1);
  return {
    ...measure, decidedDeadline: deadline, standing: measureStanding({ owner, deadline }, steps, rules, today), revision: steps.length,
    lastStep: last === undefined ? null : { at: last.at, text: last.text },
  };
}

function fits({ state, findings }: MeasureStanding, filter: MeasureFilter): boolean {
  switch (filter) {
    case 'all': return true;
    case 'overdue': return findings.includes('OVERDUE');
    case 'remind': return findings.includes('REMIND');
    case 'open':
    case 'done':
      return state === filter;
  }
}
