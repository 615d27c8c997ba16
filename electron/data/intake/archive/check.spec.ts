import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CATALOGUE, makeKit, type Kit } from '../fixtures/kit.ts';
import { batchPackage } from '../fixtures/package.ts';
import { checkPath, type CheckReport } from './check.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const GOOD = '编号,发生日期,备注\nA1,2024-03-05,\nA2,昨天,\n,2024-03-05,\n';
const checked = (name: string, bytes: string | Uint8Array, publicKey?: string): Promise<CheckReport> => checkPath(kit.file(name, bytes), { catalogue: CATALOGUE, regions: kit.regions, publicKey });

describe('what the maker of a file is told', () => {
  it('of a table: its category, the columns that stay out, and why rows would be refused', async () => {
    expect(await checked('件.csv', GOOD)).toMatchObject({
      ok: true, package: null,
      files: [{ category: '9.1', rows: 3, rejected: 2, reasons: { 'happened: bad_date': 1, 'case_no: required': 1 }, unmapped: ['备注'], problems: [] }],
    });
    expect(await checked('缺.csv', '编号,属地\nA1,\n')).toMatchObject({ ok: false, files: [{ problems: [{ code: 'MAPPING_INCOMPLETE' }] }] });
    expect(await checked('别.csv', '甲,乙\n1,2\n')).toMatchObject({ ok: false, files: [{ category: null, problems: [{ code: 'FILE_NO_HEADER' }] }] });
  });

  it('says the same as the import does', async () => {
    const { files } = await checked('件.csv', GOOD);
    const report = await kit.load(kit.file('件.csv', GOOD), { dryRun: true });
    expect([files[0]?.rows, files[0]?.rejected]).toEqual([report.read, report.rejected]);
    expect(files[0]?.reasons).toEqual(Object.fromEntries(report.reasons.map(({ code, field, count }) => [`${field ?? 'row'}: ${code}`, count])));
  });

  it('of a package: every fault at once', async () => {
    const files = [{ path: 'a.csv', content: GOOD, rows: 4 }, { path: 'b.csv', content: GOOD, rows: 3 }, { path: 'c.csv', content: '编号\nA1\n', rows: 1 }];
    const report = await checked('包.zip', batchPackage(files, { tamper: { 'b.csv': `${GOOD}A9,2024-01-01,\n` }, extra: { '多.csv': GOOD } }));
    expect(report).toMatchObject({ ok: false, package: { system: 'S9', period: '2026-10', signature: 'unsigned' }, problems: [{ code: 'PACKAGE_FILES' }] });
    expect(report.files.map(({ path, problems }) => [path, problems.map(({ code }) => code)])).toEqual([['a.csv', ['PACKAGE_ROWS']], ['b.csv', ['PACKAGE_HASH']], ['c.csv', ['MAPPING_INCOMPLETE']]]);
    expect((await checked('好.zip', batchPackage([{ path: 'a.csv', content: GOOD, rows: 3 }]))).ok).toBe(true);
  });

  it('whether the signature holds, by the key that is given', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const files = [{ path: 'a.csv', content: GOOD, rows: 3 }];
    expect(await checked('a.zip', batchPackage(files, { key: privateKey }), pem)).toMatchObject({ ok: true, package: { signature: 'valid' } });
    expect(await checked('b.zip', batchPackage(files), pem)).toMatchObject({ ok: false, package: { signature: 'invalid' }, problems: [{ code: 'PACKAGE_SIGNATURE' }] });
  });
});
