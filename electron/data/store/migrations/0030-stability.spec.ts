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

function run(id: string, state: string, values: Readonly<Record<string, string | null>> = {}): void {
  const row = {
    id, subject: 'town', month: '2026-03', definition_ref: 'town-index@1', definition_hash: 'h', definition: '{}', state, result_hash: 'r', input_hash: 'i',
    last_batch: 1, undone_count: 0, header: '{}', inputs: Buffer.from(''), computed_at: '2026-04-01', computed_by: 'evaluator',
    reviewed_at: '2026-04-02', reviewed_by: 'manager', review_note: '', published_at: '2026-04-03', published_by: 'manager', ...values,
  };
  const names = Object.keys(row);
  store.raw.prepare(`INSERT INTO stability_run (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}
const place = (id: string): void => {
  store.raw.prepare("INSERT INTO stability_place (run_id, level, place, position, ranking, detail, trend) VALUES (?, 'town', '330602001', 1, '{}', '{}', '[]')").run(id);
};

describe('the tables of the index', () => {
  it('refuse every change of a published run and of its places', () => {
    run('a', 'reviewed', { published_at: null, published_by: null });
    place('a');
    store.raw.exec("UPDATE stability_run SET state = 'published', published_at = 'x', published_by = 'manager'");
    for (const statement of [
      "UPDATE stability_run SET review_note = 'x'", "UPDATE stability_run SET state = 'reviewed'", 'DELETE FROM stability_run',
      "UPDATE stability_place SET ranking = '[]'", 'DELETE FROM stability_place', "INSERT OR REPLACE INTO stability_place SELECT run_id, level, 'y', 2, '{}', '{}', '[]' FROM stability_place",
    ]) expect(() => store.raw.exec(statement), statement).toThrow('a published index never changes');
  });

  it('hold one published run of a month and one beside it, and let the one beside it go with its places', () => {
    run('a', 'published');
    run('b', 'computed');
    place('b');
    expect(() => { run('c', 'published'); }).toThrow(/UNIQUE/);
    expect(() => { run('c', 'reviewed'); }).toThrow(/UNIQUE/);
    run('d', 'published', { subject: 'department' });
    store.raw.exec("DELETE FROM stability_run WHERE id = 'b'");
    expect(store.raw.prepare('SELECT count(*) FROM stability_place').pluck().get()).toBe(0);
  });

  it('refuse a review by who computed, and publishing without a review', () => {
    expect(() => { run('a', 'reviewed', { reviewed_by: 'evaluator' }); }).toThrow(/CHECK/);
    expect(() => { run('a', 'published', { reviewed_by: null }); }).toThrow(/CHECK/);
    expect(() => { run('a', 'published', { published_by: null }); }).toThrow(/CHECK/);
  });

  it('find the figures of a query by month without reading others', () => {
    const plan = store.raw.prepare('EXPLAIN QUERY PLAN SELECT cells FROM figure_month WHERE query_id = 1 AND month IN (?, ?)').all('2026-01', '2026-02') as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join(' ')).toContain('SEARCH figure_month USING PRIMARY KEY');
    store.raw.exec("INSERT INTO figure_query (hash, seen_batch, undone_count) VALUES ('h', 1, 0); INSERT INTO figure_month VALUES (1, '2026-01', '{}'); DELETE FROM figure_query");
    expect(store.raw.prepare('SELECT count(*) FROM figure_month').pluck().get()).toBe(0);
  });
});
