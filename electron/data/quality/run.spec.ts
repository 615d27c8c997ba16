import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { qualityHandlers, runRules } from './index.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

const RULE = 'handling-petition-known';
const overview = (): Promise<Output<'quality.overview'>> => qualityHandlers['quality.overview']({}, station.as('it'));
const resultOf = async (id: string): Promise<Output<'quality.overview'>['results'][number]> => (await overview()).results.find(({ rule }) => rule.id === id)!;
const raw = (sql: string): unknown => station.as('it').store.raw.prepare(sql).pluck().get();

function hold(...orphans: readonly string[]): void {
  station.hold('2.4', [{ petition_no: 'A', petition_date: '2026-05-01', petitioner: station.as('it').secrets.protect('样例甲') }]);
  station.hold('2.5', ['A', ...orphans].map((no) => ({ petition_no: no, handling_no: '1', accepted_on: '2026-05-02', n_date: '2026-05-02', answered_on: '2026-05-03' })));
}

describe('a run of the shipped rules', () => {
  it('keeps what each rule found, is in the audit chain, and tells the windows', async () => {
    hold('B', 'C');
    const { run, found } = await runRules(station.as('it'), 'it');
    expect(await resultOf(RULE)).toMatchObject({ checked: 3, found: 2, before: null, skipped: null });
    // Every rule is there once, and the sum is what SQL of its own adds up.
    const { results, runs, stale } = await overview();
    expect(raw(`SELECT count(*) FROM quality_finding WHERE run_id = ${String(run)}`)).toBe(results.length);
    expect(raw('SELECT sum(found) FROM quality_finding')).toBe(found);
    expect(runs).toEqual([expect.objectContaining({ id: run, found, rules: results.length, failing: results.filter((one) => (one.found ?? 0) > 0).length, startedBy: 'it it', lastBatch: 2 })]);
    expect(stale).toBe(false);
    expect(JSON.parse(String(raw("SELECT details FROM audit WHERE action = 'quality.run'")))).toMatchObject({ found, lastBatch: 2, rules: results.length });
    expect(station.events).toContainEqual({ type: 'changed', topics: ['quality', 'audit'], subject: null });
  });

  it('skips rules whose categories hold nothing', async () => {
    hold();
    await runRules(station.as('it'), 'it');
    expect(await resultOf('progress-project-known')).toMatchObject({ checked: 0, found: 0, skipped: 'noRows' });
  });

  it('compares with the run before, and knows when batches came since', async () => {
    hold('B', 'C');
    await runRules(station.as('it'), 'it');
    hold('D');
    expect((await overview()).stale).toBe(true);
    await runRules(station.as('it'), 'it');
    expect(await resultOf(RULE)).toMatchObject({ found: 3, before: 2 });
    expect((await overview()).stale).toBe(false);
    station.as('it').store.raw.exec("UPDATE batch SET state = 'undone' WHERE id = 4");
    expect((await overview()).stale).toBe(true);
    const detail = await qualityHandlers['quality.rule']({ id: RULE }, station.as('it'));
    expect(detail.history.map((one) => [one.checked, one.found])).toEqual([[3, 2], [4, 3]]);
    expect(detail).toMatchObject({ fields: ['petition_no'], kept: 3, places: [] });
  });

  it('leads to the rows, page by page, personal cells masked', async () => {
    hold('B', 'C', 'D');
    await runRules(station.as('it'), 'it');
    const page = await qualityHandlers['quality.rows']({ id: RULE, limit: 2, offset: 1 }, station.as('it'));
    const position = page.columns.findIndex(({ field }) => field === 'petition_no');
    expect([page.total, page.rows.map((row) => row.cells[position])]).toEqual([3, ['C', 'D']]);
    station.hold('4.2', [{ case_no: 'a', person_ref: '1', age: 3 }]);
    station.hold('2.4', [{ petition_no: 'Z', petition_date: '2026-05-01', people: 1, petitioner: station.as('it').secrets.protect('样例乙') }]);
    const other = await qualityHandlers['quality.rows']({ id: 'juvenile-age', limit: 10, offset: 0 }, station.as('it'));
    expect(other).toMatchObject({ total: 0, rows: [] });
    await expect(qualityHandlers['quality.rows']({ id: 'no-such-rule', limit: 1, offset: 0 }, station.as('it'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves nothing when it is cancelled', async () => {
    hold('B');
    const abort = new AbortController();
    const seen: number[] = [];
    const running = runRules(station.as('it'), 'it', abort.signal, ({ done, total }) => {
      seen.push(done);
      expect(done).toBeLessThanOrEqual(total ?? 0);
      if (done > 0) abort.abort();
    });
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(seen.length).toBeGreaterThan(1);
    expect([raw('SELECT count(*) FROM quality_run'), raw('SELECT count(*) FROM quality_finding'), raw("SELECT count(*) FROM audit WHERE action = 'quality.run'")]).toEqual([0, 0, 0]);
  });

  it('runs as a task that answers other calls meanwhile', async () => {
    hold('B');
    const context = station.as('it');
    const { taskId } = await qualityHandlers['quality.run']({}, context);
    let state = 'queued';
    let between = 0;
    while (state === 'queued' || state === 'running') {
      await new Promise((resolve) => { setImmediate(resolve); });
      between += 1;
      state = context.tasks.list().find(({ id }) => id === taskId)?.state ?? 'gone';
    }
    expect(state).toBe('done');
    expect(between).toBeGreaterThan(2);
    expect(context.tasks.list()[0]?.result).toMatchObject({ kind: 'quality', run: 1 });
  });
});
