import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#data/sample/gb18030.ts';
import { handMade, sheetXml } from './fixtures/workbook.ts';
import { CASES, CATALOGUE, makeKit, type Kit } from './fixtures/kit.ts';
import { inspectFile } from './inspect.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const inspect = (path: string, options?: Parameters<typeof inspectFile>[2]): ReturnType<typeof inspectFile> => inspectFile({ store: kit.store, catalogue: CATALOGUE }, path, options);

describe('inspection of a file', () => {
  it('tells what it is, its headers and first rows, and how its columns would be mapped', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `A${String(index)},2024-03-05,12,张三,11010519491231002X,13812345678`);
    const path = kit.file('a.csv', encodeGb18030(`\n件号,日期,金额（万元）,当事人,身份证号,备注\n${lines.join('\n')}\n`));
    const found = await inspect(path);
    expect(found).toMatchObject({ fileName: 'a.csv', format: 'csv', encoding: 'GB18030', delimiter: ',', sheets: [], sheet: null, category: '9.1', missing: [], alreadyImported: null });
    expect(found.headers).toEqual(['件号', '日期', '金额（万元）', '当事人', '身份证号', '备注']);
    expect(found.mapping.map((column) => [column.field, column.unit, column.source])).toEqual([
      ['case_no', null, 'synonym'], ['happened', null, 'synonym'], ['amount', '万元', 'name'], ['person', null, 'name'], ['person_id', null, 'synonym'], [null, null, 'none'],
    ]);
    expect(found.guesses[0]).toMatchObject({ category: '9.1', matched: 5, keyFound: true });
    expect(found.preview).toHaveLength(20);
    expect(found.preview[0]).toEqual(['A0', '2024-03-05', '12', '张*', '110105********002X', '138****5678']);
  });

  it('names required fields without a column', async () => {
    expect((await inspect(kit.file('a.csv', '编号,属地,部门\nA1,,\n'))).missing).toEqual(['happened']);
  });

  it('gives a field to one column only: the name before a synonym', async () => {
    const found = await inspect(kit.file('a.csv', '日期,编号,发生日期\n1,2,3\n'));
    expect(found.mapping.map((column) => column.field)).toEqual([null, 'case_no', 'happened']);
  });

  it('follows what a person chose before', async () => {
    const path = kit.file('a.csv', '编号,日期,经办,部门\nA1,2024-01-01,甲,乙\n');
    await kit.load(path, { mapping: await kit.mapping(path, { 经办: 'department', 部门: null }) });
    const found = await inspect(kit.file('b.csv', '编号,日期,经 办,部门\nA2,2024-01-01,甲,乙\n'));
    expect(found.mapping.slice(2).map((column) => [column.field, column.source])).toEqual([['department', 'remembered'], [null, 'remembered']]);
  });

  it('recognises a file that is in, by its content and not its name', async () => {
    await kit.load(kit.file('a.csv', '编号,发生日期\nA1,2024-01-01\n'));
    expect((await inspect(kit.file('b.csv', '编号,发生日期\nA1,2024-01-01\n'))).alreadyImported).toEqual({ batchId: 1, at: '2026-01-05T08:00:00.000Z' });
    expect((await inspect(kit.file('c.csv', '编号,发生日期\nA1,2024-01-02\n'))).alreadyImported).toBeNull();
    await kit.undo(1 as never);
    expect((await inspect(kit.file('b.csv', '编号,发生日期\nA1,2024-01-01\n'))).alreadyImported).toBeNull();
  });

  it('reads the named sheet of a workbook', async () => {
    const cells = (...texts: string[]): string => `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
    const path = kit.file('a.xlsx', handMade({ sheets: { 说明: sheetXml(cells('请先阅读')), 明细: sheetXml(cells('编号', '发生日期') + cells('A1', '2024-01-01')) } }));
    await expect(inspect(path)).rejects.toMatchObject({ code: 'FILE_NO_HEADER' });
    expect(await inspect(path, { sheet: '明细' })).toMatchObject({ format: 'xlsx', encoding: null, delimiter: null, sheets: ['说明', '明细'], sheet: '明细', headers: ['编号', '发生日期'] });
  });

  it('refuses a table of no category, unless the category is named', async () => {
    const path = kit.file('a.csv', '当事人,金额\n甲,1\n');
    await expect(inspect(path)).rejects.toMatchObject({ code: 'FILE_NO_HEADER' });
    expect(await inspect(path, { category: CASES.id })).toMatchObject({ category: '9.1', missing: ['case_no', 'happened'] });
    await expect(inspect(path, { category: '8.8' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
