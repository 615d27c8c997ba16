import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-dissents-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', NULL, 'a', '2026-01-01', '2026-01-01');
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
    INSERT INTO dissent VALUES ('d', 'c', 0, '2026-01-03', 'e', 'Expert', 'panel', 'factor', NULL, NULL, 'B5', 'x', 1, 0);
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const DECIDE = "UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-04'";
const reply = (by: string, action: string): string => `INSERT INTO dissent_reply VALUES ('d', 0, '2026-01-04', '${by}', 'N', '${action}', 'x')`;

it.each(['answer', 'withdraw'])('a case is decided only once its dissent has an %s', (action) => {
  expect(() => store.raw.exec(DECIDE)).toThrow('answered before the decision');
  store.raw.exec(reply(action === 'answer' ? 'b' : 'e', action));
  store.raw.exec(DECIDE);
  expect(store.raw.prepare('SELECT state FROM assessment').pluck().get()).toBe('decided');
});

it('what was recorded stays as it was', () => {
  store.raw.exec(reply('b', 'answer'));
  for (const sql of ["UPDATE dissent SET text = 'y'", 'DELETE FROM dissent', "UPDATE dissent_reply SET text = 'y'", 'DELETE FROM dissent_reply', "DELETE FROM proposal WHERE id = 'p'"]) {
    expect(() => store.raw.exec(sql), sql).toThrow(/only added to|FOREIGN KEY/);
  }
});

it.each([['e', 'answer'], ['b', 'withdraw']])('%s cannot %s', (by, action) => {
  expect(() => store.raw.exec(reply(by, action))).toThrow('by its author');
});

it.each([
  ['a level without its side', "'meeting', 'level', NULL, NULL, NULL, 'x'"],
  ['a factor without its id', "'meeting', 'factor', NULL, NULL, NULL, 'x'"],
  ['a conclusion with a level', "'meeting', 'conclusion', NULL, 'high', NULL, 'x'"],
  ['no words', "'meeting', 'conclusion', NULL, NULL, NULL, ' '"],
  ['another capacity', "'auditor', 'conclusion', NULL, NULL, NULL, 'x'"],
])('refuses %s', (_, values) => {
  expect(() => store.raw.exec(`INSERT INTO dissent VALUES ('d2', 'c', 1, '2026-01-03', 'e', 'Expert', ${values}, 1, 0)`)).toThrow(/CHECK/);
});
