import type { AssessmentId, NeedTarget } from '#shared/contract/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { casesWaiting, decisionsAhead, type CaseQuestion } from './case-repository.ts';
import { roundsAsked, roundsComplete } from './panel-repository.ts';
import { need, plain, type Told } from './tally.ts';

/** Cases that the account made or has to decide, and panels that wait for its scores or for the end of a round. */
export async function caseNeeds(context: CallContext, today: string): Promise<Told> {
  const parts = await Promise.all([ownCases(context, today), casesToDecide(context, today), panels(context)]);
  return { needs: parts.flatMap(({ needs }) => needs), ahead: parts.flatMap(({ ahead }) => ahead) };
}

async function ownCases({ store: { db }, actor }: CallContext, today: string): Promise<Told> {
  if (!actor.permissions.has('proposal.edit')) return { needs: [], ahead: [] };
  const own = (state: CaseQuestion['state']): CaseQuestion => ({ state, account: actor.id, whose: 'own', today });
  const [returned, draft] = [await casesWaiting(db, own('returned')), await casesWaiting(db, own('draft'))];
  const days = (await Promise.all((['returned', 'draft', 'submitted'] as const).map((state) => decisionsAhead(db, own(state))))).flat();
  return {
    needs: [need('casesReturned', returned, { grave: returned.count > 0, first: caseTarget(returned.first) }), need('casesDraft', draft, { first: caseTarget(draft.first) })],
    ahead: days.map((on) => ({ id: 'case', on })),
  };
}

async function casesToDecide({ store: { db }, actor }: CallContext, today: string): Promise<Told> {
  if (!actor.permissions.has('assessment.decide')) return { needs: [], ahead: [] };
  const question: CaseQuestion = { state: 'submitted', account: actor.id, whose: 'others', today };
  const submitted = await casesWaiting(db, question);
  return { needs: [need('casesSubmitted', submitted, { first: caseTarget(submitted.first) })], ahead: (await decisionsAhead(db, question)).map((on) => ({ id: 'case', on })) };
}

async function panels({ store: { db }, actor }: CallContext): Promise<Told> {
  const asked = actor.permissions.has('panel.score') ? await roundsAsked(db, actor.id) : [];
  const complete = actor.permissions.has('panel.manage') ? await roundsComplete(db, actor.id) : [];
  return {
    needs: [need('ballotsOpen', plain(asked.length), { first: caseTarget(asked[0] ?? null) }), need('roundComplete', plain(complete.length), { first: caseTarget(complete[0] ?? null) })],
    ahead: [],
  };
}

export function caseTarget(id: AssessmentId | null): NeedTarget | null {
  return id === null ? null : { kind: 'case', id };
}
