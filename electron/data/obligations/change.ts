import type { Obligation, ObligationKey, ParsedInput } from '#shared/contract/index.ts';
import { obligationFaults, obligationStanding, type ObligationMark } from '#shared/domain/obligations/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { viewObligation } from './ledger.ts';
import { obligationLibrary } from './library.ts';
import { insertMark, insertMatter, readCases, readMarks } from './obligation-repository.ts';

/** @throws AppError BAD_INPUT (there is no such kind of decision) */
export async function enterMatter(context: CallContext, input: ParsedInput<'obligations.enter'>): Promise<Obligation> {
  const { store, clock, ids, actor, libraries, emit } = context;
  if (libraries.decisionTypes.every(({ code }) => code !== input.decisionType)) throw new AppError('BAD_INPUT', `There is no kind of decision ${input.decisionType}.`, { path: 'decisionType' });
  const now = clock.now();
  const id = ids.next();
  const key = `entered:${id}` as ObligationKey;
  const { obligation } = await store.write(async (tx) => {
    await insertMatter(tx, { id, ...input }, now.toISOString(), actor.id);
    await appendAudit(tx, { at: now, actor: actor.id, action: 'obligation.entered', subject: `obligation:${key}`, details: { ...input } });
    return viewObligation(tx, context, key);
  });
  emit({ type: 'changed', topics: ['obligations', 'audit'], subject: key });
  return obligation;
}

/**
 * Enters something about a matter of the ledger.
 *
 * @throws AppError NOT_FOUND (the matter, the case, the reason), CONFLICT (somebody entered something meanwhile),
 *   ASSESSMENT_DUE (to be decided while it is due or under way), BAD_INPUT with the other faults
 */
export async function markObligation(context: CallContext, { key, revision, ...mark }: { readonly key: ObligationKey; readonly revision: number } & ObligationMark): Promise<Obligation> {
  const { store, clock, actor, emit } = context;
  const now = clock.now();
  const { obligation } = await store.write(async (tx) => {
    const before = (await viewObligation(tx, context, key)).obligation;
    if (before.revision !== revision) throw new AppError('CONFLICT', 'Something else was entered about this matter meanwhile.', { expected: revision, found: before.revision });
    const reason = obligationLibrary(context).rules.exemptions.find(({ id }) => id === mark.reasonId);
    if (mark.reasonId !== null && reason === undefined) throw new AppError('NOT_FOUND', `There is no exemption ${mark.reasonId}.`, { reason: mark.reasonId });
    const cases = await readCases(tx);
    const named = cases.find(({ proposalId }) => proposalId === mark.proposalId);
    if (mark.proposalId !== null && named === undefined) throw new AppError('NOT_FOUND', 'There is no such case.');
    const standing = obligationStanding((await readMarks(tx, key)).get(key) ?? [], {
      ofProject: before.projectCode === null ? [] : cases.filter(({ projectCode }) => projectCode === before.projectCode),
      byId: (id) => cases.find(({ proposalId }) => proposalId === id),
    }, before.approval?.issuedOn ?? null);
    const faults = obligationFaults(standing, mark, before.assessedBy?.linked === true, chinaDay(now));
    if (faults.includes('NOT_ASSESSED')) throw new AppError('ASSESSMENT_DUE', `${before.title} must be assessed before it is decided.`, { title: before.title, state: before.state });
    if (faults.length > 0) throw new AppError('BAD_INPUT', `This cannot be entered: ${faults.join(', ')}.`, { path: 'action', reasons: [...faults] });
    await insertMark(tx, key, revision, mark, now.toISOString(), actor.id);
    await appendAudit(tx, {
      at: now, actor: actor.id, action: `obligation.${mark.action}`, subject: `obligation:${key}`,
      details: {
        title: before.title, text: mark.text,
        ...(named === undefined ? {} : { matter: named.title, proposalId: named.proposalId }),
        ...(reason === undefined ? {} : { reason: reason.name.zh }),
        ...(mark.decidedOn === null ? {} : { decidedOn: mark.decidedOn }),
      },
    });
    return viewObligation(tx, context, key);
  });
  emit({ type: 'changed', topics: ['obligations', 'audit'], subject: key });
  return obligation;
}
