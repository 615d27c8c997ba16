import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKit, type Kit } from '../intake/fixtures/kit.ts';
import { watchHandlers } from './index.ts';
import { Watcher } from './watcher.ts';

let kit: Kit;
let folder: string;
let watcher: Watcher;
beforeEach(async () => {
  kit = await makeKit();
  folder = join(kit.folder, 'inbox');
  mkdirSync(folder);
  kit.store.raw.exec("INSERT INTO account (id, username, display_name, role, password_hash, state, created_at) VALUES ('tester', 'tester', '测试', 'it', '-', 'active', '2026-01-01')");
  watcher = new Watcher(kit.context());
  await watcher.start(folder, kit.context());
});
afterEach(() => kit.close());

const put = (name: string, content: string, second = 1): void => {
  writeFileSync(join(folder, name), content);
  utimesSync(join(folder, name), second, second);
};
const GOOD = (key: string): string => `编号,发生日期\n${key},2024-03-05\n`;
const batches = (): unknown[] => kit.store.raw.prepare('SELECT file_name FROM batch ORDER BY id').pluck().all();
const inside = (into: string): string[] => (existsSync(join(folder, into)) ? readdirSync(join(folder, into)).sort() : []);

describe('a watched folder', () => {
  it('takes a file once it stands unchanged, the oldest first, and puts it away with a report', async () => {
    put('b.csv', GOOD('B'), 100);
    put('a.csv', GOOD('A'), 200);
    await watcher.look();
    expect(batches()).toEqual([]);
    appendFileSync(join(folder, 'a.csv'), 'A2,2024-03-06\n');
    await watcher.look();
    expect(batches()).toEqual(['b.csv']);
    await watcher.look();
    expect(batches()).toEqual(['b.csv', 'a.csv']);
    expect(inside('done')).toEqual(['a.csv', 'a.csv.txt', 'b.csv', 'b.csv.txt']);
    expect(readFileSync(join(folder, 'done', 'a.csv.txt'), 'utf8')).toContain('读取 2 = 新增 2 + 未变 0 + 更新 0 + 退回 0');
    expect((await watcher.state()).last.map(({ name, outcome, batchId }) => [name, outcome, batchId])).toEqual([['a.csv', 'done', 2], ['b.csv', 'done', 1]]);
    expect(kit.value("SELECT imported_by FROM batch WHERE id = 1")).toBe('tester');
  });

  it('puts what cannot be read into failed with the cause, and goes on with the next', async () => {
    put('1.csv', 'x,y\n1,2\n', 1);
    put('2.csv', GOOD('C'), 2);
    await watcher.look();
    await watcher.look();
    expect(inside('failed')).toEqual(['1.csv', '1.csv.txt']);
    expect(readFileSync(join(folder, 'failed', '1.csv.txt'), 'utf8')).toContain('FILE_NO_HEADER');
    expect(batches()).toEqual(['2.csv']);
    expect(kit.store.raw.prepare("SELECT action FROM audit WHERE action LIKE 'watch.%' ORDER BY seq").pluck().all()).toEqual(['watch.started', 'watch.failed']);
  });

  it('leaves half-written, empty and lock files alone, and overwrites nothing it put away', async () => {
    put('~$a.xlsx', 'x');
    put('b.csv.part', GOOD('P'));
    put('empty.csv', '');
    for (const key of ['A', 'B']) {
      put('same.csv', GOOD(key));
      await watcher.look();
      await watcher.look();
    }
    expect(inside('done')).toEqual(['same (2).csv', 'same (2).csv.txt', 'same.csv', 'same.csv.txt']);
    expect(readdirSync(folder).sort()).toEqual(['b.csv.part', 'done', 'empty.csv', '~$a.xlsx']);
  });

  it('takes the tables of an archive one after the other, and a package only where its manifest holds', async () => {
    const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
    const manifest = (rows: number): string => JSON.stringify({ format: 'fengqiao-batch', version: 1, system: 'S9', period: '2024-03', files: [{ path: 'a.csv', category: '9.1', rows, sha256: sha(GOOD('Z1')) }] });
    const zip = (name: string, files: Readonly<Record<string, string>>, second: number): void => {
      writeFileSync(join(folder, name), zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]))));
      utimesSync(join(folder, name), second, second);
    };
    zip('plain.zip', { '1/a.csv': GOOD('Y1'), '2/b.csv': GOOD('Y2') }, 1);
    zip('wrong.zip', { 'manifest.json': manifest(7), 'a.csv': GOOD('Z1') }, 2);
    zip('right.zip', { 'manifest.json': manifest(1), 'a.csv': GOOD('Z1') }, 3);
    await watcher.look();
    await watcher.look();
    expect(batches()).toEqual(['a.csv', 'b.csv', 'a.csv']);
    expect(inside('done')).toEqual(['plain.zip', 'plain.zip.txt', 'right.zip', 'right.zip.txt']);
    expect(readFileSync(join(folder, 'failed', 'wrong.zip.txt'), 'utf8')).toContain('PACKAGE_');
    expect(inside('failed')).toEqual(['wrong.zip', 'wrong.zip.txt']);
    expect((await watcher.state()).last.map(({ name, outcome }) => `${outcome} ${name}`)).toEqual(['done right.zip/a.csv', 'failed wrong.zip', 'done plain.zip/2/b.csv', 'done plain.zip/1/a.csv']);
  });

  it('stands still while its folder is gone or its account may not import, and says so', async () => {
    rmSync(folder, { recursive: true });
    await watcher.look();
    expect((await watcher.state()).trouble).toBe('folder');
    mkdirSync(folder);
    put('a.csv', GOOD('A'));
    kit.store.raw.exec("UPDATE account SET state = 'disabled'");
    await watcher.look();
    await watcher.look();
    expect((await watcher.state()).trouble).toBe('account');
    expect(batches()).toEqual([]);
    kit.store.raw.exec("UPDATE account SET state = 'active'");
    await watcher.look();
    await watcher.look();
    expect((await watcher.state()).trouble).toBeNull();
    expect(batches()).toEqual(['a.csv']);
  });

  it('is off until somebody chooses a folder, and after it was switched off', async () => {
    await watchHandlers['watch.stop']({}, kit.context());
    put('a.csv', GOOD('A'));
    await watcher.look();
    await watcher.look();
    expect(batches()).toEqual([]);
    expect(await watchHandlers['watch.state']({}, kit.context())).toMatchObject({ folder: null, last: [] });
    const gone = kit.context();
    const token = gone.grants.grant(join(kit.folder, 'nowhere'), 'read').token;
    await expect(watchHandlers['watch.start']({ folder: token }, gone)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
