import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '#data/store/index.ts';
import { makeKit, type Kit } from './fixtures/kit.ts';
import { dismissImport, interruptedImports, noted, resumeImport } from './interrupted.ts';
import { openChecked } from './load/checked-source.ts';
import type { LoadJob } from './load/job.ts';
import { loadBatch } from './load/load.ts';

const TABLE = '编号,发生日期,属地\nA1,2024-03-05,330602002\n';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const notes = (): unknown => kit.value('SELECT count(*) FROM import_run');

async function load(job: LoadJob): Promise<void> {
  const connection = openConnection(kit.store.path);
  try {
    await loadBatch(connection, () => openChecked(kit.secrets, kit.regions, job), job, { cancelled: () => false, progress: () => undefined });
  } finally {
    await connection.close();
  }
}

/** As a crash leaves it: the note is there, and nobody works on it. */
async function crash(path: string): Promise<void> {
  const job = await kit.job(path, { sender: '县局' });
  // This process forgets a note at the end of its import; one that dies does not.
  await noted(kit.context(), job, async () => {
    kit.store.raw.exec("CREATE TABLE cut AS SELECT * FROM import_run");
    await Promise.resolve();
  });
  kit.store.raw.exec('INSERT INTO import_run SELECT * FROM cut; DROP TABLE cut');
}

describe('an import that is under way', () => {
  it('is known to the store but not offered, and its note goes with the commit of its batch', async () => {
    const context = kit.context();
    await noted(context, await kit.job(kit.file('a.csv', TABLE)), async (job) => {
      expect(notes()).toBe(1);
      expect(await interruptedImports(context)).toEqual([]);
      await load(job);
      expect([notes(), kit.value('SELECT count(*) FROM batch')]).toEqual([0, 1]);
    });
    expect(notes()).toBe(0);
  });

  it('that fails was told of, and is not offered', async () => {
    await expect(noted(kit.context(), await kit.job(kit.file('a.csv', TABLE)), () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(notes()).toBe(0);
  });
});

describe('an import that a crash cut off', () => {
  it('is offered with its file and how it was to be read, once', async () => {
    const context = kit.context();
    await crash(kit.file('a.csv', TABLE));
    const [offer] = await interruptedImports(context);
    expect(offer).toMatchObject({ fileName: 'a.csv', category: '9.1', sender: '县局', startedBy: 'tester', file: 'same' });
    const resumed = await resumeImport(context, offer?.id ?? '');
    expect(resumed).toMatchObject({ category: '9.1', sheet: null, sender: '县局', mapping: (await kit.job(kit.file('b.csv', TABLE))).mapping });
    expect(context.grants.path(resumed.file.token, 'read')).toMatch(/a\.csv$/);
    expect(await interruptedImports(context)).toEqual([]);
    await expect(resumeImport(context, offer?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is told with the name of the account that began it', async () => {
    await crash(kit.file('a.csv', TABLE));
    kit.store.raw.exec("INSERT INTO account (id, username, display_name, role, password_hash, state, must_change, created_at) VALUES ('tester', 't1', '数据管理员甲', 'it', '', 'active', 0, '2026-01-01')");
    expect(await interruptedImports(kit.context())).toMatchObject([{ startedBy: '数据管理员甲' }]);
  });

  it('says when its file changed or is gone; a file that comes back can be taken up', async () => {
    const context = kit.context();
    const path = kit.file('a.csv', TABLE);
    await crash(path);
    const file = async (): Promise<unknown> => (await interruptedImports(context))[0]?.file;
    writeFileSync(path, `${TABLE}A2,2024-03-06,330602002\n`);
    expect(await file()).toBe('changed');
    rmSync(path);
    expect(await file()).toBe('gone');
    await expect(resumeImport(context, (await interruptedImports(context))[0]?.id ?? '')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect(notes()).toBe(1);
  });

  it('can be put away', async () => {
    const context = kit.context();
    await crash(kit.file('a.csv', TABLE));
    await dismissImport(context, (await interruptedImports(context))[0]?.id ?? '');
    expect(notes()).toBe(0);
    await expect(dismissImport(context, 'unknown')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
