import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-follow-up-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', NULL, 'a', '2026-01-01', '2026-01-01');
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
    INSERT INTO measure VALUES ('m', 'c', 'x', 'u', '', '2026-02-01', '', 0);
    INSERT INTO legal_procedure VALUES ('ordinary', 1, 'h', '{}', '2026-01-01');
    INSERT INTO case_procedure VALUES ('c', 'ordinary', 1, '2026-01-01', 'a');
    INSERT INTO case_document_content VALUES ('abc', x'616263');
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const decide = (): void => { store.raw.exec("UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-03'"); };
const REPORT = "INSERT INTO measure_step VALUES ('s', 'm', 0, '2026-01-04', 'a', 'report', 'x', NULL, NULL, NULL, NULL)";

it('a measure is followed up after the decision, not before', () => {
  expect(() => store.raw.exec(REPORT)).toThrow('after the decision');
  decide();
  store.raw.exec(REPORT);
  expect(store.raw.prepare('SELECT count(*) AS n FROM measure_step').get()).toEqual({ n: 1 });
});

it('what was done stays as it was entered', () => {
  decide();
  store.raw.exec(`${REPORT}; INSERT INTO measure_proof VALUES ('f', 's', 'a.pdf', 3, 'abc')`);
  for (const sql of ["UPDATE measure_step SET text = 'y'", 'DELETE FROM measure_step', "UPDATE measure_proof SET name = 'y'", 'DELETE FROM measure_proof']) {
    expect(() => store.raw.exec(sql), sql).toThrow('never changes');
  }
});

it.each([
  ['a plan without an owner', "'plan', 'x', NULL, NULL, NULL, NULL"],
  ['a report with an owner', "'report', 'x', 'u', NULL, NULL, NULL"],
  ['an end without a day', "'finish', 'x', NULL, NULL, NULL, NULL"],
])('refuses %s', (_, values) => {
  decide();
  expect(() => store.raw.exec(`INSERT INTO measure_step VALUES ('s', 'm', 0, '2026-01-04', 'a', ${values})`)).toThrow(/CHECK/);
});

it('the content of a proof outlives the same document of a step', () => {
  decide();
  store.raw.exec(`
    INSERT INTO case_document VALUES ('d', 'c', 'tracking', 'after', 'progress', 'a.pdf', 3, 'abc', '2026-01-01', 'a');
    ${REPORT}; INSERT INTO measure_proof VALUES ('f', 's', 'a.pdf', 3, 'abc');
    DELETE FROM case_document;
  `);
  expect(store.raw.prepare('SELECT count(*) AS n FROM case_document_content').get()).toEqual({ n: 1 });
});
