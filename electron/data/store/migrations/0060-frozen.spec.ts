import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-frozen-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', NULL, 'a', '2026-01-01', '2026-01-01');
    INSERT INTO proposal_place VALUES ('p', '330602001', 0);
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
    INSERT INTO assessment_factor (assessment_id, factor_id, state, excluded_reason, stages, weight, p, q, note) VALUES ('c', 'B5', 'identified', '', '[]', '1', '0.5', '0.5', '');
    INSERT INTO measure VALUES ('m1', 'c', 't', 'o', '', NULL, '', 0);
    INSERT INTO measure_factor VALUES ('m1', 'B5');
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const CHANGES = [
  "INSERT INTO assessment_factor (assessment_id, factor_id, state, excluded_reason, stages, weight, p, q, note) VALUES ('c', 'B6', 'identified', '', '[]', '1', '0.5', '0.5', '')",
  "UPDATE assessment_factor SET p = '0.1'",
  'DELETE FROM assessment_factor',
  "INSERT INTO measure VALUES ('m2', 'c', 't', 'o', '', NULL, '', 1)",
  "UPDATE measure SET owner = 'x'",
  'DELETE FROM measure',
  "INSERT INTO measure_factor VALUES ('m1', 'B6')",
  "UPDATE measure_factor SET factor_id = 'B7'",
  'DELETE FROM measure_factor',
  "UPDATE proposal SET title = 'x'",
  'DELETE FROM proposal',
  "INSERT INTO proposal_place VALUES ('p', '330602002', 1)",
  "UPDATE proposal_place SET place = '330602003'",
  'DELETE FROM proposal_place',
  "UPDATE assessment SET decision_code = 'postpone'",
  'DELETE FROM assessment',
] as const;

describe('a case before the decision', () => {
  it.each(CHANGES)('takes: %s', (sql) => {
    store.raw.exec('BEGIN');
    expect(() => store.raw.exec(sql)).not.toThrow();
    store.raw.exec('ROLLBACK');
  });
});

describe('a decided case', () => {
  it.each(CHANGES)('refuses: %s', (sql) => {
    store.raw.exec("UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-03'");
    expect(() => store.raw.exec(sql)).toThrow('never changes');
  });
});
