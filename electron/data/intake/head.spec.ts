import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CASES, CATALOGUE, makeKit, type Kit } from './fixtures/kit.ts';
import { handMade, sheetXml } from './fixtures/workbook.ts';
import { inspectFile } from './inspect.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const inspect = (path: string, category?: string): ReturnType<typeof inspectFile> => inspectFile({ store: kit.store, catalogue: CATALOGUE }, path, { category });
const rows = (...lines: readonly (readonly string[])[]): string =>
  lines.map((cells, line) => `<row r="${String(line + 1)}">${cells.map((cell, column) => (cell === '' ? '' : `<c r="${String.fromCharCode(65 + column)}${String(line + 1)}" t="inlineStr"><is><t>${cell}</t></is></c>`)).join('')}</row>`).join('');
const book = (...lines: readonly (readonly string[])[]): Uint8Array => handMade({ sheets: { 台账: sheetXml(rows(...lines)) } });

const TITLED = [
  ['2026年10月信访件台账'],
  ['填报单位：测试', '', '单位：万元'],
  [],
  ['编号', '发生日期', '属地', '人数'],
  ['A1', '2024-03-05', '塔山街道', '3'],
  ['A2', '2024-03-06', '塔山街道', '4'],
  ['编号', '发生日期', '属地', '人数'],
  ['A3', '2024-03-07', '塔山街道', '5'],
  ['合 计', '', '', '12'],
  ['注：以上为初步统计'],
  ['填表人：测试', '', '审核人：测试'],
] as const;

describe('a table with titles above it, and notes and totals below', () => {
  it('is found by its header, and what stands above is shown', async () => {
    const path = kit.file('台账.xlsx', book(...TITLED));
    for (const category of [undefined, CASES.id]) {
      expect(await inspect(path, category)).toMatchObject({
        category: '9.1', headers: ['编号', '发生日期', '属地', '人数'], headerRow: 4, headerLines: 1, above: ['2026年10月信访件台账', '填报单位：测试 单位：万元'],
        preview: [['A1', '2024-03-05', '塔山街道', '3'], ['A2', '2024-03-06', '塔山街道', '4'], ['编号', '发生日期', '属地', '人数'], ['A3', '2024-03-07', '塔山街道', '5'], ['合 计', '', '', '12'], ['注：以上为初步统计', '', '', ''], ['填表人：测试', '', '审核人：测试', '']],
      });
    }
  });

  it('is imported without them: the rest is accounted for with a reason of its own', async () => {
    const report = await kit.load(kit.file('台账.xlsx', book(...TITLED)));
    expect([report.read, report.accepted, report.rejected]).toEqual([7, 3, 4]);
    expect(report.rejects.map(({ rowNo, reasons }) => [rowNo, reasons.map(({ code }) => code)])).toEqual([7, 9, 10, 11].map((rowNo) => [rowNo, ['beside_table']]));
    expect(kit.store.raw.prepare('SELECT case_no, row_no FROM cat_test_case ORDER BY case_no').raw().all()).toEqual([['A1', 5], ['A2', 6], ['A3', 8]]);
  });

  it('a key that only begins like a note or a total is data', async () => {
    const report = await kit.load(kit.file('a.csv', '编号,发生日期,部门\n合计信001,2024-01-01,\n注：5,2024-01-01,\n说明书2号,2024-01-01,\n合计,2024-01-01,\n'));
    expect([report.accepted, report.rejects.map(({ reasons }) => reasons[0]?.code)]).toEqual([2, ['beside_table', 'beside_table']]);
  });
});

describe('a header of two lines', () => {
  it('with merged cells is one: names of the lower line, under their group where they stand twice', async () => {
    const path = kit.file('两行.xlsx', book(['编号', '时间地点', '', '当事人', '', '经办', ''], ['', '发生日期', '属地', '当事人', '电话', '部门', '电话'], ['A1', '2024-03-05', '塔山街道', '张三', '1', '信访局', '2']));
    expect(await inspect(path)).toMatchObject({ headers: ['编号', '发生日期', '属地', '当事人', '当事人 电话', '部门', '经办 电话'], headerRow: 2, headerLines: 2, above: [] });
    expect(await kit.load(path)).toMatchObject({ read: 1, accepted: 1 });
  });

  it('is not made of a header and the first row below it', async () => {
    const path = kit.file('a.csv', '编号,发生日期,,部门\nA1,2024-03-05,备注,信访局\n');
    expect(await inspect(path)).toMatchObject({ headers: ['编号', '发生日期', '', '部门'], headerRow: 1, headerLines: 1 });
  });
});

describe('what is not found', () => {
  it('a header below the twentieth row stays out of reach, and the file is refused', async () => {
    const path = kit.file('a.csv', `${'说明文字\n'.repeat(20)}编号,发生日期\nA1,2024-01-01\n`);
    await expect(inspect(path)).rejects.toMatchObject({ code: 'FILE_NO_HEADER' });
    expect(await inspect(path, CASES.id)).toMatchObject({ headers: ['说明文字'], headerRow: 1 });
  });

  it('columns that were mapped by hand are found again where they stood', async () => {
    const path = kit.file('a.csv', '标题\n甲,乙\nA1,2024-01-01\n');
    const mapping = [{ index: 0, header: '甲', field: 'case_no', unit: null }, { index: 1, header: '乙', field: 'happened', unit: null }];
    expect(await kit.load(path, { mapping })).toMatchObject({ read: 1, accepted: 1 });
    expect(await inspect(path, CASES.id)).toMatchObject({ headers: ['甲', '乙'], headerRow: 2, above: ['标题'] });
    await expect(kit.load(path, { mapping: [{ index: 0, header: '丙', field: 'case_no', unit: null }, { index: 1, header: '乙', field: 'happened', unit: null }] })).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  });
});
