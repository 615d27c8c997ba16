import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId, FileToken, TaskId, TaskView } from '#shared/contract/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { check } from '#data/store/index.ts';
import { makeKit, type Kit } from './fixtures/kit.ts';
import { importFile, intakeHandlers, undoBatch } from './index.ts';
import type { WorkerMessage } from './messages.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const HEADERS = '编号,发生日期,属地,当事人';
const table = (rows: number): string => `${HEADERS}\n${Array.from({ length: rows }, (_, index) => `B${String(index)},2024-03-05,塔山街道,张三`).join('\n')}\n`;

/** Waits for the end of a task by its events. */
async function ended(context: CallContext, id: TaskId): Promise<TaskView> {
  for (;;) {
    const task = context.tasks.list().find((candidate) => candidate.id === id);
    if (task !== undefined && task.state !== 'queued' && task.state !== 'running') return task;
    await kit.nextEvent();
  }
}

describe('the loading thread', () => {
  it('imports and takes back for the command line, and tells the windows', async () => {
    const context = kit.context();
    const report = await importFile(context, kit.file('a.csv', table(3)), { dryRun: false });
    expect(report).toMatchObject({ category: '9.1', read: 3, accepted: 3, batchId: 1 });
    expect(kit.events).toEqual([{ type: 'changed', topics: ['batches', 'contradictions', 'catalogue', 'audit'], subject: '9.1' }]);
    expect(await undoBatch(context, 1 as BatchId)).toEqual({ batchId: 1, removed: 3, restored: 0 });
    expect(kit.events).toHaveLength(2);
  });

  it('a dry run and a file that is already in tell nobody', async () => {
    const context = kit.context();
    const path = kit.file('a.csv', table(3));
    await importFile(context, path, { dryRun: true });
    expect(kit.events).toEqual([]);
    await importFile(context, path, { dryRun: false });
    expect((await importFile(context, path, { dryRun: false })).unchanged).toBe(3);
    expect(kit.events).toHaveLength(1);
  });

  it('refuses before it starts what no category or no column fits', async () => {
    const context = kit.context();
    await expect(importFile(context, kit.file('a.csv', '甲,乙\n1,2\n'), { dryRun: false })).rejects.toMatchObject({ code: 'FILE_NO_HEADER' });
    await expect(importFile(context, kit.file('b.csv', '编号,属地\nA1,\n'), { dryRun: false })).rejects.toMatchObject({ code: 'MAPPING_INCOMPLETE', details: { names: ['发生日期'] } });
    await expect(importFile(context, kit.file('c.csv', table(1)), { category: '1.99', dryRun: false })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('brings the error of the thread over with its code', async () => {
    const path = kit.file('a.csv', Buffer.concat([Buffer.from(table(9000)), Buffer.from([0xff, 0xff])]));
    await expect(importFile(kit.context(), path, { dryRun: false })).rejects.toMatchObject({ code: 'FILE_ENCODING', details: { row: 9002 } });
  });

  it('loads into a store that is encrypted at rest', async () => {
    const locked = await makeKit('a passphrase');
    try {
      expect(await importFile(locked.context(), locked.file('a.csv', table(3)), { dryRun: false })).toMatchObject({ accepted: 3, batchId: 1 });
      expect(readFileSync(locked.store.path).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    } finally {
      await locked.close();
    }
  });

  it('runs as a task through the window, one after the other, with progress', async () => {
    const context = kit.context();
    const token = (path: string): FileToken => context.grants.grant(path, 'read').token;
    const path = kit.file('a.csv', table(10_000));
    const input = { file: token(path), category: '9.1', mapping: await kit.mapping(path), sheet: null, sender: '', rememberMapping: true };
    const dry = await intakeHandlers['intake.dryRun'](input, context);
    const real = await intakeHandlers['intake.run'](input, context);
    expect((await ended(context, dry.taskId)).result).toMatchObject({ kind: 'dryRun', report: { accepted: 10_000, batchId: null } });
    expect((await ended(context, real.taskId)).result).toMatchObject({ kind: 'import', report: { accepted: 10_000, batchId: 1 } });
    const seen = kit.events.flatMap((event) => (event.type === 'task' && event.task.id === real.taskId ? [event.task.phase] : []));
    expect(seen).toContain('queued');
    const undo = await intakeHandlers['intake.undo']({ id: 1 as BatchId }, context);
    expect((await ended(context, undo.taskId)).result).toMatchObject({ kind: 'undo', report: { removed: 10_000 } });
    await expect(intakeHandlers['intake.run']({ ...input, file: 'other' as FileToken }, context)).rejects.toMatchObject({ code: 'FILE_NOT_GRANTED' });
  });

  it('a cancelled task leaves nothing', async () => {
    const context = kit.context();
    const path = kit.file('a.csv', table(60_000));
    const input = { file: context.grants.grant(path, 'read').token, category: '9.1', mapping: await kit.mapping(path), sheet: null, sender: '', rememberMapping: true };
    const { taskId } = await intakeHandlers['intake.run'](input, context);
    while (!context.tasks.list().some((task) => task.id === taskId && task.rows > 0)) await kit.nextEvent();
    context.tasks.cancel(taskId);
    expect(await ended(context, taskId)).toMatchObject({ state: 'cancelled', error: { code: 'CANCELLED' } });
    expect(kit.value('SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM cat_test_case) + (SELECT count(*) FROM monthly)')).toBe(0);
    expect((await importFile(context, kit.file('b.csv', table(2)), { dryRun: false })).batchId).toBe(1);
  });
});

describe('an end in the middle', () => {
  const nothing = (): void => {
    expect(kit.value('SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM cat_test_case) + (SELECT count(*) FROM monthly) + (SELECT count(*) FROM reject)')).toBe(0);
    check(kit.store.raw);
  };

  it('of the thread leaves the batch out and the store free for the next writer', async () => {
    const job = await kit.job(kit.file('a.csv', table(80_000)));
    const worker = new Worker(kit.context().intakeWorker);
    worker.postMessage({ job, cancel: new SharedArrayBuffer(4) });
    for (;;) {
      const [message] = (await once(worker, 'message')) as [WorkerMessage];
      if (message.type === 'progress' && message.progress.rows > 0) break;
    }
    await worker.terminate();
    nothing();
    expect((await importFile(kit.context(), kit.file('b.csv', table(2)), { dryRun: false })).batchId).toBe(1);
  });

  it('of the process leaves the batch out', async () => {
    const job = await kit.job(kit.file('a.csv', table(80_000)));
    const script = fileURLToPath(new URL('./fixtures/load-in-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^loading/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    nothing();
    expect((await kit.load(kit.file('b.csv', table(2)))).batchId).toBe(1);
  });

  it('of a thread that says nothing is an error, not a silence', async () => {
    const context = { ...kit.context(), intakeWorker: new URL('data:text/javascript,process.exit(0)') };
    await expect(importFile(context, kit.file('a.csv', table(2)), { dryRun: false })).rejects.toMatchObject({ code: 'DATA_PROCESS_LOST' });
  });
});
