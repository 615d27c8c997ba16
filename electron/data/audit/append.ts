import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import type { WriteTx } from '#data/store/index.ts';
import { entryHash } from './chain.ts';

/** What the chain can say was done. Each has its words in renderer i18n under `audit.actions.<action>`. */
export const AUDIT_ACTIONS = [
  'store.created', 'store.backup', 'store.sample', 'catalogue.installed', 'catalogue.changed',
  'account.created', 'account.signedIn', 'account.refused', 'account.locked', 'account.signedOut', 'account.passwordChanged', 'account.passwordReset', 'account.stateChanged',
  'batch.imported', 'batch.undone', 'contradiction.decided', 'rejects.exported', 'package.accepted', 'package.refused', 'senderKey.added', 'senderKey.withdrawn', 'rejects.mended', 'watch.started', 'watch.stopped', 'watch.failed', 'quality.run', 'personal.revealed',
  'proposal.created', 'proposal.changed', 'proposal.removed',
  'assessment.factorChanged', 'assessment.weightModeChanged', 'assessment.weightsNormalised', 'assessment.weightsCompared', 'assessment.contextChanged',
  'assessment.measureSaved', 'assessment.measureRemoved', 'assessment.conclusionSet',
  'assessment.revised', 'assessment.surveyAdded', 'assessment.surveyRemoved', 'assessment.submitted', 'assessment.returned', 'assessment.decided', 'assessment.uncertaintyRun',
  'dissent.recorded', 'dissent.answered', 'dissent.withdrawn',
  'panel.setUp', 'panel.roundOpened', 'panel.ballotSubmitted', 'panel.roundClosed', 'panel.adopted', 'panel.workbookExported',
  'legalProcedure.chosen', 'legalProcedure.recorded', 'legalProcedure.attached', 'legalProcedure.detached', 'legalProcedure.saved',
  'obligation.entered', 'obligation.link', 'obligation.unlink', 'obligation.exempt', 'obligation.claim', 'obligation.decide',
  'review.saved', 'review.closed',
  'measure.plan', 'measure.report', 'measure.finish', 'measure.reopen', 'measure.proofSaved',
  'stability.computed', 'stability.returned', 'stability.reviewed', 'stability.published',
  'signals.evaluated', 'signals.switched', 'signal.dispatched', 'signal.received', 'signal.handled', 'signal.returned', 'signal.closed', 'signal.calledFalse', 'signal.noted',
  'map.loaded', 'map.removed', 'definitions.entered', 'definitions.filesChanged', 'definition.copied', 'definition.imported', 'definition.saved', 'definition.discarded', 'definition.submitted', 'definition.returned', 'definition.released', 'definition.exported',
  'report.exported', 'audit.exported', 'audit.verified',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface NewAuditEntry {
  readonly at: Date;
  /** Account id, or `cli:<user>` for the command line. */
  readonly actor: string;
  readonly action: AuditAction;
  /** `<kind>:<id>`, e.g. assessment:..., batch:12, or `store`. */
  readonly subject: string;
  readonly details: { readonly [key: string]: Json | undefined };
}

/** Appends one entry within the transaction of the change it tells of: both are in, or neither. Returns its number and hash. */
export async function appendAudit(tx: WriteTx, entry: NewAuditEntry): Promise<{ seq: number; hash: string }> {
  const head = await tx.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
  const body = {
    seq: head.seq + 1,
    at: entry.at.toISOString(),
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    details: canonicalJson(entry.details),
    previousHash: head.hash,
  };
  const hash = entryHash(body);
  const { previousHash, ...columns } = body;
  await tx.insertInto('audit').values({ ...columns, previous_hash: previousHash, hash }).execute();
  await tx.updateTable('audit_head').set({ seq: body.seq, hash }).where('id', '=', 1).execute();
  return { seq: body.seq, hash };
}
