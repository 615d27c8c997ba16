import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { utils, write, type BookType } from 'xlsx';
import { z } from 'zod';
import { expect, test } from '../support/fixtures.ts';
import { mapDate, offerFiles, runImport } from '../support/intake.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

function petitionBook(path: string, bookType: BookType, no: string): string {
  const book = utils.book_new();
  const header = ['信访编号', '来访日期', '信访形式', '信访人', '证件号', '问题属地', '涉及人数', '投诉内容'];
  const row = (key: string, id: string | number): (string | number)[] => [key, '2026-10-01', '走访', '样例甲', id, '330602001', 3, '【样例】诉求'];
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, row(`${no}-1`, ''), row(`${no}-2`, 330602199001011200)]), '信访件');
  const bytes: unknown = write(book, { type: 'buffer', bookType });
  if (!Buffer.isBuffer(bytes)) throw new TypeError('no buffer was written');
  writeFileSync(path, bytes);
  return path;
}

test('an old workbook, an open one and lines of JSON come in; an identity number the spreadsheet rounded does not', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  await offerFiles(window, [petitionBook(join(folder, '信访件.xls'), 'biff8', 'E2E-X')]);
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  await mapDate(window);
  expect(await runImport(window)).toEqual({ read: 2, accepted: 1, unchanged: 0, superseded: 0, rejected: 1 });
  await offerFiles(window, [petitionBook(join(folder, '信访件.ods'), 'ods', 'E2E-O')]);
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  expect(await runImport(window)).toEqual({ read: 2, accepted: 1, unchanged: 0, superseded: 0, rejected: 1 });
  const lines = join(folder, '信访件.ndjson');
  writeFileSync(lines, ['E2E-J-1', ''].map((no) => JSON.stringify({ 信访编号: no, 来访日期: '2026-10-01', 信访形式: '走访', 问题属地: '330602001', 涉及人数: 3 })).join('\n'));
  await offerFiles(window, [lines]);
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  expect(await runImport(window)).toEqual({ read: 2, accepted: 1, unchanged: 0, superseded: 0, rejected: 1 });
  expect(query(storePath, "SELECT petition_no, format FROM cat_petition JOIN batch ON batch.id = batch_id WHERE petition_no LIKE 'E2E-%' ORDER BY petition_no")).toEqual([
    { petition_no: 'E2E-J-1', format: 'ndjson' }, { petition_no: 'E2E-O-1', format: 'ods' }, { petition_no: 'E2E-X-1', format: 'xls' },
  ]);
  expect(query(storePath, "SELECT DISTINCT code, field FROM reject_reason JOIN batch ON batch.id = batch_id WHERE format IN ('xls', 'ods')")).toEqual([{ code: 'rounded_id', field: 'petitioner_id' }]);
});

test('a batch package: what its manifest does not bear out stops it with the file named; the right one comes in', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const content = readFileSync(writePetitions(folder, 'a.csv', [{ no: 'E2E-P-1', on: '2026-10-01' }, { no: 'E2E-P-2', on: '2026-10-02' }]));
  const pack = (name: string, rows: number): string => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const manifest = { format: 'fengqiao-batch', version: 1, system: 'S2', period: '2026-10', files: [{ path: '信访/信访件.csv', category: '2.4', rows, sha256 }] };
    const path = join(folder, name);
    writeFileSync(path, zipSync({ 'manifest.json': Buffer.from(JSON.stringify(manifest)), '信访/信访件.csv': content }));
    return path;
  };
  await offerFiles(window, [pack('错包.zip', 3)]);
  await expect(window.getByTestId('error-panel').first()).toHaveAttribute('data-code', 'PACKAGE_ROWS');
  await expect(window.getByTestId('error-panel').first()).toContainText('信访/信访件.csv');

  await offerFiles(window, [pack('十月包.zip', 2)]);
  await expect(window.getByTestId('archive-note')).toContainText('十月包.zip');
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ read: 2, accepted: 2, rejected: 0 });
  expect(query(storePath, "SELECT action, subject FROM audit WHERE action LIKE 'package.%' ORDER BY seq")).toEqual([
    { action: 'package.refused', subject: 'package:错包.zip' }, { action: 'package.accepted', subject: 'package:十月包.zip' },
  ]);
  expect(query(storePath, 'SELECT file_name, sender FROM batch ORDER BY id DESC LIMIT 1')).toEqual([{ file_name: '信访件.csv', sender: 'S2' }]);

  // The next file of the same sender calls one column otherwise, and has one more: both are said, the mapping is known.
  const next = join(folder, '十一月.csv');
  writeFileSync(next, readFileSync(join(folder, 'a.csv'), 'utf8').replace('涉及人数', '人员数量').replace('E2E-P-1', 'E2E-P-3'));
  await offerFiles(window, [next]);
  await expect(window.getByTestId('intake-sender')).toHaveValue('S2');
  await expect(window.getByTestId('intake-header-changes')).toHaveText([/人员数量/, /涉及人数/]);
  await expect(window.getByTestId('intake-run')).toBeEnabled();
});

