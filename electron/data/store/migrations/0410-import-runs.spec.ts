import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { importRuns } from './0410-import-runs.ts';

it('keeps each begun import once, with a mapping that can be read again', () => {
  const db = new Database(':memory:');
  db.exec(importRuns.sql);
  const note = (id: string, mapping: string): unknown => db.prepare("INSERT INTO import_run VALUES (?, '/a.csv', 1, '2026-01-01T00:00:00.000Z', '2.4', NULL, '', ?, '2026-01-01T00:00:00.000Z', 'it')").run(id, mapping);
  note('r1', '[]');
  expect(() => note('r1', '[]')).toThrow(/UNIQUE/);
  expect(() => note('r2', 'no')).toThrow(/CHECK/);
  db.close();
});
