import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../index.ts';

it('holds one map at most, as JSON with its hash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'migration-'));
  const store = openStore(join(folder, 'store.db'), { mode: 'create' });
  const put = (id: number, hash = 'a'.repeat(64), areas = '{"areas":[]}'): void => {
    store.raw.prepare("INSERT INTO own_map VALUES (?, 'map.json', ?, ?, '[]', '2026-01-01', 'it')").run(id, hash, areas);
  };
  expect(() => { put(2); }).toThrow(/CHECK/);
  expect(() => { put(1, 'short'); }).toThrow(/CHECK/);
  expect(() => { put(1, 'a'.repeat(64), 'no json'); }).toThrow(/CHECK/);
  put(1);
  expect(() => { put(1); }).toThrow(/UNIQUE/);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
