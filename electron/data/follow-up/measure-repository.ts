import type { AssessmentId, MeasureId, MeasureProof, MeasureProofId } from '#shared/contract/index.ts';
import { MEASURE_ACTIONS, type MeasureStep } from '#shared/domain/follow-up/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** A measure of a decided case as the decision froze it. */
export interface DecidedMeasure {
  readonly id: MeasureId;
  readonly assessmentId: AssessmentId;
  readonly matter: string;
  readonly title: string;
  readonly owner: string;
  readonly assistant: string;
  readonly deadline: string | null;
  readonly controlPoint: string;
  readonly decidedAt: string;
}

export interface StoredStep extends MeasureStep {
  readonly id: string;
  readonly at: string;
  /** Display name, or the id where there is none. */
  readonly by: string;
}

export interface MeasureFilterBy {
  readonly decisions: readonly string[];
  readonly assessmentId?: string | undefined;
  readonly measureId?: string | undefined;
}

/** Measures of cases that were decided in one of the ways given. */
export async function readDecidedMeasures(db: ReadDb, { decisions, assessmentId, measureId }: MeasureFilterBy): Promise<DecidedMeasure[]> {
  const rows = await db
    .selectFrom('measure as m')
    .innerJoin('assessment as a', 'a.id', 'm.assessment_id')
    .innerJoin('proposal as p', 'p.id', 'a.proposal_id')
    .select(['m.id', 'm.assessment_id', 'p.title as matter', 'm.title', 'm.owner', 'm.assistant', 'm.deadline', 'm.control_point', 'a.decided_at'])
    .where('a.state', '=', 'decided')
    .where('a.decision_code', 'in', [...decisions])
    .$if(assessmentId !== undefined, (query) => query.where('a.id', '=', assessmentId ?? ''))
    .$if(measureId !== undefined, (query) => query.where('m.id', '=', measureId ?? ''))
    .orderBy('a.decided_at')
    .orderBy('m.position')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({
    id: row.id as MeasureId, assessmentId: row.assessment_id as AssessmentId, matter: row.matter, title: row.title, owner: row.owner, assistant: row.assistant,
    deadline: row.deadline, controlPoint: row.control_point, decidedAt: row.decided_at ?? '',
  }));
}

/** Steps by measure, each in the order in which they were taken; all measures, or one. */
export async function readSteps(db: ReadDb, measureId?: string): Promise<ReadonlyMap<string, readonly StoredStep[]>> {
  const rows = await db
    .selectFrom('measure_step as s')
    .leftJoin('account as a', 'a.id', 's.by')
    .select(['s.id', 's.measure_id', 's.at', 's.by', 's.action', 's.text', 's.owner', 's.due_on', 's.remind_on', 's.done_on', 'a.display_name'])
    .$if(measureId !== undefined, (query) => query.where('s.measure_id', '=', measureId ?? ''))
    .orderBy('s.measure_id')
    .orderBy('s.position')
    .execute();
  const steps = rows.map((row) => ({
    measureId: row.measure_id, id: row.id, at: row.at, by: row.display_name ?? row.by, action: toAction(row.action), text: row.text,
    plan: row.owner === null ? null : { owner: row.owner, dueOn: row.due_on, remindOn: row.remind_on }, doneOn: row.done_on,
  }));
  return groupBy(steps, ({ measureId: of }) => of);
}

/** Proofs of one measure, by step id. */
export async function readProofs(db: ReadDb, measureId: string): Promise<ReadonlyMap<string, readonly MeasureProof[]>> {
  const rows = await db
    .selectFrom('measure_proof as f')
    .innerJoin('measure_step as s', 's.id', 'f.step_id')
    .select(['f.id', 'f.step_id', 'f.name', 'f.size', 'f.sha256'])
    .where('s.measure_id', '=', measureId)
    .orderBy('f.id')
    .execute();
  return new Map([...groupBy(rows, (row) => row.step_id)].map(([stepId, proofs]) => [stepId, proofs.map(({ step_id: _, id, ...proof }) => ({ ...proof, id: id as MeasureProofId }))]));
}

export interface NewStep extends MeasureStep {
  readonly id: string;
  readonly measureId: string;
  readonly position: number;
  readonly at: string;
  readonly by: string;
}

export async function insertStep(tx: WriteTx, { id, measureId, position, at, by, action, text, plan, doneOn }: NewStep): Promise<void> {
  await tx
    .insertInto('measure_step')
    .values({ id, measure_id: measureId, position, at, by, action, text, owner: plan?.owner ?? null, due_on: plan?.dueOn ?? null, remind_on: plan?.remindOn ?? null, done_on: doneOn })
    .execute();
}

/** Its content is kept already. */
export async function insertProof(tx: WriteTx, stepId: string, { id, name, size, sha256 }: { readonly id: string; readonly name: string; readonly size: number; readonly sha256: string }): Promise<void> {
  await tx.insertInto('measure_proof').values({ id, step_id: stepId, name, size, sha256 }).execute();
}

function toAction(text: string): MeasureStep['action'] {
  const action = MEASURE_ACTIONS.find((one) => one === text);
  if (action === undefined) throw new AppError('STORE_CORRUPT', `The store holds an unknown step ${text} of a measure.`, { column: 'measure_step.action', finding: text });
  return action;
}
