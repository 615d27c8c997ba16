import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { closes, mapDate, offerFiles, readLedger, runImport } from '../support/intake.ts';
import { openFrom, saveTo } from '../support/launch.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

const COUNT = "SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND petition_no LIKE 'E2E-%'";

test('a batch: mapping, dry run, ledger, rejects, the same file again, a correction, and taking it back', async ({ app, window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const first = writePetitions(folder, '信访件-10月.csv', [
    { no: 'E2E-1', on: '2026-10-01' }, { no: 'E2E-2', on: '2026年10月2日', people: '１２' }, { no: 'E2E-3', on: '20261003', text: '第一行\n第二行, 带逗号' },
    { no: 'E2E-4', on: '2026/13/45' }, { no: '', on: '2026-10-05', people: '三人' },
  ]);
  await offerFiles(window, [first]);
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  await expect(window.getByTestId('mapping-table')).toContainText('信访编号');
  // A header nobody has met yet is mapped by hand, once: it is remembered for the files to come.
  await expect(window.getByTestId('intake-run')).toBeDisabled();
  await mapDate(window);

  const dry = await runImport(window, 'intake-dry-run');
  expect(dry).toEqual({ read: 5, accepted: 3, unchanged: 0, superseded: 0, rejected: 2 });
  expect(value(storePath, COUNT)).toBe(0);

  const ledger = await runImport(window);
  expect(ledger).toEqual({ read: 5, accepted: 3, unchanged: 0, superseded: 0, rejected: 2 });
  expect(value(storePath, COUNT)).toBe(3);
  expect(query(storePath, "SELECT petition_date, people, n_town FROM cat_petition WHERE petition_no = 'E2E-2'")).toEqual([{ petition_date: '2026-10-02', people: 12, n_town: '330602001' }]);
  expect(value(storePath, "SELECT petitioner FROM cat_petition WHERE petition_no = 'E2E-1'")).not.toContain('样例甲');
  await expect(window.getByTestId('rejects-table')).toContainText('2026/13/45');

  const rejects = join(folder, 'rejects.xlsx');
  await saveTo(app, rejects);
  await window.getByTestId('rejects-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'rejects.exported'")).toBe(1);

  // The same file again changes nothing.
  const chain = value(storePath, "SELECT count(*) FROM audit WHERE action = 'batch.imported'");
  await offerFiles(window, [first]);
  await expect(window.getByTestId('intake-already')).toBeVisible();
  expect(await runImport(window)).toEqual({ read: 5, accepted: 0, unchanged: 3, superseded: 0, rejected: 2 });
  expect(value(storePath, COUNT)).toBe(3);
  expect(value(storePath, "SELECT count(*) FROM audit WHERE action = 'batch.imported'")).toBe(chain);

  // A correction closes the older version and keeps it.
  await offerFiles(window, [writePetitions(folder, '信访件-更正.csv', [{ no: 'E2E-1', on: '2026-10-01', people: '40' }, { no: 'E2E-9', on: '2026-10-09' }])]);
  const corrected = await runImport(window);
  expect(corrected).toEqual({ read: 2, accepted: 1, unchanged: 0, superseded: 1, rejected: 0 });
  expect(query(storePath, "SELECT people, superseded_by IS NULL AS current FROM cat_petition WHERE petition_no = 'E2E-1' ORDER BY row_id")).toEqual([{ people: 3, current: 0 }, { people: 40, current: 1 }]);

  // Taking it back brings the older version back.
  await window.getByTestId('open-batch').click();
  await window.getByTestId('batch-undo').click();
  await window.getByTestId('undo-confirm').click();
  await expect(window.getByTestId('batch-state')).toHaveAttribute('data-state', 'undone');
  expect(query(storePath, "SELECT people FROM cat_petition WHERE petition_no = 'E2E-1' AND superseded_by IS NULL")).toEqual([{ people: 3 }]);
  expect(value(storePath, COUNT)).toBe(3);
  expect(closes(await readLedger(window))).toBe(true);
});

test('rejects go out to XLSX and the mended file comes back in', async ({ app, window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  await offerFiles(window, [writePetitions(folder, 'a.csv', [{ no: 'E2E-1', on: '2026-10-01' }, { no: 'E2E-2', on: 'gestern' }, { no: 'E2E-3', on: '2026-10-03', region: '330602999' }])]);
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ accepted: 1, rejected: 2 });
  const rejects = join(folder, '退回.xlsx');
  await saveTo(app, rejects);
  await window.getByTestId('rejects-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'rejects.exported'")).toBe(1);
  // Unmended, the same two rows are rejected again: the workbook is read as it was written.
  await offerFiles(window, [rejects]);
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  expect(await runImport(window)).toEqual({ read: 2, accepted: 0, unchanged: 0, superseded: 0, rejected: 2 });
});

test('rejects are mended in the window: checked cell by cell, and only those that pass come in, as a batch that can be taken back', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  await offerFiles(window, [writePetitions(folder, 'a.csv', [{ no: 'E2E-1', on: '2026-10-01' }, { no: 'E2E-2', on: 'gestern' }, { no: 'E2E-3', on: 'morgen', people: '三人' }])]);
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ accepted: 1, rejected: 2 });
  await window.getByTestId('open-batch').click();
  await window.getByTestId('rejects-mend').click();
  const table = window.getByTestId('mend-table');
  const wrong = (row: number) => table.locator(`[data-cell^="${String(row)}-"].wrong`);
  await wrong(0).first().fill('2026-10-02');
  await wrong(1).first().fill('2026-10-03');
  await expect(window.getByTestId('mend-import')).toBeDisabled();
  await window.getByTestId('mend-check').click();
  await expect(window.getByTestId('mend-ok')).toHaveCount(1);
  await window.getByTestId('mend-import').click();
  await expect(table.locator('tbody tr')).toHaveCount(1);
  expect(query(storePath, "SELECT petition_no FROM cat_petition WHERE superseded_by IS NULL AND petition_no LIKE 'E2E-%' ORDER BY petition_no")).toEqual([{ petition_no: 'E2E-1' }, { petition_no: 'E2E-2' }]);
  await window.getByTestId('mend-close').click();
  await window.getByTestId('rejects-open').click();
  await expect(window.getByTestId('rejects-table').locator('tbody tr')).toHaveCount(2);
  const mended = Number(value(storePath, 'SELECT max(id) FROM batch'));
  await expect(window.getByTestId('rejects-table')).toContainText(String(mended));
  // Taken back, the row is open again.
  await window.evaluate((id) => { location.hash = `/batches/${String(id)}`; }, mended);
  await window.getByTestId('batch-undo').click();
  await expect(window.getByTestId('undo-impact')).toBeVisible();
  await window.getByTestId('undo-confirm').click();
  await expect(window.getByTestId('batch-state')).toHaveAttribute('data-state', 'undone');
  expect(value(storePath, "SELECT count(*) FROM reject_mend m JOIN batch b ON b.sha256 = m.sha256 AND b.state = 'committed'")).toBe(0);
});

