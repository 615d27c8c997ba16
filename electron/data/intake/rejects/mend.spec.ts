import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { makeKit, type Kit } from '../fixtures/kit.ts';
import { intakeHandlers } from '../index.ts';
import { checkMended, importMended } from './mend.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
  // Its own place for passing files: other specs use the common one at the same time.
  vi.stubEnv('TMPDIR', kit.folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await kit.close();
});

const ONE = 1 as BatchId;
const BAD = `编号,发生日期,金额,当事人,备注
A1,2024-13-01,-1,张三,"a,""b"""
A2,2024-03-05,1,李四,好
A3,2024-03-05,x,王五,
A4,2024-03-06,3,赵六,多,余
`;
const rejects = (openOnly = false) => intakeHandlers['intake.rejects']({ id: ONE, openOnly, limit: 100, offset: 0 }, kit.context());
const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('fengqiao-'));

async function mend(changes: Readonly<Record<number, readonly (readonly [number, string])[]>>) {
  const { rows } = await rejects();
  return {
    id: ONE,
    rows: Object.entries(changes).map(([rowNo, cells]) => ({
      id: rows.find((row) => row.rowNo === Number(rowNo))!.id,
      cells: cells.map(([column, text]) => ({ column, text })),
    })),
  };
}

describe('rejects mended in the window', () => {
  it('are checked as a file is, row by row, and nothing is kept', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const before = folders();
    const checked = await checkMended(kit.context(), await mend({ 2: [[1, '2024-12-01'], [2, '-2']], 4: [[2, '5']] }));
    expect(checked.map(({ reasons }) => reasons.map(({ code, column }) => [code, column]))).toEqual([[['out_of_range', 2]], []]);
    expect(kit.value('SELECT count(*) FROM batch')).toBe(1);
    expect(kit.value('SELECT count(*) FROM reject_mend')).toBe(0);
    expect(folders()).toEqual(before);
  });

  it('come in as a batch of their own, with the cells nobody touched as they were; those that fail stay', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const report = await importMended(kit.context(), await mend({ 2: [[1, '2024-12-01'], [2, '7.50']], 4: [[2, 'y']], 5: [[4, '多余'], [5, '']] }));
    expect(report).toMatchObject({ read: 2, accepted: 2, rejected: 0, batchId: 2, fileName: 'a-改正.csv' });
    expect(kit.store.raw.prepare('SELECT case_no, happened FROM cat_test_case WHERE batch_id = 2 ORDER BY case_no').all()).toEqual([{ case_no: 'A1', happened: '2024-12-01' }, { case_no: 'A4', happened: '2024-03-06' }]);
    expect(kit.secrets.reveal(kit.value("SELECT person FROM cat_test_case WHERE case_no = 'A1'") as string)).toBe('张三');
    const now = await rejects();
    expect(now.rows.map(({ rowNo, mendedBy, masked }) => [rowNo, mendedBy, masked])).toEqual([[2, 2, [3]], [4, null, [3]], [5, 2, [3]]]);
    expect((await rejects(true)).rows.map(({ rowNo }) => rowNo)).toEqual([4]);
    expect(JSON.parse(kit.value("SELECT details FROM audit WHERE action = 'rejects.mended'") as string)).toMatchObject({ category: '9.1', rows: 2, fields: ['发生日期', '金额', '备注', '6'] });
    await expect(importMended(kit.context(), await mend({ 2: [[2, '8']] }))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'mended' } });
  });

  it('are open again when their batch is taken back, and can be mended once more', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const wish = await mend({ 4: [[2, '5']] });
    await importMended(kit.context(), wish);
    await kit.undo(2 as BatchId);
    expect((await rejects(true)).total).toBe(3);
    expect(await importMended(kit.context(), wish)).toMatchObject({ accepted: 1, batchId: 3 });
    expect((await rejects(true)).rows.map(({ rowNo }) => rowNo)).toEqual([2, 5]);
  });

  it('are counted over all standing batches while they are open', async () => {
    const counted = () => intakeHandlers['intake.openRejects']({}, kit.context());
    expect(await counted()).toEqual({ batches: 0, rows: 0 });
    await kit.load(kit.file('a.csv', BAD));
    await kit.load(kit.file('b.csv', BAD.replaceAll('A', 'B')));
    expect(await counted()).toEqual({ batches: 2, rows: 6 });
    await importMended(kit.context(), await mend({ 4: [[2, '5']] }));
    expect(await counted()).toEqual({ batches: 2, rows: 5 });
    await kit.undo(2 as BatchId);
    expect(await counted()).toEqual({ batches: 1, rows: 2 });
    await kit.undo(3 as BatchId);
    expect(await counted()).toEqual({ batches: 1, rows: 3 });
  });

  it('are refused where none passes, and where they are of another batch', async () => {
    await kit.load(kit.file('a.csv', BAD));
    await kit.load(kit.file('b.csv', '编号,发生日期\nB1,坏\n'));
    await expect(importMended(kit.context(), await mend({ 4: [[2, 'z']] }))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'nothingMended' } });
    const wish = await mend({ 4: [[2, '5']] });
    await expect(checkMended(kit.context(), { ...wish, id: 2 as BatchId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(kit.value('SELECT count(*) FROM batch')).toBe(2);
  });
});
