import { measureStanding, type MeasureFollowUp, type MeasureStep } from '#shared/domain/follow-up/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** A followed measure with a deadline. */
export interface DueMeasure {
  /** The department that answers for the case. */
  readonly unit: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
}

/** The measures of decided cases with the deadline that holds now; those without one say nothing. */
export async function dueMeasures(db: ReadDb, rules: MeasureFollowUp): Promise<DueMeasure[]> {
  const measures = await db
    .selectFrom('measure as m')
    .innerJoin('assessment as a', 'a.id', 'm.assessment_id')
    .innerJoin('proposal as p', 'p.id', 'a.proposal_id')
    .select(['m.id', 'm.owner', 'm.deadline', 'p.responsible_unit as unit', 'a.decided_at'])
    .where('a.state', '=', 'decided')
    .where('a.decision_code', 'in', [...rules.decisions])
    .where('p.responsible_unit', '<>', '')
    .execute();
  const steps = Map.groupBy(await db.selectFrom('measure_step').select(['measure_id', 'action', 'text', 'owner', 'due_on', 'remind_on', 'done_on']).orderBy('measure_id').orderBy('position').execute(), (step) => step.measure_id);
  return measures.flatMap(({ id, owner, deadline, unit, decided_at: decidedAt }): DueMeasure[] => {
    const taken = (steps.get(id) ?? []).map((step): MeasureStep => ({
      action: step.action as MeasureStep['action'], text: step.text, doneOn: step.done_on,
      plan: step.owner === null ? null : { owner: step.owner, dueOn: step.due_on, remindOn: step.remind_on },
    }));
    const { dueOn, doneOn } = measureStanding({ owner, deadline }, taken, rules, (decidedAt ?? '').slice(0, 10));
    return dueOn === null ? [] : [{ unit, dueOn, doneOn }];
  });
}