test('a watched folder brings its files in and puts them away with a report', async ({ app, window, folder, storePath }) => {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  await signIn(window, 'it');
  await window.getByTestId('nav-intake').click();
  await openFrom(app, inbox);
  await window.getByTestId('watch-choose').click();
  await expect(window.getByTestId('watch-folder')).toContainText('inbox');
  const header = '信访编号,信访日期,信访形式,问题属地';
  writeFileSync(join(inbox, '信访件.csv'), `\uFEFF${header}\r\nE2E-W1,2026-10-01,走访,330602001\r\n`);
  writeFileSync(join(inbox, 'other.csv'), 'a,b\r\n1,2\r\n');
  await expect(window.getByTestId('watch-last')).toContainText('FILE_NO_HEADER', { timeout: 40_000 });
  await expect.poll(() => readdirSync(inbox).sort()).toEqual(['done', 'failed']);
  expect(readdirSync(join(inbox, 'done')).sort()).toEqual(['信访件.csv', '信访件.csv.txt']);
  expect(readdirSync(join(inbox, 'failed')).sort()).toEqual(['other.csv', 'other.csv.txt']);
  expect(value(storePath, "SELECT count(*) FROM cat_petition WHERE petition_no = 'E2E-W1'")).toBe(1);
  await window.getByTestId('watch-stop').click();
  await expect(window.getByTestId('watch-choose')).toBeVisible();
  expect(query(storePath, "SELECT action FROM audit WHERE action LIKE 'watch.%' ORDER BY seq").map(({ action }) => action)).toEqual(['watch.started', 'watch.failed', 'watch.stopped']);
});

test('a wrong file gets a sentence, and nothing is imported', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const batches = value(storePath, 'SELECT count(*) FROM batch');
  const wrong: readonly [string, Buffer, string][] = [
    ['empty.csv', Buffer.alloc(0), 'FILE_EMPTY'],
    ['picture.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'FILE_NOT_A_TABLE'],
    ['other.csv', Buffer.from('a,b,c\r\n1,2,3\r\n'), 'FILE_NO_HEADER'],
  ];
  for (const [name, bytes, code] of wrong) {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    await offerFiles(window, [path]);
    await expect(window.getByTestId('error-panel').first()).toHaveAttribute('data-code', code);
  }
  expect(value(storePath, 'SELECT count(*) FROM batch')).toBe(batches);
});

test('cancel leaves nothing behind, and the window keeps answering meanwhile', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const before = query(storePath, 'SELECT (SELECT count(*) FROM cat_petition) AS rows, (SELECT count(*) FROM batch) AS batches, (SELECT count(*) FROM reject) AS rejects, (SELECT sum(row_count) FROM monthly) AS monthly');
  const rows = Array.from({ length: 150_000 }, (_, index) => ({ no: `E2E-${String(index)}`, on: '2026-10-01' }));
  await offerFiles(window, [writePetitions(folder, 'large.csv', rows)]);
  await mapDate(window);
  await window.getByTestId('intake-run').click();
  await expect(window.getByTestId('task').first()).toBeVisible();
  // Another page is read while the import runs.
  await window.getByTestId('nav-catalogue').click();
  await expect(window.getByTestId('catalogue-table')).toContainText('2.4');
  await window.getByTestId('nav-intake').click();
  await window.getByTestId('task-cancel').first().click();
  await expect(window.getByTestId('intake-cancelled')).toBeVisible();
  expect(query(storePath, 'SELECT (SELECT count(*) FROM cat_petition) AS rows, (SELECT count(*) FROM batch) AS batches, (SELECT count(*) FROM reject) AS rejects, (SELECT sum(row_count) FROM monthly) AS monthly')).toEqual(before);
});
