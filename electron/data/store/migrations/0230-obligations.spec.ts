import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../open.ts';

let dir = '';
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-obligations-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  store.raw.exec(`
    INSERT INTO proposal VALUES ('p', 't', 'x', 'u', NULL, NULL, NULL, '', '2026-330602-77-01-123456', 'a', '2026-01-01', '2026-01-01');
    INSERT INTO assessment VALUES ('c', 'p', 'm', 1, 'h', 'submitted', 1, 'equal', '{}', '{}', 'implement', '', 'low', 'low', 'a', '2026-01-02', NULL, NULL, '', NULL, NULL, NULL);
  `);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const decideCase = (): void => { store.raw.exec("UPDATE assessment SET state = 'decided', decision_code = 'implement', decided_by = 'b', decided_at = '2026-01-03'"); };
const PROJECT = 'project:2026-330602-77-01-123456';
function enter(key: string, position: number, action: string, { proposal = null, reason = null, day = null }: { proposal?: string | null; reason?: string | null; day?: string | null } = {}): void {
  store.raw.prepare("INSERT INTO obligation_mark VALUES (?, ?, '2026-01-04', 'a', ?, ?, ?, 'x', ?)").run(key, position, action, proposal, reason, day);
}
const decide = (key: string, position = 9): void => { enter(key, position, 'decide', { day: '2026-01-04' }); };

describe('the store itself lets nothing be decided that must be assessed and is not', () => {
  it('refuses what has no case, or a case under way', () => {
    expect(() => { decide('entered:x'); }).toThrow('not decided before');
    expect(() => { decide(PROJECT); }).toThrow('not decided before');
    enter('entered:x', 0, 'link', { proposal: 'p' });
    expect(() => { decide('entered:x'); }).toThrow('not decided before');
  });

  it('takes what a decided case of the project or of the latest link assesses', () => {
    decideCase();
    decide(PROJECT);
    enter('entered:x', 0, 'link', { proposal: 'p' });
    decide('entered:x');
    enter('entered:y', 0, 'link', { proposal: 'p' });
    enter('entered:y', 1, 'unlink');
    expect(() => { decide('entered:y'); }).toThrow('not decided before');
  });

  it('takes what is exempt by the latest entry', () => {
    enter('entered:x', 0, 'exempt', { reason: 'withdrawn' });
    decide('entered:x');
    enter('entered:y', 0, 'exempt', { reason: 'withdrawn' });
    enter('entered:y', 1, 'claim');
    expect(() => { decide('entered:y'); }).toThrow('not decided before');
  });
});

it('is only added to, and never with values of another kind of entry', () => {
  enter('entered:x', 0, 'exempt', { reason: 'withdrawn' });
  store.raw.exec("INSERT INTO obligation_matter VALUES ('x', 't', 'u', 'other', 2026, '', '2026-01-01', 'a')");
  for (const sql of ["UPDATE obligation_mark SET text = 'y'", 'DELETE FROM obligation_mark', "UPDATE obligation_matter SET title = 'y'", 'DELETE FROM obligation_matter']) {
    expect(() => store.raw.exec(sql), sql).toThrow('only added to');
  }
  expect(() => { enter('entered:x', 1, 'exempt'); }).toThrow(/CHECK/);
  expect(() => { enter('entered:x', 1, 'link', { day: '2026-01-01', proposal: 'p' }); }).toThrow(/CHECK/);
});
