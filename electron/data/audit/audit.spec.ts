import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { openStore, type Store } from '#data/store/index.ts';
import { appendAudit } from './append.ts';
import { verifyChain } from './audit-repository.ts';
import { ChainVerifier, entryHash, GENESIS, type ChainEntry } from './chain.ts';
import { exportChain, verifyExport } from './export.ts';

let dir = '';
let store: Store;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'fq-audit-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  for (let n = 1; n <= 12; n += 1) {
    await store.write((tx) => appendAudit(tx, { at: new Date(Date.UTC(2026, 0, n)), actor: 'program', action: 'store.created', subject: 'store', details: { n, 词: '稳评' } }));
  }
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('the chain in the store', () => {
  it('verifies as it stands', async () => {
    expect(await verifyChain(store.db)).toMatchObject({ ok: true, entries: 12 });
  });

  it('cannot be updated or deleted through the database', () => {
    expect(() => store.raw.exec("UPDATE audit SET actor = 'x' WHERE seq = 3")).toThrow('cannot be changed');
    expect(() => store.raw.exec('DELETE FROM audit WHERE seq = 12')).toThrow('cannot be changed');
    expect(() => store.raw.exec('UPDATE audit_head SET seq = 3')).toThrow('only grows');
  });

  it.each([
    ['an altered word', 'UPDATE audit SET details = replace(details, \'"n":5\', \'"n":6\') WHERE seq = 5', 5, 'hash'],
    ['an altered hash', "UPDATE audit SET hash = 'f' || substr(hash, 2) WHERE seq = 7", 7, 'hash'],
    ['a removed entry', 'DELETE FROM audit WHERE seq = 4', 4, 'gap'],
    ['a cut tail', 'DELETE FROM audit WHERE seq > 9', 10, 'truncated'],
  ])('names the first broken link after %s, even when the guards were dropped', async (_what, sql, brokenAt, reason) => {
    store.raw.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete');
    store.raw.exec(sql);
    expect(await verifyChain(store.db)).toMatchObject({ ok: false, brokenAt, reason });
  });

  it('notices that the guards are gone', async () => {
    store.raw.exec('DROP TRIGGER audit_no_update');
    expect(await verifyChain(store.db)).toMatchObject({ ok: false, reason: 'format' });
  });
});

describe('the exported history', () => {
  it('is checked without a store, and any change is found', async () => {
    const file = join(dir, 'audit.ndjson');
    expect(await exportChain(store.db, file)).toMatchObject({ entries: 12 });
    expect(await verifyExport(file)).toMatchObject({ ok: true, entries: 12 });
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.map((line, index) => (index === 6 ? line.replace('program', 'Program') : line)).join('\n'));
    expect(await verifyExport(file)).toMatchObject({ ok: false, brokenAt: 7, reason: 'hash' });
    writeFileSync(file, [...lines.slice(0, 9), ''].join('\n'));
    expect(await verifyExport(file)).toMatchObject({ ok: false, reason: 'truncated' });
  });

  it('says so when the file is something else', async () => {
    const file = join(dir, 'x.ndjson');
    writeFileSync(file, 'hello\n');
    await expect(verifyExport(file)).rejects.toMatchObject({ code: 'FILE_NOT_A_TABLE' });
  });
});

describe('ChainVerifier', () => {
  const chain = (texts: readonly string[]): ChainEntry[] => {
    let previousHash = GENESIS;
    return texts.map((details, index) => {
      const body = { seq: index + 1, at: '2026-01-01T00:00:00.000Z', actor: 'a', action: 'b', subject: 'c', details, previousHash };
      previousHash = entryHash(body);
      return { ...body, hash: previousHash };
    });
  };

  it('finds any single changed character, at the place where it is', () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 20 }), fc.nat(), fc.constantFrom('at', 'actor', 'action', 'subject', 'details', 'previousHash', 'hash'), (texts, pick, member) => {
      const entries = chain(texts);
      const index = pick % entries.length;
      const verifier = new ChainVerifier();
      entries.forEach((entry, at) => verifier.add(at === index ? { ...entry, [member]: `${entry[member as 'at']}!` } : entry));
      const verdict = verifier.finish();
      return !verdict.ok && verdict.brokenAt === index + 1;
    }));
  });
});
