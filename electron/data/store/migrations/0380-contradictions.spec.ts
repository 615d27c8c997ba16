import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { foundation } from './0010-foundation.ts';
import { senders } from './0120-senders.ts';
import { contradictions } from './0380-contradictions.ts';

const INSERT = `INSERT INTO batch (category, file_name, sha256, size, format, imported_at, imported_by, read_count, accepted_count, unchanged_count, superseded_count, rejected_count, duration_ms, state, headers, mapping, sender)
  VALUES ('2.4', 'a.csv', 'x', 1, 'csv', 'x', 'x', 3, 1, 1, 0, 1, 0, 'committed', '[]', '[]', 'P')`;

it('batches keep their numbers and their rows, and have held nothing aside', () => {
  const db = new Database(':memory:');
  db.exec(foundation.sql);
  db.exec(senders.sql);
  db.exec(`${INSERT}; ${INSERT}; INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (2, 2, '[]', '[]'); DELETE FROM batch WHERE id = 1;`);
  // As migrations run.
  db.pragma('foreign_keys = OFF');
  db.exec(contradictions.sql);
  db.pragma('foreign_keys = ON');
  expect(db.prepare('SELECT id, read_count, accepted_count, held_count, rejected_count, sender, source_rule FROM batch').raw().all()).toEqual([[2, 3, 1, 0, 1, 'P', null]]);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  // The numbers go on where they were, and rejects still need their batch.
  expect(db.prepare(INSERT).run().lastInsertRowid).toBe(3);
  expect(() => db.exec("INSERT INTO reject (batch_id, row_no, cells, reasons) VALUES (9, 2, '[]', '[]')")).toThrow(/FOREIGN KEY/);
  // The sum has one part more, and closes.
  db.exec('UPDATE batch SET read_count = 4, held_count = 1 WHERE id = 2');
  expect(() => db.exec('UPDATE batch SET held_count = 2 WHERE id = 2')).toThrow(/CHECK/);
  db.close();
});

it('a key is contradicted once, and goes with its rows', () => {
  const db = new Database(':memory:');
  db.exec(foundation.sql);
  db.exec(senders.sql);
  db.exec(contradictions.sql);
  db.pragma('foreign_keys = ON');
  db.exec(INSERT);
  const add = (state: string): unknown => db.prepare("INSERT INTO contradiction (category, record_key, state, judged_by, last_batch) VALUES ('2.4', '[\"A\"]', ?, 'hold', 1)").run(state);
  expect(() => add('odd')).toThrow(/CHECK/);
  add('open');
  expect(() => add('open')).toThrow(/UNIQUE/);
  db.exec("INSERT INTO contradiction_row VALUES ('2.4', 7, 1, 1)");
  expect(() => db.exec("INSERT INTO contradiction_decision (contradiction_id, at, by, reason, sender, refused) VALUES (1, 'x', 'x', '', 'P', '[]')")).toThrow(/CHECK/);
  db.exec('DELETE FROM contradiction');
  expect(db.prepare('SELECT count(*) FROM contradiction_row').pluck().get()).toBe(0);
  db.close();
});
