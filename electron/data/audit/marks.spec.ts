import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '#data/store/index.ts';
import { appendAudit, type AuditAction } from './append.ts';
import { auditMarks } from './marks-repository.ts';

let dir = '';
let store: Store;
let minute = 0;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-marks-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  minute = 0;
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

async function say(action: AuditAction, details: Readonly<Record<string, boolean>> = {}): Promise<void> {
  minute += 1;
  await store.write((tx) => appendAudit(tx, { at: new Date(Date.UTC(2026, 0, 1, 0, minute)), actor: 'program', action, subject: 'store', details }));
}

it('counts everything before the first verification and the first backup', async () => {
  for (const action of ['batch.imported', 'assessment.decided', 'account.signedIn', 'batch.undone'] as const) await say(action);
  expect(await auditMarks(store.db)).toEqual({ verifiedAt: null, intact: null, decidedSince: 1, backedUpAt: null, changedSince: 3 });
});

it('counts what came after the last of each, and tells a found break from a chain that held', async () => {
  await say('assessment.decided');
  await say('audit.verified', { ok: true });
  await say('batch.imported');
  await say('store.backup');
  await say('assessment.decided');
  const marks = await auditMarks(store.db);
  expect(marks).toMatchObject({ verifiedAt: '2026-01-01T00:02:00.000Z', intact: true, decidedSince: 1, backedUpAt: '2026-01-01T00:04:00.000Z', changedSince: 1 });
  await say('audit.verified', { ok: false });
  expect(await auditMarks(store.db)).toMatchObject({ intact: false, decidedSince: 0, changedSince: 1 });
});

it('does not take a verification whose details were altered as good', async () => {
  await say('audit.verified', { ok: true });
  store.raw.exec("DROP TRIGGER audit_no_update; UPDATE audit SET details = 'x'");
  expect(await auditMarks(store.db)).toMatchObject({ intact: false });
});
