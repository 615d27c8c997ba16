import type { auditContract } from '#shared/contract/audit.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { backupStore } from '#data/store/index.ts';
import { appendAudit } from './append.ts';
import { auditPage, verifyChain } from './audit-repository.ts';
import { auditMarks } from './marks-repository.ts';
import { exportChain, verifyExport } from './export.ts';

export const auditHandlers: Handlers<typeof auditContract> = {
  'audit.page': (input, { store }) => auditPage(store.db, input),
  'audit.verify': async (_input, { store, actor, clock }) => {
    const verdict = await verifyChain(store.db);
    await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'audit.verified', subject: 'store', details: { ok: verdict.ok, entries: verdict.entries } }));
    return verdict;
  },
  'audit.marks': (_input, { store }) => auditMarks(store.db),
  'audit.verifyFile': (input, { grants }) => verifyExport(grants.path(input.file, 'read')),
  'audit.export': async (input, { store, grants, actor, clock }) => {
    const path = grants.path(input.save, 'write');
    const { entries, headHash } = await exportChain(store.db, path);
    await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'audit.exported', subject: 'store', details: { entries, headHash } }));
    return { path, entries };
  },
  'store.backup': async (input, { store, grants, actor, clock }) => {
    const path = grants.path(input.save, 'write');
    const { bytes } = backupStore(store, path);
    await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'store.backup', subject: 'store', details: { bytes } }));
    return { path, bytes };
  },
};
