import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { backupStore, restoreStore } from './backup.ts';
import { migrate } from './migrate.ts';
import { newestSchema } from './migrations/index.ts';
import { APPLICATION_ID, openStore, type Store } from './open.ts';
import { keyPath, openSecrets } from './secrets.ts';

let dir = '';
const open: Store[] = [];
const make = (name = 'a.db', key?: string): Store => {
  const store = openStore(join(dir, name), { mode: 'createOrExisting', ...(key === undefined ? {} : { key }) });
  open.push(store);
  return store;
};

beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fq-store-')); });
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('openStore', () => {
  it('makes a store that is marked as ours and up to date, with STRICT tables only', () => {
    const { raw } = make();
    expect(raw.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(raw.pragma('user_version', { simple: true })).toBe(newestSchema());
    const loose = raw.prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'").all();
    expect(loose).toEqual([]);
  });

  it('refuses what is not a store of ours, and leaves it as it was', () => {
    const path = join(dir, 'other.db');
    const other = new Database(path);
    other.exec('CREATE TABLE t (x)');
    other.close();
    expect(() => openStore(path, { mode: 'existing' })).toThrow(expect.objectContaining({ code: 'STORE_NOT_OURS' }));
    const text = join(dir, 'text.db');
    writeFileSync(text, 'this is not a database at all, only words that go on for a while'.repeat(20));
    expect(() => openStore(text, { mode: 'existing' })).toThrow(expect.objectContaining({ code: 'STORE_NOT_OURS' }));
    expect(readFileSync(text, 'utf8')).toContain('only words');
  });

  it('says when a store is missing, in the way, or from a newer program', () => {
    const path = join(dir, 'none.db');
    expect(() => openStore(path, { mode: 'existing' })).toThrow(expect.objectContaining({ code: 'STORE_NOT_FOUND' }));
    expect(existsSync(path)).toBe(false);
    const store = make();
    store.raw.pragma(`user_version = ${String(newestSchema() + 10)}`);
    expect(() => openStore(store.path, { mode: 'create' })).toThrow(expect.objectContaining({ code: 'STORE_EXISTS' }));
    expect(() => openStore(store.path, { mode: 'existing' })).toThrow(expect.objectContaining({ code: 'STORE_FROM_FUTURE' }));
  });

  it('encrypts at rest with a key, and cannot be read without it', async () => {
    const store = make('secret.db', 'a passphrase');
    store.raw.prepare("INSERT INTO meta VALUES ('word', 'plainly visible')").run();
    await store.close();
    expect(readFileSync(store.path).includes('plainly visible')).toBe(false);
    expect(() => openStore(store.path, { mode: 'existing' })).toThrow(expect.objectContaining({ code: 'STORE_NOT_OURS' }));
    expect(make('secret.db', 'a passphrase').raw.prepare("SELECT value FROM meta WHERE key = 'word'").pluck().get()).toBe('plainly visible');
  });
});

describe('migrate', () => {
  it('does all steps or none, and keeps a copy before it touches a filled store', () => {
    const raw = new Database(join(dir, 'm.db'));
    migrate(raw, [{ number: 10, name: 'one', sql: 'CREATE TABLE one (x INTEGER) STRICT' }]);
    const copies: number[] = [];
    const steps = [
      { number: 10, name: 'one', sql: 'CREATE TABLE one (x INTEGER) STRICT' },
      { number: 20, name: 'two', sql: 'CREATE TABLE two (x INTEGER) STRICT' },
      { number: 30, name: 'bad', sql: 'CREATE TABLE one (x INTEGER) STRICT' },
    ];
    expect(() => migrate(raw, steps, (from) => copies.push(from))).toThrow(/already exists/);
    expect(copies).toEqual([10]);
    expect(raw.pragma('user_version', { simple: true })).toBe(10);
    expect(raw.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'two'").pluck().get()).toBe(0);
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
    raw.close();
  });

  it('rolls back when a step leaves orphans behind', () => {
    const raw = new Database(join(dir, 'm.db'));
    const sql = 'CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE c (p INTEGER REFERENCES p (id)) STRICT; INSERT INTO c VALUES (7)';
    expect(() => migrate(raw, [{ number: 10, name: 'orphan', sql }])).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
    expect(raw.pragma('user_version', { simple: true })).toBe(0);
    raw.close();
  });
});

describe('write', () => {
  it('keeps nothing of a transaction that throws, and lets the next one through', async () => {
    const store = make();
    const failing = store.write(async (tx) => {
      await tx.insertInto('meta').values({ key: 'a', value: '1' }).execute();
      throw new Error('stop');
    });
    const next = store.write((tx) => tx.insertInto('meta').values({ key: 'b', value: '2' }).execute());
    await expect(failing).rejects.toThrow('stop');
    await next;
    expect(await store.db.selectFrom('meta').select('key').where('key', 'in', ['a', 'b']).execute()).toEqual([{ key: 'b' }]);
  });
});

describe('backup', () => {
  it('makes a verified copy with its key file, and brings it back', async () => {
    const store = make();
    const protectedText = openSecrets(store).protect('张三样例');
    store.raw.prepare("INSERT INTO meta VALUES ('cell', ?)").run(protectedText);
    const copy = join(dir, 'copy.db');
    expect(backupStore(store, copy).bytes).toBeGreaterThan(0);
    await store.close();
    const back = join(dir, 'back.db');
    restoreStore(copy, back);
    const restored = make('back.db');
    const cell = restored.raw.prepare("SELECT value FROM meta WHERE key = 'cell'").pluck().get() as string;
    expect(openSecrets(restored).reveal(cell)).toBe('张三样例');
    expect(() => restoreStore(copy, back)).toThrow(expect.objectContaining({ code: 'STORE_EXISTS' }));
  });

  it('refuses a damaged backup before anything is put in place', () => {
    const store = make();
    const copy = join(dir, 'copy.db');
    backupStore(store, copy);
    const bytes = readFileSync(copy);
    bytes.fill(0x41, 4096, 20_480);
    writeFileSync(copy, bytes);
    expect(() => restoreStore(copy, join(dir, 'back.db'))).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
    expect(existsSync(join(dir, 'back.db'))).toBe(false);
  });
});

describe('secrets', () => {
  it('hides and tells back, joins by keyed hash, and misses its key file', () => {
    const store = make();
    const secrets = openSecrets(store);
    const text = secrets.protect('330602199001011234');
    expect(text).not.toContain('330602');
    expect(secrets.reveal(text)).toBe('330602199001011234');
    expect(secrets.token('a')).toBe(openSecrets(store).token('a'));
    rmSync(keyPath(store.path));
    expect(() => openSecrets(store)).toThrow(expect.objectContaining({ code: 'STORE_KEY_MISSING' }));
    writeFileSync(keyPath(store.path), Buffer.alloc(32, 7).toString('base64'));
    expect(() => openSecrets(store)).toThrow(expect.objectContaining({ code: 'STORE_KEY_MISSING' }));
  });
});
