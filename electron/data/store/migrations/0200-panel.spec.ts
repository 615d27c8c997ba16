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
  store.raw.exec(`INSERT INTO proposal (id, title, decision_type, responsible_unit, description, created_by, created_at, updated_at) VALUES ('p', 't', 'd', '', '', 'a', 'x', 'x');
    INSERT INTO assessment (id, proposal_id, model_id, model_version, model_hash, state, revision, weight_mode, context_initial, context_residual, conclusion_text, decision_reasons)
      VALUES ('c', 'p', 'm', 1, 'h', 'draft', 1, 'equal', '{}', '{}', '', '');
    INSERT INTO panel VALUES ('c', '{}', 'x', 'a');
    INSERT INTO panel_member VALUES ('c', 'm1', 0, 'e', 'one'), ('c', 'm2', 1, NULL, 'two')`);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): unknown => store.raw.exec("INSERT INTO panel_round VALUES ('c', 1, '[]', 'x', 'a', NULL, NULL)");
const ballot = (member: string, submitted: string | null): unknown => store.raw.prepare("INSERT INTO panel_ballot VALUES ('c', 1, ?, '[]', 'x', ?, 'account', NULL)").run(member, submitted);

describe('a panel', () => {
  it('can be changed up to its first round, and goes with its matter while nobody has handed in', () => {
    store.raw.exec("UPDATE panel SET settings = '[]'; INSERT INTO panel_member VALUES ('c', 'm3', 2, NULL, 'three'); DELETE FROM panel_member WHERE id = 'm3'");
    open();
    ballot('m1', null);
    expect(() => store.raw.exec("UPDATE panel SET settings = '{}'")).toThrow('at its first round');
    expect(() => store.raw.exec("INSERT INTO panel_member VALUES ('c', 'm4', 3, NULL, 'four')")).toThrow('at its first round');
    expect(() => store.raw.exec("UPDATE panel_member SET name = 'x'")).toThrow('at its first round');
    store.raw.exec('DELETE FROM proposal');
    expect(store.raw.prepare('SELECT count(*) FROM panel_ballot').pluck().get()).toBe(0);
  });

  it('keeps what was handed in for ever', () => {
    open();
    ballot('m1', null);
    store.raw.exec("UPDATE panel_ballot SET scores = '[1]', submitted_at = 'x'");
    for (const statement of ["UPDATE panel_ballot SET scores = '[]'", 'DELETE FROM panel_ballot', 'DELETE FROM panel_round', 'DELETE FROM panel_member', 'DELETE FROM proposal']) {
      expect(() => store.raw.exec(statement), statement).toThrow('a ballot is kept for ever');
    }
  });

  it('takes nothing once a round is closed, and an account once', () => {
    open();
    store.raw.exec("UPDATE panel_round SET closed_at = 'x'");
    expect(() => ballot('m1', 'x')).toThrow('a closed round never changes');
    expect(() => store.raw.exec('UPDATE panel_round SET closed_at = NULL')).toThrow('a closed round never changes');
    expect(() => store.raw.exec("INSERT INTO panel VALUES ('nobody', '{}', 'x', 'a')")).toThrow(/FOREIGN KEY/);
  });
});

it('accounts may be those of experts, and of no role that there is not', () => {
  const account = (id: string, role: string): unknown =>
    store.raw.prepare("INSERT INTO account (id, username, display_name, role, password_hash, state, created_at) VALUES (?, ?, 'n', ?, '-', 'active', 'x')").run(id, id, role);
  account('x', 'expert');
  expect(() => account('y', 'guest')).toThrow(/CHECK/);
  expect(() => account('X2', 'expert') && account('x2', 'expert')).toThrow(/UNIQUE/);
});
