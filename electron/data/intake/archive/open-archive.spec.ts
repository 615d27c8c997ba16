import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKit, type Kit } from '../fixtures/kit.ts';
import { batchPackage, renamed } from '../fixtures/package.ts';
import { openArchive } from './open-archive.ts';
import { clearUnpacked } from './place.ts';
import { addSenderKey, senderKeys, withdrawSenderKey } from './sender-keys.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const TABLE = '编号,发生日期\nA1,2024-03-05\nA2,2024-03-06\n';
const GOOD = [{ path: '件.csv', content: TABLE, rows: 2 }, { path: '十月/补.ndjson', content: '{"编号":"B1","发生日期":"2024-03-07"}\n', rows: 1 }];
const unpackedPlaces = (): string[] => readdirSync(kit.folder).filter((name) => name.endsWith('.unpacked')).flatMap((name) => readdirSync(join(kit.folder, name)));
const open = (bytes: Uint8Array): ReturnType<typeof openArchive> => openArchive(kit.context(), kit.file('包.zip', bytes));
const audit = (): unknown[] => kit.store.raw.prepare("SELECT action, details FROM audit WHERE action LIKE 'package.%' OR action LIKE 'senderKey.%' ORDER BY seq").all();

describe('an archive of tables', () => {
  it('gives its tables out of every folder, by name, and says what it left', async () => {
    const archive = await open(zipSync({ '十月/2.csv': strToU8(TABLE), '十月/10.csv': strToU8(TABLE), '九月/': strToU8(''), '照片.png': strToU8('x'), '说明.txt': strToU8('x'), '__MACOSX/._2.csv': strToU8('x') }));
    expect(archive.package).toBeNull();
    expect(archive.members.map(({ name }) => name)).toEqual(['十月/2.csv', '十月/10.csv']);
    expect(archive.leftOut).toEqual(['照片.png']);
    expect(archive.members.map(({ path }) => readFileSync(path, 'utf8'))).toEqual([TABLE, TABLE]);
    archive.remove();
    expect(unpackedPlaces()).toEqual([]);
  });

  it('reads names in GBK, as the zip programs of Chinese Windows write them, and those in UTF-8 that do not say so', async () => {
    const bytes = zipSync({ 'AABB/CC.csv': strToU8(TABLE) });
    const gbk = Buffer.concat([Buffer.from([0xca, 0xae, 0xd4, 0xc2]), Buffer.from('/'), Buffer.from([0xbc, 0xfe]), Buffer.from('.csv')]);
    expect((await open(renamed(bytes, 'AABB/CC.csv', gbk))).members[0]?.name).toBe('十月/件.csv');
    expect((await open(renamed(zipSync({ 'AAABBB.csv': strToU8(TABLE) }), 'AAABBB.csv', Buffer.from('十月.csv')))).members[0]?.name).toBe('十月.csv');
  });

  it('never writes outside its own folder, whatever the names say', async () => {
    const archive = await open(zipSync({ '../../../etc/坏.csv': strToU8(TABLE), 'C:\\Windows\\x?.csv': strToU8(TABLE) }));
    const [place] = unpackedPlaces();
    for (const { path } of archive.members) expect(path.startsWith(join(kit.folder, '.store.db.unpacked', place ?? ''))).toBe(true);
    expect(archive.members.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).sort()).toEqual(['x_.csv', '坏.csv']);
    expect(existsSync(join(kit.folder, '..', '坏.csv'))).toBe(false);
  });

  it('one without a table, a cut one, a bomb and one with a name twice are refused, and nothing is left behind', async () => {
    await expect(open(zipSync({ 'a.png': strToU8('x') }))).rejects.toMatchObject({ code: 'ARCHIVE_NO_TABLE' });
    const whole = zipSync({ 'a.csv': [strToU8(TABLE.repeat(200)), { level: 0 }] });
    await expect(open(whole.slice(0, -40))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    const changed = Buffer.from(whole);
    changed[200] = (changed[200] ?? 0) ^ 1;
    await expect(open(changed)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(open(zipSync({ 'a.csv': new Uint8Array(130 * 1024 * 1024) }))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(open(renamed(zipSync({ 'a.csv': strToU8(TABLE), 'b.csv': strToU8('x') }), 'b.csv', Buffer.from('a.csv')))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    expect(unpackedPlaces()).toEqual([]);
  });

  it('a cancelled one leaves nothing, and what a killed process left goes with the next start', async () => {
    const abort = new AbortController();
    abort.abort();
    const path = kit.file('a.zip', zipSync({ 'a.csv': strToU8(TABLE) }));
    await expect(openArchive(kit.context(), path, { signal: abort.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(unpackedPlaces()).toEqual([]);
    await openArchive(kit.context(), path);
    expect(unpackedPlaces()).toHaveLength(1);
    clearUnpacked(kit.store.path);
    expect(existsSync(join(kit.folder, '.store.db.unpacked'))).toBe(false);
  });
});

describe('a batch package', () => {
  it('that holds gives its files with what the manifest states, also packed with its folder, and the chain says so', async () => {
    for (const folder of ['', '信访十月/']) {
      const archive = await open(batchPackage(GOOD, { folder, extra: { '说明.txt': 'x' } }));
      expect(archive.package).toMatchObject({ system: 'S9', period: '2026-10', sender: '测试发送方', signature: 'unsigned', signedBy: null });
      expect(archive.members.map(({ name, stated }) => [name, stated?.category, stated?.rows])).toEqual([[`${folder}件.csv`, '9.1', 2], [`${folder}十月/补.ndjson`, '9.1', 1]]);
    }
    expect(audit()).toEqual([expect.objectContaining({ action: 'package.accepted' }), expect.objectContaining({ action: 'package.accepted' })]);
  });

  it.each<[string, Uint8Array, string, Record<string, unknown>]>([
    ['a changed file', batchPackage(GOOD, { tamper: { '件.csv': TABLE.replace('A2', 'A3') } }), 'PACKAGE_HASH', { file: '件.csv' }],
    ['a wrong number of rows', batchPackage([{ ...GOOD[0], path: '件.csv', content: TABLE, rows: 3 }]), 'PACKAGE_ROWS', { file: '件.csv', stated: 3, found: 2 }],
    ['a missing file', batchPackage([], { manifest: { files: [{ path: '没有.csv', category: '9.1', rows: 1, sha256: '0'.repeat(64) }] } }), 'PACKAGE_FILES', { file: '没有.csv (missing)' }],
    ['a file more', batchPackage(GOOD, { extra: { '多.csv': TABLE } }), 'PACKAGE_FILES', { file: '多.csv (not in the manifest)' }],
    ['a picture more', batchPackage(GOOD, { extra: { '多.png': 'x' } }), 'PACKAGE_FILES', { file: '多.png (not in the manifest)' }],
    ['another system', batchPackage(GOOD, { manifest: { system: 'S8' } }), 'PACKAGE_MANIFEST', { reason: 'there is no system S8' }],
    ['an unknown category', batchPackage([{ path: 'a.csv', content: TABLE, rows: 2, category: '8.8' }]), 'PACKAGE_MANIFEST', { reason: 'a.csv: there is no category 8.8' }],
    ['a way out', batchPackage(GOOD, { manifest: { files: [{ path: '../a.csv', category: '9.1', rows: 1, sha256: '0'.repeat(64) }] } }), 'PACKAGE_MANIFEST', { reason: 'files.0.path: must stay inside the package' }],
    ['another month', batchPackage(GOOD, { manifest: { period: '2026-13' } }), 'PACKAGE_MANIFEST', {}],
    ['a field nobody knows', batchPackage(GOOD, { manifest: { rows: 3 } }), 'PACKAGE_MANIFEST', {}],
    ['no JSON', zipSync({ 'manifest.json': strToU8('{'), 'a.csv': strToU8(TABLE) }), 'PACKAGE_MANIFEST', {}],
  ])('with %s is stopped as a whole, with the file named', async (_what, bytes, code, details) => {
    await expect(open(bytes)).rejects.toMatchObject({ code, details });
    expect(unpackedPlaces()).toEqual([]);
    expect(kit.value("SELECT details FROM audit WHERE action = 'package.refused'")).toContain(code);
  });
});

describe('keys of the senders', () => {
  const pair = generateKeyPairSync('ed25519');
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const wish = { system: 'S9', name: '测试密钥', pem };

  it('where one is kept, a package has to be signed with it; a withdrawn one asks for nothing', async () => {
    expect((await open(batchPackage(GOOD, { key: pair.privateKey }))).package?.signature).toBe('unknownKey');
    const { id } = await addSenderKey(kit.context(), wish);
    expect((await open(batchPackage(GOOD, { key: pair.privateKey }))).package).toMatchObject({ signature: 'valid', signedBy: '测试密钥' });
    await expect(open(batchPackage(GOOD))).rejects.toMatchObject({ code: 'PACKAGE_SIGNATURE' });
    await expect(open(batchPackage(GOOD, { key: generateKeyPairSync('ed25519').privateKey }))).rejects.toMatchObject({ code: 'PACKAGE_SIGNATURE' });
    await expect(open(batchPackage(GOOD, { extra: { 'manifest.sig': 'AAAA' } }))).rejects.toMatchObject({ code: 'PACKAGE_SIGNATURE' });
    await withdrawSenderKey(kit.context(), id);
    expect((await open(batchPackage(GOOD))).package?.signature).toBe('unsigned');
    expect(audit().map((entry) => JSON.stringify(entry)).filter((entry) => entry.includes('senderKey'))).toEqual([expect.stringContaining('senderKey.added'), expect.stringContaining('senderKey.withdrawn')]);
    expect(await senderKeys(kit.store.db)).toEqual([expect.objectContaining({ id, system: 'S9', name: '测试密钥', addedBy: 'tester', withdrawnBy: 'tester' })]);
  });

  it('only Ed25519 public keys are kept, each once, for a system that there is', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const wrong of ['x', rsa, secret]) await expect(addSenderKey(kit.context(), { ...wish, pem: wrong })).rejects.toMatchObject({ code: 'KEY_INVALID' });
    await expect(addSenderKey(kit.context(), { ...wish, system: 'S1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await addSenderKey(kit.context(), wish);
    await expect(addSenderKey(kit.context(), { ...wish, name: '又一次' })).rejects.toMatchObject({ code: 'KEY_KNOWN', details: { name: '测试密钥' } });
    await withdrawSenderKey(kit.context(), id);
    await expect(withdrawSenderKey(kit.context(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
