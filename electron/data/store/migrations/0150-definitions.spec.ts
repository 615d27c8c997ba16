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
  const row = { kind: 'model', id: 'm', version: 1, hash: 'a'.repeat(64), body: '{}', origin: 'office', state: 'draft', created_by: 'author', created_at: '2026-01-01', program_version: '1', ...over };
  const names = Object.keys(row);
  store.raw.prepare(`INSERT INTO definition_version (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}
const set = (what: string): void => { store.raw.exec(`UPDATE definition_version SET ${what}`); };

describe('the ledger of definitions', () => {
  it('holds one office version of a number, and every text the program ever shipped', () => {
    enter();
    expect(() => { enter({ hash: 'b'.repeat(64) }); }).toThrow(/UNIQUE/);
    enter({ origin: 'program', state: 'released', id: 'p' });
    enter({ origin: 'program', state: 'released', id: 'p', hash: 'b'.repeat(64) });
    expect(() => { enter({ origin: 'program', state: 'draft', id: 'q' }); }).toThrow(/CHECK/);
  });

  it('has no way into use but through a review by another account', () => {
    for (const state of ['submitted', 'returned', 'released']) expect(() => { enter({ state, submitted_at: '2', reviewed_by: 'other' }); }).toThrow(/begins as a draft/);
    enter();
    expect(() => { set("state = 'released', submitted_at = '2026-01-02'"); }).toThrow(/CHECK/);
    expect(() => { set("state = 'released', submitted_at = '2026-01-02', reviewed_by = 'author'"); }).toThrow(/CHECK/);
    set("state = 'submitted', submitted_at = '2026-01-02'");
    expect(() => { set("body = '[]'"); }).toThrow(/as it is/);
    expect(() => { store.raw.exec('DELETE FROM definition_version'); }).toThrow(/never changes/);
    set("state = 'released', reviewed_by = 'other'");
    for (const what of ["body = '[]'", "state = 'draft'", "note = 'x'"]) expect(() => { set(what); }).toThrow(/never changes/);
    expect(() => { store.raw.exec('DELETE FROM definition_version'); }).toThrow(/never changes/);
  });

  it('lets a draft be changed and thrown away', () => {
    enter();
    set("body = '[]'");
    store.raw.exec('DELETE FROM definition_version');
    expect(store.raw.prepare('SELECT count(*) FROM definition_version').pluck().get()).toBe(0);
  });
});
