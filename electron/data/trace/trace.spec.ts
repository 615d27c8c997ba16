import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId, BatchLink, Output } from '#shared/contract/index.ts';
import { makeKit, type Kit } from '../intake/fixtures/kit.ts';
import { traceHandlers } from './index.ts';

const HEADERS = '编号,发生日期,属地,备注';
let kit: Kit;
let files = 0;
beforeEach(async () => { kit = await makeKit(); });
afterEach(() => kit.close());

/** One line a case: number, day, town. */
async function batch(...lines: readonly string[]): Promise<BatchId> {
  const { batchId } = await kit.load(kit.file(`${String((files += 1))}.csv`, `${[HEADERS, ...lines.map((line) => `${line},`)].join('\n')}\n`));
  if (batchId === null) throw new Error('nothing was kept');
  return batchId;
}
const rowsOf = (id: BatchId): Promise<Output<'trace.rows'>> => traceHandlers['trace.rows']({ id }, kit.context());
const pairs = (links: readonly BatchLink[]): unknown[] => links.map(({ id, rows, state }) => [id, rows, state]);

it('tells where the rows of each batch are: by month beside the category, by town, and whom they share with', async () => {
  const one = await batch('A,2024-01-05,330602001', 'B,2024-01-06,330602002', 'C,2024-03-01,330602001', 'D,2024-03-02,');
  const two = await batch('A,2024-01-07,330602001', 'B,2024-01-06,330602002', 'E,2024-04-01,330602001');
  const three = await batch('B,2024-01-06,330602002', 'E,2024-04-02,330602002', 'A,2024-02-01,330602001', 'A,2024-02-02,330602001');

  const first = await rowsOf(one);
  expect(first).toMatchObject({ rows: 4, standing: 3, undated: 0, firstMonth: '2024-01', lastMonth: '2024-03' });
  expect(first.months).toEqual([
    { month: '2024-01', category: 1, rows: 2, standing: 1 }, { month: '2024-02', category: 1, rows: 0, standing: 0 },
    { month: '2024-03', category: 2, rows: 2, standing: 2 }, { month: '2024-04', category: 1, rows: 0, standing: 0 },
  ]);
  expect(first.towns.map(({ town, rows, standing }) => [town, rows, standing])).toEqual([['330602001', 2, 1], ['', 1, 1], ['330602002', 1, 1]]);
  expect([first.superseded, pairs(first.supersededBy), first.confirmed, pairs(first.confirmedBy)]).toEqual([[], [[two, 1, 'committed']], [], [[three, 1, 'committed'], [two, 1, 'committed']]]);

  const second = await rowsOf(two);
  expect(second).toMatchObject({ rows: 2, standing: 0 });
  expect([pairs(second.superseded), pairs(second.supersededBy), pairs(second.confirmed)]).toEqual([[[one, 1, 'committed']], [[three, 2, 'committed']], [[one, 1, 'committed']]]);
  // A file that has a key twice closes its own row too.
  expect(pairs((await rowsOf(three)).superseded)).toEqual([[three, 1, 'committed'], [two, 2, 'committed']]);
});

it('agrees with the ledger: what a batch added and changed is what it brought, and what it changed is what it superseded', async () => {
  for (let round = 0; round < 4; round += 1) {
    await batch(...Array.from({ length: 30 }, (_, index) => `K${String((index * 7 + round * 11) % 50)},2024-0${String(1 + ((index + round) % 3))}-01,33060200${String(1 + (index % 2))}`));
  }
  for (const id of [1, 2, 3, 4] as BatchId[]) {
    const rows = await rowsOf(id);
    const sum = (links: readonly BatchLink[]): number => links.reduce((total, link) => total + link.rows, 0);
    expect(rows.rows).toBe(kit.value(`SELECT accepted_count + superseded_count FROM batch WHERE id = ${String(id)}`));
    expect(sum(rows.superseded)).toBe(kit.value(`SELECT superseded_count FROM batch WHERE id = ${String(id)}`));
    expect(sum(rows.confirmed)).toBe(kit.value(`SELECT unchanged_count FROM batch WHERE id = ${String(id)}`));
    expect(rows.standing + sum(rows.supersededBy)).toBe(rows.rows);
    expect(rows.months.reduce((total, month) => total + month.category, 0)).toBe(kit.value('SELECT count(*) FROM cat_test_case WHERE superseded_by IS NULL'));
    expect(rows.towns.reduce((total, town) => total + town.standing, 0)).toBe(rows.standing);
  }
});

it('of a batch that was taken back no row is left; its rows went over to the one that had brought them again', async () => {
  const one = await batch('A,2024-01-05,330602001', 'B,2024-01-06,330602001');
  const two = await batch('A,2024-01-05,330602001');
  await kit.undo(one);
  expect(await rowsOf(one)).toMatchObject({ rows: 0, standing: 0, firstMonth: null, towns: [], supersededBy: [] });
  expect(await rowsOf(two)).toMatchObject({ rows: 1, standing: 1, confirmed: [] });
});

it('names every column of the file with the field it fed, and what the chain says of the batch', async () => {
  const id = await batch('A,2024-01-05,330602001');
  await batch('B,2024-01-05,330602001');
  const columns = await traceHandlers['trace.columns']({ id }, kit.context());
  expect(columns).toMatchObject({ sheet: null });
  expect(columns.columns.map(({ header, field }) => [header, field])).toEqual([['编号', 'case_no'], ['发生日期', 'happened'], ['属地', 'region'], ['备注', null]]);
  await kit.undo(id);
  const history = await traceHandlers['trace.history']({ id }, kit.context());
  expect(history.map(({ action, subject }) => [action, subject])).toEqual([['batch.imported', 'batch:1'], ['batch.undone', 'batch:1']]);
  for (const name of ['trace.columns', 'trace.rows', 'trace.history'] as const) await expect(traceHandlers[name]({ id: 99 as BatchId }, kit.context())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
