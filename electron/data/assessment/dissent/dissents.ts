import type { AssessmentId, DissentsView, DissentView, ParsedInput } from '#shared/contract/index.ts';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { allowedReplies, dissentCapacity, type DissentCapacity, type DissentReplyAction } from '#shared/domain/dissent/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { loadCase, resultOf, type Case } from '../case.ts';
import { subjectOf, tell } from '../edit.ts';
import { insertDissent, insertReply, isOfPanel, type StoredDissent } from './dissent-repository.ts';

/** Every dissent of a case. @throws AppError NOT_FOUND */
export async function listDissents(context: CallContext, id: AssessmentId): Promise<DissentsView> {
  const { store: { db }, libraries } = context;
  const one = await loadCase(db, libraries, id);
  return view(context, one, await capacityIn(db, context, one), one.dissents);
}

/** Those of the account: what an expert sees of a case beside the ballot. @throws AppError NOT_FOUND where it has no part in the case */
export async function ownDissents(context: CallContext, id: AssessmentId): Promise<DissentsView> {
  const { store: { db }, libraries, actor } = context;
  const one = await loadCase(db, libraries, id);
  const capacity = await capacityIn(db, context, one);
  const own = one.dissents.filter(({ by }) => by === actor.id);
  if (capacity === null && own.length === 0) throw new AppError('NOT_FOUND', 'There is no such assessment.');
  return view(context, one, capacity, own);
}

/** Records a dissent under the account's name. @throws AppError NOT_FOUND, NOT_PERMITTED (no part in the case), BAD_INPUT (no such factor) */
export async function recordDissent(context: CallContext, { id, about, text }: ParsedInput<'dissents.record'>): Promise<DissentsView> {
  const { store, libraries, actor, clock, ids } = context;
  const now = clock.now();
  await store.write(async (tx) => {
    const one = await loadCase(tx, libraries, id);
    const capacity = await capacityIn(tx, context, one);
    if (capacity === null) throw new AppError('NOT_PERMITTED', 'The account has no part in this case from which it could dissent.', { permission: 'dissent.record' });
    if (about.kind === 'factor' && factorsOf(one.model.value).every((factor) => factor.id !== about.factorId)) {
      throw new AppError('BAD_INPUT', `There is no factor ${about.factorId} in this assessment.`, { path: 'about', factor: about.factorId });
    }
    await insertDissent(tx, id, {
      id: ids.next() as StoredDissent['id'], position: one.dissents.length, at: now.toISOString(), by: actor.id, name: actor.name, capacity, about, text,
      revision: one.head.revision, afterDecision: one.head.state === 'decided',
    });
    await appendAudit(tx, { at: now, actor: actor.id, action: 'dissent.recorded', subject: subjectOf(id), details: { capacity, ...spoken(about), text, caseRevision: one.head.revision } });
  });
  tell(context, id);
  return ownOrAll(context, id);
}

/**
 * Says something to a dissent: an answer by the deciding side, or its author's withdrawal.
 *
 * @throws AppError NOT_FOUND, SAME_PERSON (one's own is not answered), NOT_PERMITTED (another's is not withdrawn), CONFLICT (withdrawn already)
 */
export async function replyToDissent(context: CallContext, action: DissentReplyAction, { id, dissentId, text }: ParsedInput<'dissents.answer'>): Promise<DissentsView> {
  const { store, libraries, actor, clock } = context;
  const now = clock.now();
  await store.write(async (tx) => {
    const { dissents } = await loadCase(tx, libraries, id);
    const dissent = dissents.find((one) => one.id === dissentId);
    if (dissent === undefined) throw new AppError('NOT_FOUND', 'There is no such dissent.');
    if (dissent.standing === 'withdrawn') throw new AppError('CONFLICT', 'The dissent was withdrawn.', { standing: dissent.standing });
    if (!mayOf(context, dissent).includes(action)) {
      throw action === 'answer' ? new AppError('SAME_PERSON', 'One does not answer the own dissent.') : new AppError('NOT_PERMITTED', 'Only its author withdraws a dissent.', { permission: 'dissent.record' });
    }
    await insertReply(tx, dissentId, dissent.replies.length, { action, text, by: actor.id, name: actor.name, at: now.toISOString() });
    await appendAudit(tx, { at: now, actor: actor.id, action: action === 'answer' ? 'dissent.answered' : 'dissent.withdrawn', subject: subjectOf(id), details: { dissenter: dissent.name, ...spoken(dissent.about), text } });
  });
  tell(context, id);
  return ownOrAll(context, id);
}

/** Who reads cases sees all of them; an expert the own ones. */
function ownOrAll(context: CallContext, id: AssessmentId): Promise<DissentsView> {
  return context.actor.permissions.has('proposal.read') ? listDissents(context, id) : ownDissents(context, id);
}

async function capacityIn(db: ReadDb, { actor }: CallContext, { head }: Case): Promise<DissentCapacity | null> {
  return dissentCapacity({ actor: actor.id, permissions: actor.permissions, ofPanel: await isOfPanel(db, head.id, actor.id), submittedBy: head.submittedBy });
}

function view(context: CallContext, one: Case, capacity: DissentCapacity | null, dissents: readonly StoredDissent[]): DissentsView {
  const { initial, residual } = resultOf(one.method.value, one.factors, one.head.context);
  return {
    assessment: one.head.id, capacity, factors: factorsOf(one.model.value).map(({ id, name }) => ({ id, name })),
    levels: one.head.submittedBy === null ? null : { initial: initial.level, residual: residual?.level ?? null },
    dissents: dissents.map((dissent) => viewOf(context, dissent)),
  };
}

function viewOf(context: CallContext, { name, replies, ...dissent }: StoredDissent): DissentView {
  return { ...dissent, by: name, replies: replies.map(({ action, text, name: by, at }) => ({ action, text, by, at })), may: mayOf(context, dissent) };
}

function mayOf({ actor }: CallContext, dissent: Pick<StoredDissent, 'by' | 'standing'>): DissentReplyAction[] {
  return allowedReplies(dissent, { actor: actor.id, permissions: actor.permissions });
}

/** What a dissent is about, as the audit chain keeps it. */
function spoken(about: StoredDissent['about']): Readonly<Record<string, string>> {
  switch (about.kind) {
    case 'level': return { about: about.kind, side: about.side, ...(about.holds === null ? {} : { level: about.holds }) };
    case 'factor': return { about: about.kind, factor: about.factorId };
    case 'conclusion': return { about: about.kind };
  }
}
