import { basename } from 'node:path';
import type { AssessmentId } from '#shared/contract/index.ts';
import { factorsOf, scalesOf } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { prepareFile, type CallContext } from '#data/kernel/index.ts';
import { openRoundOf, requirePanel } from '../panel.ts';
import { FORMAT, layoutHash } from './layout.ts';
import type { Language } from './texts.ts';
import { writeBallot } from './write.ts';

/**
 * The scoring workbook of a member without an account, for the open round.
 *
 * @throws AppError NOT_FOUND, CONFLICT where no round is open; DISK_FULL, FILE_UNREADABLE
 */
export async function exportWorkbook(context: CallContext, { id, member: wanted, language }: { readonly id: AssessmentId; readonly member: string; readonly language: Language }, path: string): Promise<{ path: string; sha256: string }> {
  const { store, libraries, clock, actor } = context;
  const { model, proposal } = await loadCase(store.db, libraries, id);
  const panel = await requirePanel(store.db, id);
  const round = openRoundOf(panel);
  const member = panel.members.find((one) => one.id === wanted && one.account_id === null);
  if (member === undefined) throw new AppError('NOT_FOUND', 'No member of that kind scores on a workbook.');
  const known = new Map(factorsOf(model.value).map((factor) => [factor.id, factor]));
  const content = await writeBallot({
    identity: { format: FORMAT, assessment: id, round: String(round.row.round), member: member.id, layout: layoutHash(round.factors, panel.settings) },
    name: member.name,
    asks: {
      title: proposal.fields.title, round: round.row.round, settings: panel.settings, scales: scalesOf(model.value),
      factors: round.factors.map((factor) => ({ id: factor, name: known.get(factor)?.name ?? { zh: factor, en: factor }, wording: known.get(factor)?.description ?? { zh: '', en: '' } })),
    },
  }, language);
  const file = prepareFile(path, content);
  try {
    await store.write(async (tx) => {
      await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'panel.workbookExported', subject: `assessment:${id}`, details: { round: round.row.round, member: member.name, fileName: basename(path), sha256: file.sha256 } });
      file.commit();
    });
  } catch (error) {
    file.discard();
    throw error;
  }
  context.emit({ type: 'changed', topics: ['audit'], subject: id });
  return { path, sha256: file.sha256 };
}
