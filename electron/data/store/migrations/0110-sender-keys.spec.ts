import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../index.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'));
  store = openStore(join(folder, 'store.db'), { mode: 'create' });
  store.raw.exec("INSERT INTO sender_key VALUES ('k', 'S2', '信访系统', 'pem', '2026-01-01', 'a', NULL, NULL)");
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a key is withdrawn once, and neither changed nor removed', () => {
  expect(() => store.raw.exec("UPDATE sender_key SET pem = 'other', withdrawn_at = 'x', withdrawn_by = 'a'")).toThrow(/never changes/);
  expect(() => store.raw.exec("UPDATE sender_key SET system = 'S3'")).toThrow(/never changes/);
  expect(() => store.raw.exec("UPDATE sender_key SET withdrawn_at = 'x'")).toThrow(/CHECK/);
  store.raw.exec("UPDATE sender_key SET withdrawn_at = 'x', withdrawn_by = 'a'");
  expect(() => store.raw.exec("UPDATE sender_key SET withdrawn_at = 'y', withdrawn_by = 'b'")).toThrow(/never changes/);
  expect(() => store.raw.exec('DELETE FROM sender_key')).toThrow(/withdrawn, not removed/);
  expect(() => store.raw.exec("INSERT INTO sender_key VALUES ('k', 'S3', 'x', 'p', 'a', 'b', NULL, NULL)")).toThrow(/UNIQUE/);
});
