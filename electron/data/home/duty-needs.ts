import type { CallContext } from '#data/kernel/index.ts';
import { followUpHandlers, reviewsHandlers } from '#data/follow-up/index.ts';
import { legalProcedureHandlers } from '#data/legal-procedure/index.ts';
import { obligationsHandlers } from '#data/obligations/index.ts';
import { caseTarget } from './case-needs.ts';
import { need, plain, type Told } from './tally.ts';

/** Every one: the nearest day to come may be that of the last. */
const ALL = { limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const;
const ONE = { limit: 1, offset: 0 } as const;

/** What follows from the law and from decisions: steps of a procedure, measures, what must be assessed, what must be looked back at. */
export async function dutyNeeds(context: CallContext, today: string): Promise<Told> {
  const parts = await Promise.all([lateSteps(context), measures(context, today), obligations(context), reviews(context)]);
  return { needs: parts.flatMap(({ needs }) => needs), ahead: parts.flatMap(({ ahead }) => ahead) };
}

async function lateSteps(context: CallContext): Promise<Told> {
  if (!context.actor.permissions.has('legalProcedure.record')) return { needs: [], ahead: [] };
  const { rows, total } = await legalProcedureHandlers['legalProcedure.late'](ONE, context);
  return { needs: [need('stepsLate', plain(total), { grave: true, first: caseTarget(rows[0]?.assessmentId ?? null) })], ahead: [] };
}

async function measures(context: CallContext, today: string): Promise<Told> {
  if (!context.actor.permissions.has('measure.follow')) return { needs: [], ahead: [] };
  const { rows, counts } = await followUpHandlers['measures.list']({ filter: 'open', text: '', ...ALL }, context);
  const days = rows.flatMap(({ standing }) => [standing.remindOn, standing.dueOn].flatMap((day) => day ?? []));
  const [due] = rows.flatMap(({ standing }) => (standing.findings.includes('REMIND') ? (standing.dueOn ?? []) : [])).filter((day) => day >= today).sort();
  return {
    needs: [need('measuresOverdue', plain(counts.overdue), { grave: true }), need('measuresRemind', { count: counts.remind, late: 0, due: due ?? null })],
    ahead: days.map((on) => ({ id: 'measure', on })),
  };
}

async function obligations(context: CallContext): Promise<Told> {
  const [keeps, rules] = [context.actor.permissions.has('obligation.keep'), context.actor.permissions.has('obligation.rule')];
  if (!keeps && !rules) return { needs: [], ahead: [] };
  const { counts, approvedUnassessed } = await obligationsHandlers['obligations.list']({ state: null, source: null, approvedUnassessed: false, text: '', ...ONE }, context);
  return {
    needs: [need('obligationsApproved', plain(approvedUnassessed), { grave: true }), ...(keeps ? [need('obligationsDue', plain(counts.due))] : [])],
    ahead: [],
  };
}

async function reviews(context: CallContext): Promise<Told> {
  if (!context.actor.permissions.has('review.write')) return { needs: [], ahead: [] };
  const { rows, counts } = await reviewsHandlers['reviews.list']({ state: 'waiting', text: '', ...ALL }, context);
  return { needs: [need('reviewsDue', plain(counts.due))], ahead: rows.map(({ dueOn }) => ({ id: 'review', on: dueOn })) };
}
