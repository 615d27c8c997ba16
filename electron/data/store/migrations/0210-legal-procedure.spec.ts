import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-procedure-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', NULL, 'a', '2026-01-01', '2026-01-01');
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
    INSERT INTO legal_procedure VALUES ('ordinary', 1, 'h', '{}', '2026-01-01');
    INSERT INTO legal_procedure VALUES ('simple', 1, 'h', '{}', '2026-01-01');
    INSERT INTO case_procedure VALUES ('c', 'ordinary', 1, '2026-01-01', 'a');
    INSERT INTO case_step VALUES ('c', 'notice', 'before', '', NULL, '2026-01-01', NULL, '', '', '', '{}');
    INSERT INTO case_document_content VALUES ('abc', x'616263');
    INSERT INTO case_document VALUES ('d', 'c', 'notice', 'before', 'draft', 'a.pdf', 3, 'abc', '2026-01-01', 'a');
    INSERT INTO case_document VALUES ('e', 'c', 'tracking', 'after', 'progress', 'a.pdf', 3, 'abc', '2026-01-01', 'a');
    INSERT INTO case_step VALUES ('c', 'tracking', 'after', '', NULL, NULL, NULL, '', '', '', '{}');
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const decide = (): void => { store.raw.exec("UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-03'"); };

const FROZEN = [
  "UPDATE case_procedure SET procedure_id = 'simple'",
  'DELETE FROM case_procedure',
  "INSERT INTO case_step VALUES ('c', 'hearing', 'before', '', NULL, NULL, NULL, '', '', '', '{}')",
  "UPDATE case_step SET note = 'x' WHERE step_id = 'notice'",
  "UPDATE case_step SET phase = 'after' WHERE step_id = 'notice'",
  "UPDATE case_step SET phase = 'before' WHERE step_id = 'tracking'",
  "DELETE FROM case_step WHERE step_id = 'notice'",
  "DELETE FROM case_step WHERE step_id = 'tracking'",
  "INSERT INTO case_document VALUES ('f', 'c', 'notice', 'before', 'adoption', 'b.pdf', 3, 'abc', '2026-01-01', 'a')",
  "DELETE FROM case_document WHERE id = 'd'",
] as const;

describe('the steps of a case', () => {
  it.each(FROZEN)('before the decision take: %s', (sql) => {
    store.raw.exec('BEGIN');
    expect(() => store.raw.exec(sql)).not.toThrow();
    store.raw.exec('ROLLBACK');
  });

  it.each(FROZEN)('after the decision refuse: %s', (sql) => {
    decide();
    expect(() => store.raw.exec(sql)).toThrow('never changes');
  });

  it('take what is done after the decision, after the decision', () => {
    decide();
    store.raw.exec("UPDATE case_step SET started_on = '2026-02-01' WHERE step_id = 'tracking'");
    store.raw.exec("INSERT INTO case_step VALUES ('c', 'archive', 'after', '', NULL, NULL, '2026-02-02', '', '', '', '{}')");
    expect(store.raw.prepare('SELECT count(*) AS n FROM case_step').get()).toEqual({ n: 3 });
  });

  it('never end before they begin', () => {
    expect(() => store.raw.exec("UPDATE case_step SET finished_on = '2025-12-31' WHERE step_id = 'notice'")).toThrow(/CHECK/);
  });
});

it('a procedure is not chosen for a decided case, and goes with a removed draft', () => {
  store.raw.exec('DELETE FROM proposal');
  expect(store.raw.prepare('SELECT (SELECT count(*) FROM case_procedure) + (SELECT count(*) FROM case_step) + (SELECT count(*) FROM case_document) + (SELECT count(*) FROM case_document_content) AS n').get()).toEqual({ n: 0 });
});

it('the text of a version that was used never changes', () => {
  expect(() => store.raw.exec("UPDATE legal_procedure SET content = 'x'")).toThrow('never changes');
  expect(() => store.raw.exec('DELETE FROM legal_procedure')).toThrow('never changes');
});

it('an attached document never changes, and its content goes with the last that holds it', () => {
  expect(() => store.raw.exec("UPDATE case_document SET name = 'x'")).toThrow('never changes');
  expect(() => store.raw.exec("UPDATE case_document_content SET content = x'00'")).toThrow('never changes');
  const contents = () => store.raw.prepare('SELECT count(*) AS n FROM case_document_content').get();
  store.raw.exec("DELETE FROM case_document WHERE id = 'e'");
  expect(contents()).toEqual({ n: 1 });
  store.raw.exec("DELETE FROM case_document WHERE id = 'd'");
  expect(contents()).toEqual({ n: 0 });
});
