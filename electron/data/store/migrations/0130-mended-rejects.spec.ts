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
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('keeps mended rows of rejects that there are, each once per file', () => {
  const sha = 'a'.repeat(64);
  const mend = (reject: number, hash: string, row: number): unknown => store.raw.prepare("INSERT INTO reject_mend VALUES (?, ?, ?, '2026-01-01', 'it')").run(reject, hash, row);
  expect(() => mend(1, sha, 2)).toThrow(/FOREIGN KEY/);
  store.raw.exec(`INSERT INTO batch (category, file_name, sha256, size, format, imported_at, imported_by, read_count, accepted_count, unchanged_count, superseded_count, rejected_count, duration_ms, state, headers, mapping)
    VALUES ('2.4', 'a.csv', '${sha}', 1, 'csv', '2026-01-01', 'it', 1, 0, 0, 0, 1, 1, 'committed', '[]', '[]');
    INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (1, 2, '[]', '[]')`);
  mend(1, sha, 2);
  expect(() => mend(1, sha, 2)).toThrow(/UNIQUE|PRIMARY/);
  expect(() => mend(1, 'short', 2)).toThrow(/CHECK/);
  expect(() => mend(1, 'b'.repeat(64), 1)).toThrow(/CHECK/);
});