test('a public key is kept and withdrawn, and the chain says so', async ({ window, storePath }) => {
  const pem = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await signIn(window, 'it');
  await window.getByTestId('nav-batches').click();
  await window.getByTestId('sender-keys-open').click();
  await window.getByTestId('sender-key-add').click();
  await window.getByTestId('sender-key-system').click();
  await window.getByRole('option', { name: /^S2 / }).click();
  await window.getByTestId('sender-key-name').fill('信访系统样例公钥');
  await window.getByTestId('sender-key-pem').fill('-----BEGIN PUBLIC KEY-----');
  await window.getByTestId('sender-key-save').click();
  await expect(window.getByTestId('error-panel')).toHaveAttribute('data-code', 'KEY_INVALID');
  await window.getByTestId('sender-key-pem').fill(pem);
  await window.getByTestId('sender-key-save').click();
  await expect(window.getByTestId('sender-keys')).toContainText('信访系统样例公钥');
  await window.getByTestId('sender-key-withdraw').click();
  await window.getByTestId('sender-key-withdraw-confirm').click();
  await expect(window.getByTestId('sender-key-withdraw')).toHaveCount(0);
  expect(query(storePath, 'SELECT system, withdrawn_at IS NULL AS in_force FROM sender_key')).toEqual([{ system: 'S2', in_force: 0 }]);
  expect(value(storePath, "SELECT group_concat(action) FROM audit WHERE action LIKE 'senderKey.%'")).toBe('senderKey.added,senderKey.withdrawn');
});

const FIXTURES = fileURLToPath(new URL('../../electron/data/intake/fixtures/', import.meta.url));
const counts = z.strictObject({ read: z.int(), accepted: z.int(), unchanged: z.int(), superseded: z.int(), rejected: z.int() });
const ledgers = z.object({ offices: z.strictObject({ first: counts, again: counts }), hostile: z.record(z.string(), z.union([counts, z.string()])) });

test('real files of six writers and hostile ones made by hand all pass through the window, their counts closing', async ({ window, storePath }) => {
  const expected = ledgers.parse(JSON.parse(readFileSync(join(FIXTURES, 'ledgers.json'), 'utf8')));
  const offices = readdirSync(join(FIXTURES, 'offices')).filter((name) => !name.endsWith('.fods')).sort();
  const before = Number(value(storePath, 'SELECT max(id) FROM batch'));
  await signIn(window, 'it');
  await offerFiles(window, [...offices.map((name) => join(FIXTURES, 'offices', name)), ...readdirSync(join(FIXTURES, 'hostile')).sort().map((name) => join(FIXTURES, 'hostile', name))]);
  const files = window.getByTestId('intake-files').locator('li');
  await expect(files).toHaveCount(offices.length + Object.keys(expected.hostile).length);
  await expect(window.getByTestId('intake-files').locator('li[data-status=inspecting]')).toHaveCount(0);

  // The note says which lines were found to be the header, and what stands above it.
  await expect(window.getByTestId('intake-category')).toContainText('2.4');
  await expect(window.getByTestId('intake-header-place')).toContainText('表头有两行，到第 4 行为止');
  await expect(window.getByTestId('intake-header-place')).toContainText('信访件登记表（样例）');

  await window.getByTestId('intake-run-all').click();
  const refused = Object.entries(expected.hostile).flatMap(([name, ledger]) => (typeof ledger === 'string' ? [[name, ledger] as const] : []));
  await expect(window.getByTestId('intake-files').locator('li[data-status=done]')).toHaveCount(offices.length + Object.keys(expected.hostile).length - refused.length, { timeout: 60_000 });
  const batches = query(storePath, 'SELECT file_name, category, read_count AS read, accepted_count AS accepted, unchanged_count AS unchanged, superseded_count AS superseded, rejected_count AS rejected FROM batch WHERE id > ? ORDER BY id', before);
  expect(new Set(batches.map(({ category }) => category))).toEqual(new Set(['2.4']));
  const held = Object.fromEntries(batches.map(({ file_name: name, category: _category, ...ledger }) => [String(name), ledger]));
  expect(held).toEqual({
    ...Object.fromEntries(offices.map((name, index) => [name, index === 0 ? expected.offices.first : expected.offices.again])),
    ...Object.fromEntries(Object.entries(expected.hostile).filter(([, ledger]) => typeof ledger !== 'string')),
  });
  for (const [name, code] of refused) {
    await files.filter({ hasText: name }).getByRole('button').first().click();
    await expect(window.getByTestId('error-panel').first()).toHaveAttribute('data-code', code);
  }
  expect(value(storePath, "SELECT count(*) FROM cat_petition WHERE petition_no LIKE 'OFFICE-%'")).toBe(3);
});
