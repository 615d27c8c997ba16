import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { openStore, type Store } from '#data/store/index.ts';
import { categoryTableSql, columnsOf, loadCatalogue, tableName } from './index.ts';

const catalogue = loadCatalogue(new URL('../../../resources', import.meta.url).pathname);
let dir: string;
let store: Store;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fengqiao-tables-'));
  store = openStore(join(dir, 'store.db'), { mode: 'create' });
  for (const category of catalogue.categories) for (const statement of categoryTableSql(category)) store.raw.exec(statement);
  store.raw.exec(`INSERT INTO batch (id, category, file_name, sha256, size, format, imported_at, imported_by, read_count, accepted_count, unchanged_count,
    superseded_count, rejected_count, duration_ms, state, headers, mapping) VALUES (1, '1.6', 'a.csv', '', 0, 'csv', '', '', 0, 0, 0, 0, 0, 0, 'committed', '[]', '[]')`);
});
afterAll(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const names = (sql: string, ...parameters: unknown[]): string[] => store.raw.prepare(sql).pluck().all(...parameters) as string[];

describe('the generated tables', () => {
  it.each(catalogue.categories.map((category) => [category.id, category] as const))('%s: SQLite holds it, strict, with the columns the catalogue says', (_, category) => {
    const table = tableName(category);
    expect(names('SELECT strict FROM pragma_table_list WHERE name = ?', table)).toEqual([1]);
    expect(names('SELECT name || \' \' || type FROM pragma_table_info(?)', table)).toEqual(columnsOf(category).map(({ name, sqlType }) => `${name} ${sqlType}`));
    const indexes = names('SELECT name FROM pragma_index_list(?) ORDER BY name', table);
    const expected = ['by_batch', 'by_closing', 'by_key', 'by_place', ...(category.roles.project === undefined ? [] : ['by_project'])];
    expect(indexes).toEqual(expected.map((name) => `${table}_${name}`));
  });

  it('hold whole numbers where the type is one, and text elsewhere', () => {
    const types = new Map(columnsOf(categoryById(catalogue, '1.6')!).map(({ name, sqlType }) => [name, sqlType]));
    expect([types.get('amount'), types.get('is_capital'), types.get('fiscal_year'), types.get('arrived_on'), types.get('source_type')]).toEqual(['INTEGER', 'INTEGER', 'INTEGER', 'TEXT', 'TEXT']);
  });

  it('keep a personal value as text, with a keyed hash beside it', () => {
    const columns = columnsOf(categoryById(catalogue, '2.4')!);
    expect(columns.filter(({ kind }) => kind === 'hash').map(({ name }) => name)).toEqual(['h_petitioner', 'h_petitioner_id', 'h_petitioner_address']);
    expect(columns.filter(({ field }) => field?.personal !== undefined).every(({ sqlType }) => sqlType === 'TEXT')).toBe(true);
  });
});

describe('the table of 1.6', () => {
  const insert = (values: Record<string, string | number | null>): void => {
    const row = { batch_id: 1, row_no: 2, row_hash: 'x', project_code: '2109-330602-04-01-545318', source_no: '1', ...values };
    store.raw.prepare(`INSERT INTO cat_project_funding (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((key) => `@${key}`).join(', ')})`).run(row);
  };

  it('has one current row for a key and any number of superseded ones', () => {
    insert({});
    expect(() => insert({})).toThrow(/UNIQUE/);
    insert({ superseded_by: 1 });
    insert({ superseded_by: 1 });
    insert({ source_no: '2' });
  });
  it('takes every safe integer exactly, and no fraction', () => {
    insert({ source_no: '3', amount: Number.MAX_SAFE_INTEGER });
    expect(store.raw.prepare("SELECT amount FROM cat_project_funding WHERE source_no = '3'").pluck().safeIntegers().get()).toBe(BigInt(Number.MAX_SAFE_INTEGER));
    expect(() => insert({ source_no: '4', amount: 0.5 })).toThrow(/cannot store REAL/);
  });
  it('refuses what no validator lets through', () => {
    expect(() => insert({ source_no: '5', is_capital: 2 })).toThrow(/CHECK/);
    expect(() => insert({ source_no: '5', amount: 'viel' })).toThrow(/cannot store TEXT/);
    expect(() => insert({ source_no: null })).toThrow(/NOT NULL/);
    expect(() => insert({ source_no: '5', batch_id: 99 })).toThrow(/FOREIGN KEY/);
  });
});

describe('the indexes serve', () => {
  const plan = (sql: string): string =>
    (store.raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ');
  it.each([
    ['the evidence of a place and a window', "SELECT count(*) FROM cat_petition WHERE n_town = '330602002' AND n_date >= '2024-01-01' AND superseded_by IS NULL", 'cat_petition_by_place'],
    ['the current version of a key', "SELECT row_id FROM cat_petition WHERE petition_no = 'X' AND superseded_by IS NULL", 'cat_petition_by_key'],
    ['all records of a project', "SELECT row_id FROM cat_expropriation WHERE n_project = 'X' AND superseded_by IS NULL", 'cat_expropriation_by_project'],
    ['taking a batch back', 'DELETE FROM cat_petition WHERE batch_id = 7', 'cat_petition_by_batch'],
    ['bringing back what a batch closed', 'UPDATE cat_petition SET superseded_by = NULL WHERE superseded_by = 7', 'cat_petition_by_closing'],
  ])('%s', (_, sql, index) => expect(plan(sql)).toContain(`INDEX ${index}`));
});
