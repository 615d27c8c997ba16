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
      VALUES ('c', 'p', 'm', 1, 'h', 'draft', 1, 'equal', '{}', '{}', '', '')`);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(position: number, draws = 100_000): void {
  store.raw
    .prepare("INSERT INTO uncertainty_run VALUES (?, 'c', ?, 1, '{}', 'h', '{}', 7, ?, '{}', 'h', 'x', 'a')")
    .run(`r${String(position)}`, position, draws);
}
const held = (): unknown => store.raw.prepare('SELECT count(*) FROM uncertainty_run').pluck().get();

describe('runs of uncertainty', () => {
  it('have at least a hundred thousand draws and one place in their order', () => {
    run(1);
    expect(() => { run(2, 99_999); }).toThrow(/CHECK/);
    expect(() => { store.raw.exec("INSERT INTO uncertainty_run SELECT 'other', assessment_id, position, revision, input, input_hash, settings, seed, draws, result, result_hash, ran_at, ran_by FROM uncertainty_run"); }).toThrow(/UNIQUE/);
  });

  it('never change, and go with a matter that was removed', () => {
    run(1);
    expect(() => store.raw.exec("UPDATE uncertainty_run SET result = 'x'")).toThrow('a run never changes');
    store.raw.exec('DELETE FROM proposal');
    expect(held()).toBe(0);
  });

  it('neither come nor go once the case is decided', () => {
    run(1);
    store.raw.exec("UPDATE assessment SET state = 'decided'");
    expect(() => { run(2); }).toThrow('a frozen assessment never changes');
    expect(() => store.raw.exec('DELETE FROM uncertainty_run')).toThrow('a frozen assessment never changes');
    expect(held()).toBe(1);
  });
});
