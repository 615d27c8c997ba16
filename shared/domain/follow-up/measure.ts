import { z } from 'zod';
import { addDays, daysBetween } from '#shared/domain/supply/index.ts';

/** Stands after every day: no deadline. */
const NEVER = '9999-12-31';

/** resources/follow-up/measures.json */
export const measureFollowUpSchema = z.strictObject({
  /** The decisions after which the measures of a case are due. */
  decisions: z.array(z.enum(['implement', 'implementAfterMeasures', 'partial', 'postpone', 'doNotImplement', 'adjustAndReassess'])).min(1),
  /** Days before the deadline on which a measure is called to mind unless it says otherwise. */
  remindDays: z.int().min(0).max(365),
});
export type MeasureFollowUp = z.infer<typeof measureFollowUpSchema>;

/** plan: who, by when, when to remind. report: how far it is. finish: done, with proof. reopen: it was not done after all. */
export const MEASURE_ACTIONS = ['plan', 'report', 'finish', 'reopen'] as const;
export type MeasureAction = (typeof MEASURE_ACTIONS)[number];

export interface MeasurePlan {
  readonly owner: string;
  readonly dueOn: string | null;
  readonly remindOn: string | null;
}

/** One step of the follow-up; `plan` counts for the action plan only, `doneOn` for finish only. */
export interface MeasureStep {
  readonly action: MeasureAction;
  readonly text: string;
  readonly plan: MeasurePlan | null;
  readonly doneOn: string | null;
}

/**
 * OVERDUE: open past its deadline. REMIND: open, its day of reminder has come. NO_OWNER, NO_DEADLINE: open and nobody or no day is named.
 * POSTPONED: due later than the decision said. DONE_LATE: done after its deadline.
 */
export const MEASURE_FINDINGS = ['OVERDUE', 'REMIND', 'NO_OWNER', 'NO_DEADLINE', 'POSTPONED', 'DONE_LATE'] as const;
export type MeasureFinding = (typeof MEASURE_FINDINGS)[number];

export interface MeasureStanding extends MeasurePlan {
  readonly state: 'open' | 'done';
  readonly doneOn: string | null;
  /** Calendar days past the deadline, until done or until today; 0 = not late. */
  readonly daysLate: number;
  readonly findings: readonly MeasureFinding[];
}

/** Where a measure stands after its steps, in the order in which they were taken. `decided` is the measure as the decision froze it. */
export function measureStanding(decided: { readonly owner: string; readonly deadline: string | null }, steps: readonly MeasureStep[], { remindDays }: MeasureFollowUp, today: string): MeasureStanding {
  const first: MeasurePlan = { owner: decided.owner, dueOn: decided.deadline, remindOn: decided.deadline === null ? null : addDays(decided.deadline, -remindDays) };
  const { owner, dueOn, remindOn } = steps.reduce<MeasurePlan>((plan, step) => step.plan ?? plan, first);
  const last = steps.findLast(({ action }) => action === 'finish' || action === 'reopen');
  const doneOn = last?.action === 'finish' ? last.doneOn : null;
  const open = doneOn === null;
  const daysLate = dueOn === null ? 0 : Math.max(0, daysBetween(dueOn, doneOn ?? today));
  const holds: Readonly<Record<MeasureFinding, boolean>> = {
    OVERDUE: open && daysLate > 0,
    REMIND: open && daysLate === 0 && remindOn !== null && remindOn <= today,
    NO_OWNER: open && owner === '',
    NO_DEADLINE: open && dueOn === null,
    POSTPONED: dueOn !== null && decided.deadline !== null && dueOn > decided.deadline,
    DONE_LATE: !open && daysLate > 0,
  };
  return { owner, dueOn, remindOn, state: open ? 'open' : 'done', doneOn, daysLate, findings: MEASURE_FINDINGS.filter((finding) => holds[finding]) };
}

export const MEASURE_FAULTS = ['NOT_OPEN', 'NOT_DONE', 'TEXT_MISSING', 'REASON_MISSING', 'PROOF_MISSING', 'DONE_MISSING', 'DONE_IN_FUTURE', 'OWNER_MISSING', 'REMIND_AFTER_DUE'] as const;
export type MeasureFault = (typeof MEASURE_FAULTS)[number];

/** Why a step cannot be taken; empty where it can. `files` is how many files prove it. A later deadline needs a reason, an earlier one does not. */
export function measureFaults(standing: MeasureStanding, { action, text, plan, doneOn }: MeasureStep, files: number, today: string): readonly MeasureFault[] {
  const silent = text.trim() === '';
  const later = plan !== null && standing.dueOn !== null && (plan.dueOn ?? NEVER) > standing.dueOn;
  const holds: Readonly<Record<MeasureFault, boolean>> = {
    NOT_OPEN: action !== 'reopen' && standing.state !== 'open',
    NOT_DONE: action === 'reopen' && standing.state !== 'done',
    TEXT_MISSING: action === 'report' && silent,
    REASON_MISSING: silent && (action === 'reopen' || (action === 'plan' && later)),
    PROOF_MISSING: action === 'finish' && silent && files === 0,
    DONE_MISSING: action === 'finish' && doneOn === null,
    DONE_IN_FUTURE: action === 'finish' && (doneOn ?? '') > today,
    OWNER_MISSING: action === 'plan' && (plan?.owner ?? '') === '',
    REMIND_AFTER_DUE: action === 'plan' && (plan?.remindOn ?? '') > (plan?.dueOn ?? NEVER),
  };
  return MEASURE_FAULTS.filter((fault) => holds[fault]);
}

/** What most needs somebody comes first: overdue by days, then by deadline, what is done last. */
export function byUrgency(a: MeasureStanding, b: MeasureStanding): number {
  if (a.state !== b.state) return a.state === 'open' ? -1 : 1;
  const [left, right] = [a.dueOn ?? NEVER, b.dueOn ?? NEVER];
  if (left === right) return 0;
  const order = left < right ? -1 : 1;
  return a.state === 'open' ? order : -order;
}
