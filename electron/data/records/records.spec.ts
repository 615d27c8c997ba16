import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId, Input } from '#shared/contract/index.ts';
import { contract } from '#shared/contract/index.ts';
import { makeKit, type Kit } from '#data/intake/fixtures/kit.ts';
import { catalogueHandlers } from './index.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
  await kit.load(kit.file('a.csv', `${HEADERS}\n${ROWS}`));
});
afterEach(() => kit.close());

const HEADERS = '编号,发生日期,属地,部门,金额(元),人数,等级,是否办结,当事人,证件号,项目代码';
const ROWS = `A1,2024-03-05,府山街道,信访局,1234.5,3,一般,是,张三,11010519491231002X,2109-330602-04-01-545318
A2,2024-03-06,330603,公安局,,5,重大,否,欧阳小四,,
A3,2024-05-07,塔山街道,信访局,0.1,,,,,,
A4,坏,,,,,,,,,
`;
const page = (input: Omit<Input<'records.page'>, 'category'> = {}): ReturnType<(typeof catalogueHandlers)['records.page']> =>
  catalogueHandlers['records.page'](contract['records.page'].input.parse({ category: '9.1', ...input }), kit.context());
const numbers = async (filter: Input<'records.page'>['filter']): Promise<(string | null | undefined)[]> => (await page({ filter })).rows.map((row) => row.cells[0]).sort();

it('finds the current rows in which a field is empty, a personal one too, and refuses a field that is not there', async () => {
  expect(await numbers({ empty: 'amount' })).toEqual(['A2']);
  expect(await numbers({ empty: 'person' })).toEqual(['A3']);
  expect((await page({ filter: { empty: 'amount' } })).total).toBe(kit.value('SELECT count(*) FROM cat_test_case WHERE superseded_by IS NULL AND amount IS NULL'));
  await expect(page({ filter: { empty: 'row_id' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

describe('overview of the catalogue', () => {
  it('tells what is held, refused and when it last came, without counting tables', async () => {
    const [system] = await catalogueHandlers['catalogue.overview']({}, kit.context());
    expect(system?.categories).toEqual([
      {
        id: '9.1', slug: 'test_case', name: { zh: '测试件', en: 'Test case' }, fieldCount: 11, rows: 3, rejects: 1,
        lastBatch: { id: 1, at: '2026-01-05T08:00:00.000Z', fileName: 'a.csv' }, firstMonth: '2024-03', lastMonth: '2024-05',
      },
    ]);
    const detail = await catalogueHandlers['catalogue.category']({ id: '9.1' }, kit.context());
    expect(detail.months).toEqual([{ month: '2024-03', rows: 2 }, { month: '2024-05', rows: 1 }]);
    await kit.undo(1 as BatchId);
    const [after] = await catalogueHandlers['catalogue.overview']({}, kit.context());
    expect(after?.categories[0]).toMatchObject({ rows: 0, rejects: 0, lastBatch: null, firstMonth: null });
  });

  it('knows the counties and towns', async () => {
    const tree = await catalogueHandlers['regions.tree']({}, kit.context());
    expect([tree.length, tree.reduce((sum, county) => sum + county.towns.length, 0)]).toEqual([6, 103]);
  });
});

describe('records', () => {
  it('are shown as an official reads them, personal values masked', async () => {
    const { rows, columns, total } = await page({ sort: { field: 'case_no', direction: 'asc' } });
    expect(total).toBe(3);
    expect(rows[0]?.cells).toEqual(['A1', '2024-03-05', '越城区府山街道', '信访局', '1234.5', '3', '一般', '是', '张*', '110105********002X', '2109-330602-04-01-545318']);
    expect(rows[1]?.cells.slice(2, 9)).toEqual(['柯桥区', '公安局', null, '5', '重大', '否', '欧*']);
    expect(columns.filter((column) => column.personal).map((column) => column.field)).toEqual(['person', 'person_id']);
    expect(columns.filter((column) => column.numeric).map((column) => [column.field, column.unit])).toEqual([['amount', '元'], ['people', '人']]);
  });

  it('are found by place, time, project and text; never by a personal value', async () => {
    expect(await numbers({ towns: ['330602002'] })).toEqual(['A1']);
    expect(await numbers({ towns: ['330603'] })).toEqual(['A2']);
    expect(await numbers({ towns: ['330602'], from: '2024-04-01' })).toEqual(['A3']);
    expect(await numbers({ to: '2024-03-05' })).toEqual(['A1']);
    expect(await numbers({ project: '2109-330602-04-01-545318' })).toEqual(['A1']);
    expect(await numbers({ text: '信访' })).toEqual(['A1', 'A3']);
    expect(await numbers({ text: "a'%_" })).toEqual([]);
    expect(await numbers({ text: '张三' })).toEqual([]);
  });

  it('are sorted with empty cells last, and not by what is encrypted', async () => {
    const order = async (direction: 'asc' | 'desc'): Promise<unknown[]> => (await page({ sort: { field: 'amount', direction } })).rows.map((row) => row.cells[0]);
    expect(await order('asc')).toEqual(['A3', 'A1', 'A2']);
    expect(await order('desc')).toEqual(['A1', 'A3', 'A2']);
    await expect(page({ sort: { field: 'person', direction: 'asc' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(page({ sort: { field: 'row_id; DROP TABLE meta', direction: 'asc' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('come in pages', async () => {
    const second = await page({ limit: 2, offset: 2 });
    expect([second.total, second.rows.map((row) => row.cells[0])]).toEqual([3, ['A1']]);
  });

  it('of one batch are all it brought, also what was superseded', async () => {
    await kit.load(kit.file('b.csv', `${HEADERS}\nA1,2024-06-01,,,,,,,,,\n`));
    const of = async (batchId: number): Promise<unknown[]> => (await page({ filter: { batchId } })).rows.map((row) => [row.cells[0], row.rowNo, row.superseded]);
    expect(await of(1)).toEqual([['A3', 4, false], ['A2', 3, false], ['A1', 2, true]]);
    expect(await of(2)).toEqual([['A1', 2, false]]);
  });

  it('one by one tell where they came from and their versions', async () => {
    await kit.load(kit.file('b.csv', `${HEADERS}\nA1,2024-06-01,,,,,,,,,\n`));
    const old = (await page({ filter: { batchId: 1 } })).rows.find((row) => row.cells[0] === 'A1');
    const detail = await catalogueHandlers['records.one']({ category: '9.1', rowId: old?.rowId ?? 0 }, kit.context());
    expect(detail.origin).toMatchObject({ batchId: 1, fileName: 'a.csv', rowNo: 2, importedAt: '2026-01-05T08:00:00.000Z', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(detail.fields.find((field) => field.field === 'person')).toMatchObject({ value: '张*', personal: true });
    expect(detail.versions.map((version) => [version.batchId, version.current])).toEqual([[2, true], [1, false]]);
    await expect(catalogueHandlers['records.one']({ category: '9.1', rowId: 999 }, kit.context())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(catalogueHandlers['records.one']({ category: '9.9', rowId: 1 }, kit.context())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
