import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categorySchema, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { columnsOf } from '#data/catalogue/index.ts';
import { CASES, CATALOGUE, makeKit, type Kit } from './fixtures/kit.ts';
import { ensureCategoryTables } from './tables.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const TEXT = '编号,发生日期,金额\nA1,2024-03-05,1.25\n';
function changed(patch: (fields: CategoryDescriptor['fields']) => unknown[], more: object = {}): Catalogue {
  return { ...CATALOGUE, categories: [categorySchema.parse({ ...CASES, ...more, fields: patch(CASES.fields) })] };
}
const columns = (): unknown[] => kit.store.raw.prepare("SELECT name FROM pragma_table_info('cat_test_case')").pluck().all();
const actions = (): unknown[] => kit.store.raw.prepare("SELECT action FROM audit WHERE action LIKE 'catalogue.%'").pluck().all();

describe('tables of the catalogue', () => {
  it('are made once, with every column, and recorded', async () => {
    expect(columns()).toEqual(columnsOf(CASES).map((column) => column.name));
    await ensureCategoryTables(kit.store, CATALOGUE);
    expect(actions()).toEqual(['catalogue.installed']);
    expect(kit.value('SELECT slug FROM category_entry')).toBe('test_case');
  });

  it('take over a new field and keep the rows, their hashes and their batch', async () => {
    await kit.load(kit.file('a.csv', TEXT));
    const next = changed((fields) => [...fields, { id: 'note', name: { zh: '备注', en: 'Note' }, type: 'text' }]);
    await ensureCategoryTables(kit.store, next);
    expect(kit.store.raw.prepare('SELECT case_no, amount, note FROM cat_test_case').get()).toEqual({ case_no: 'A1', amount: 125, note: null });
    expect(actions()).toEqual(['catalogue.installed', 'catalogue.changed']);
    const category = next.categories[0];
    if (category === undefined) throw new Error('no category');
    expect(await kit.load(kit.file('b.csv', TEXT.replace('A1', '"A1"')), { category })).toMatchObject({ unchanged: 1, accepted: 0 });
  });

  it('take over names, synonyms and codes without touching the table', async () => {
    const before = kit.value("SELECT rootpage FROM sqlite_master WHERE name = 'cat_test_case'");
    await ensureCategoryTables(kit.store, changed((fields) => fields.map((field) => ({ ...field, synonyms: [...field.synonyms, `别名${field.id}`] }))));
    expect(kit.value("SELECT rootpage FROM sqlite_master WHERE name = 'cat_test_case'")).toBe(before);
    expect(actions()).toEqual(['catalogue.installed', 'catalogue.changed']);
  });

  it('refuse a change that would alter or lose what they hold', async () => {
    await kit.load(kit.file('a.csv', TEXT));
    const faults = [
      changed((fields) => fields.filter((field) => field.id !== 'level')),
      changed((fields) => fields.map((field) => (field.id === 'amount' ? { ...field, scale: 4 } : field))),
      changed((fields) => fields.map((field) => (field.id === 'amount' ? { ...field, unit: '万元' } : field))),
      changed((fields) => fields.map((field) => (field.id === 'department' ? { ...field, required: true } : field))),
    ];
    for (const fault of faults) await expect(ensureCategoryTables(kit.store, fault)).rejects.toMatchObject({ code: 'RESOURCE_INVALID' });
    expect(kit.store.raw.prepare('SELECT case_no, amount FROM cat_test_case').all()).toEqual([{ case_no: 'A1', amount: 125 }]);
    expect(actions()).toEqual(['catalogue.installed']);
  });

  it('take any change while they are empty', async () => {
    await ensureCategoryTables(kit.store, changed((fields) => fields.filter((field) => field.id !== 'level'), { key: ['case_no', 'happened'] }));
    expect(columns()).not.toContain('level');
  });
});
