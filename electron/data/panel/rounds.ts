import type { AccountId, AssessmentId, AssessmentView, NewPanelMember, PanelView } from '#shared/contract/index.ts';
import { leastBallots, opinionOf, type PanelSettings } from '#shared/domain/panel/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { adoptScores, loadCase, type Case } from '#data/assessment/index.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { foundBy, loadPanel, openRoundOf, requirePanel, submittedOf, textOf } from './panel.ts';
import { addRound, endRound, expertAccounts, putPanel } from './panel-repository.ts';
import { panelView } from './view.ts';

export async function experts({ store: { db } }: CallContext): Promise<{ id: AccountId; name: string }[]> {
  return (await expertAccounts(db)).map(({ id, display_name }) => ({ id: id as AccountId, name: display_name }));
}

/** @throws AppError METHOD_OTHER_KIND; CONFLICT after the first round, or where a member is named twice or has no account that can score */
export function setUp(context: CallContext, id: AssessmentId, settings: PanelSettings, wanted: readonly NewPanelMember[]): Promise<PanelView> {
  return step(context, id, 'panel.setUp', async ({ tx, at, one }) => {
    // Ballots ask for p and q.
    if (one.method.value.kind !== 'wpq') throw new AppError('METHOD_OTHER_KIND', 'A panel scores by p and q, which the method of this case does not know.', { method: one.method.value.id });
    if (((await loadPanel(tx, id))?.rounds.length ?? 0) > 0) throw new AppError('CONFLICT', 'The panel stays as it was at its first round.', { reason: 'roundBegun' });
    const known = new Map((await expertAccounts(tx)).map(({ id: account, display_name }) => [account, display_name]));
    const members = wanted.map((member, position) => {
      const name = member.kind === 'workbook' ? member.name : known.get(member.account);
      if (name === undefined) throw new AppError('CONFLICT', 'An account of the panel is not that of an expert in use.', { reason: 'noExpert' });
      return { assessment_id: id, id: context.ids.next(), position, account_id: member.kind === 'account' ? member.account : null, name };
    });
    if (new Set(members.map(({ name }) => name)).size < members.length) throw new AppError('CONFLICT', 'A member of the panel is named twice.', { reason: 'twice' });
    await putPanel(tx, { assessment_id: id, settings: textOf(settings).text, changed_at: at, changed_by: context.actor.id }, members);
    return { ...settings, members: members.map(({ name }) => name) };
  });
}

/** Opens the next round about the factors that are identified now. @throws AppError NOT_FOUND, CONFLICT */
export function openRound(context: CallContext, id: AssessmentId): Promise<PanelView> {
  return step(context, id, 'panel.roundOpened', async ({ tx, at, one }) => {
    const { rounds } = await requirePanel(tx, id);
    if (rounds.at(-1)?.open === true) throw new AppError('CONFLICT', 'A round of the panel is open already.', { reason: 'roundOpen' });
    const factors = one.factors.filter(({ state }) => state === 'identified').map(({ factorId }) => factorId);
    if (factors.length === 0) throw new AppError('CONFLICT', 'No factor is identified, so there is nothing to ask.', { reason: 'noFactor' });
    const round = rounds.length + 1;
    await addRound(tx, { assessment_id: id, round, factors: JSON.stringify(factors), opened_at: at, opened_by: context.actor.id, closed_at: null, closed_by: null });
    return { round, factors };
  });
}

/** @throws AppError PANEL_TOO_FEW, NOT_FOUND, CONFLICT */
export function closeRound(context: CallContext, id: AssessmentId): Promise<PanelView> {
  return step(context, id, 'panel.roundClosed', async ({ tx, at }) => {
    const panel = await requirePanel(tx, id);
    const round = openRoundOf(panel);
    const [ballots, least] = [submittedOf(round), leastBallots(panel.settings.aggregation)];
    if (ballots.length < least) throw new AppError('PANEL_TOO_FEW', `${String(ballots.length)} ballots are in; the round needs ${String(least)}.`, { submitted: ballots.length, least });
    await endRound(tx, round.row, at, context.actor.id);
    const found = opinionOf(ballots, round.factors, panel.settings);
    return { round: round.row.round, submitted: ballots.length, members: panel.members.length, agreement: found.agreement.map(({ field, w }) => `${field} ${w ?? '-'}`), hash: textOf(found).hash };
  });
}

/** Writes the scores of a closed round into the case. @throws AppError NOT_FOUND, and as adoptScores */
export async function adopt(context: CallContext, id: AssessmentId, wanted: number): Promise<AssessmentView> {
  const { settings, rounds } = await requirePanel(context.store.db, id);
  const round = rounds.find(({ row }) => row.round === wanted);
  const found = round === undefined ? null : foundBy(round, settings);
  if (found === null) throw new AppError('NOT_FOUND', 'There is no closed round of that number.', { round: wanted });
  const scores = found.factors.map(({ factor, fields }) => {
    const of = (field: string): string | null => fields.find((one) => one.field === field)?.aggregate ?? null;
    return { factorId: factor, p: of('p'), q: of('q'), residualP: of('residualP'), residualQ: of('residualQ'), weight: of('weight') };
  });
  return adoptScores(context, id, wanted, scores);
}

interface Step {
  readonly tx: WriteTx;
  readonly one: Case;
  readonly at: string;
}

/** A step of the panel: one transaction with its entry, while the case can be worked on. */
async function step(context: CallContext, id: AssessmentId, action: AuditAction, work: (step: Step) => Promise<Parameters<typeof appendAudit>[1]['details']>): Promise<PanelView> {
  const { store, libraries, clock, actor, emit } = context;
  const at = clock.now();
  await store.write(async (tx) => {
    const one = await loadCase(tx, libraries, id);
    if (one.head.state !== 'draft' && one.head.state !== 'returned') throw new AppError(one.head.state === 'decided' ? 'FROZEN' : 'CONFLICT', 'The case is not being worked on now.', { state: one.head.state });
    const details = await work({ tx, one, at: at.toISOString() });
    await appendAudit(tx, { at, actor: actor.id, action, subject: `assessment:${id}`, details });
  });
  emit({ type: 'changed', topics: ['panel', 'audit'], subject: id });
  return panelView(context, id);
}
