import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-reviews-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', NULL, 'a', '2026-01-01', '2026-01-01');
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const OPEN = "INSERT INTO case_review VALUES ('c', 'u', '{}', '', '2026-06-01', 'a', NULL, NULL)";

it('a case is reviewed after its decision; a closed review never changes', () => {
  expect(() => store.raw.exec(OPEN)).toThrow('after its decision');
  store.raw.exec("UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-03'");
  store.raw.exec(`${OPEN}; UPDATE case_review SET conclusion = 'x'`);
  expect(() => store.raw.exec("UPDATE case_review SET hash = 'h'")).toThrow(/CHECK/);
  store.raw.exec("UPDATE case_review SET facts = '{}', hash = 'h'");
  for (const sql of ["UPDATE case_review SET conclusion = 'y'", 'DELETE FROM case_review']) expect(() => store.raw.exec(sql), sql).toThrow('never changes');
});
