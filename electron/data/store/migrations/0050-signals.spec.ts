import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../index.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migration-'));
  store = openStore(join(folder, 'store.db'), { mode: 'create' });
  store.raw.exec("INSERT INTO signal_rule VALUES ('r', 1, 'h', '{}', '2026-01-01')");
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function raise(over: Readonly<Record<string, string | number | null>> = {}): void {
  const row = {
    rule_id: 'r', rule_version: 1, level: 'red', subject_kind: 'town', subject_key: '330602001', window_key: '2026-01', window_from: '2026-01-01', window_to: '2026-01-31', figure: '1', records: 1,
    seen_batch: 1, as_of: '2026-01-31', supported: 1, state: 'raised', owner: '', due_on: '2026-02-10', raised_at: '2026-02-01', revision: 0, ...over,
  };
  const names = Object.keys(row);
  store.raw.prepare(`INSERT INTO signal (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}

describe('the tables of signals', () => {
  it('hold one signal for a rule version, a subject and a window', () => {
    raise();
    expect(() => { raise(); }).toThrow(/UNIQUE/);
    raise({ window_key: '2026-02' });
    raise({ subject_key: '330602002' });
    expect(() => { raise({ rule_version: 2, window_key: '2026-03' }); }).toThrow(/FOREIGN KEY/);
  });

  it('refuse a level, a state or an end that there is not', () => {
    expect(() => { raise({ level: 'pink' }); }).toThrow(/CHECK/);
    expect(() => { raise({ state: 'lost' }); }).toThrow(/CHECK/);
    expect(() => { raise({ state: 'closed' }); }).toThrow(/CHECK/);
    expect(() => { raise({ ended_at: '2026-02-02' }); }).toThrow(/CHECK/);
  });

  it('never lose or change what was: rules, steps, and signals that ended', () => {
    raise();
    store.raw.exec("INSERT INTO signal_step VALUES (1, 1, 'a', 'program', 'raise', 'raised', '', '', NULL, '1', 1)");
    store.raw.exec("UPDATE signal SET state = 'closed', ended_at = 'x'");
    for (const [statement, why] of [
      ["UPDATE signal_rule SET content = 'x'", 'a rule version never changes'], ['DELETE FROM signal_rule', 'a rule version never changes'],
      ["UPDATE signal_step SET text = 'x'", 'the steps of a signal only grow'], ['DELETE FROM signal_step', 'the steps of a signal only grow'],
      ["UPDATE signal SET figure = '2'", 'an ended signal never changes'], ['DELETE FROM signal', 'a signal is never removed'],
    ] as const) expect(() => store.raw.exec(statement), statement).toThrow(why);
  });

  it('find what is due, what is of a rule and what is about a subject by their indexes', () => {
    const plan = (sql: string): string => (store.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ');
    expect(plan("SELECT id FROM signal WHERE state IN ('raised', 'received') AND due_on < '2026-02-01'")).toContain('signal_by_state');
    expect(plan("SELECT id FROM signal WHERE rule_id = 'r' ORDER BY window_to")).toContain('INDEX');
    expect(plan("SELECT id FROM signal WHERE subject_kind = 'town' AND subject_key = 'x'")).toContain('signal_by_subject');
  });
});
