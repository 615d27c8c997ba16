import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { foundation } from './0010-foundation.ts';
import { senders } from './0120-senders.ts';

it('mappings that were kept hold for every sender, and batches have none', () => {
  const db = new Database(':memory:');
  db.exec(foundation.sql);
  db.exec("INSERT INTO header_mapping VALUES ('2.4', '来访日期', 'petition_date', NULL)");
  db.exec(`INSERT INTO batch (category, file_name, sha256, size, format, imported_at, imported_by, read_count, accepted_count, unchanged_count, superseded_count, rejected_count, duration_ms, state, headers, mapping)
    VALUES ('2.4', 'a.csv', 'x', 1, 'csv', 'x', 'x', 0, 0, 0, 0, 0, 0, 'committed', '[]', '[]')`);
  db.exec(senders.sql);
  expect(db.prepare('SELECT * FROM sender_mapping').raw().all()).toEqual([['2.4', '', '来访日期', 'petition_date', null]]);
  expect(db.prepare('SELECT sender FROM batch').pluck().all()).toEqual(['']);
  expect(() => db.exec("INSERT INTO sender_mapping VALUES ('2.4', '', '来访日期', 'x', NULL)")).toThrow(/UNIQUE/);
  db.close();
});
