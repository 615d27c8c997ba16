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
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function enter(over: Readonly<Record<string, string | number | null>> = {}): void {
  const row = { kind: 'quality', id: 'q', version: 2, hash: 'a'.repeat(64), body: '{}', origin: 'file', state: 'submitted', submitted_at: '2026-01-01', created_by: 'file', created_at: '2026-01-01', program_version: '1', ...over };
  const names = Object.keys(row);
  store.raw.prepare(`INSERT INTO definition_version (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}
const set = (what: string): void => { store.raw.exec(`UPDATE definition_version SET ${what}`); };

describe('a file that was changed on disk', () => {
  it('comes into the ledger as submitted, and into use by a review alone', () => {
    for (const state of ['draft', 'released', 'returned']) expect(() => { enter({ state, reviewed_by: 'manager' }); }).toThrow(/begins as a draft/);
    enter();
    expect(() => { set("state = 'released'"); }).toThrow(/CHECK/);
    expect(() => { set("origin = 'program', state = 'released'"); }).toThrow(/reviewed as it is/);
    set("state = 'returned', reviewed_by = 'manager'");
    expect(() => { set("body = '[]'"); }).toThrow(/reviewed as it is/);
    set("state = 'released'");
    expect(() => { set("state = 'submitted'"); }).toThrow(/never changes/);
  });

  it('may be of any kind that the ledger has, and of no other', () => {
    for (const kind of ['procedure', 'calendar', 'obligation', 'survey', 'setting', 'category']) enter({ kind });
    expect(() => { enter({ kind: 'poem' }); }).toThrow(/CHECK/);
    expect(() => { enter({ kind: 'survey', origin: 'elsewhere' }); }).toThrow(/CHECK/);
  });
});

it('what a version of the program brought is kept as it was', () => {
  store.raw.exec("INSERT INTO definition_program VALUES ('1.0.0', '2026-01-01', '[]')");
  expect(() => { store.raw.exec("UPDATE definition_program SET brought = '[\"x\"]'"); }).toThrow(/never changes/);
  expect(() => { store.raw.exec('DELETE FROM definition_program'); }).toThrow(/never changes/);
  expect(() => { store.raw.exec("INSERT INTO definition_program VALUES ('1.0.0', '2026-01-02', '[]')"); }).toThrow(/UNIQUE/);
});
