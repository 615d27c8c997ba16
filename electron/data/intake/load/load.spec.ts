import { appendFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#data/audit/index.ts';
import { handMade, sheetXml } from '../fixtures/workbook.ts';
import { openConnection } from '#data/store/index.ts';
import { makeKit, type Kit } from '../fixtures/kit.ts';
import { openChecked } from './checked-source.ts';
import { loadBatch } from './load.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const HEADERS = '编号,发生日期,属地,部门,金额(万元),人数,等级,是否办结,当事人,证件号,项目代码';
const GOOD = `${HEADERS}
A1,2024-03-05,330602002,信访局,1.5,3,一般,是,张三,11010519491231002X,2109-330602-04-01-545318
A2,2024/3/6,塔山街道,信访局,,5,重大,否,李四,,
A3,20240407,330603,公安局,2,,1,,,,
`;
const counts = (report: { read: number; accepted: number; unchanged: number; superseded: number; rejected: number }): number[] =>
  [report.read, report.accepted, report.unchanged, report.superseded, report.rejected];
const rows = (where = 'superseded_by IS NULL'): unknown[] => kit.store.raw.prepare(`SELECT case_no FROM cat_test_case WHERE ${where} ORDER BY case_no`).pluck().all();
const monthly = (): unknown[] => kit.store.raw.prepare('SELECT month, town, department, row_count FROM monthly ORDER BY 1, 2, 3').raw().all();

describe('a first batch', () => {
  it('brings in what is right, keeps what is not with every reason, and the counts close', async () => {
    const path = kit.file('a.csv', `${GOOD}A4,2024-13-01,没有这个镇,信访局,-1,x,三级,可能,王五,123,\n,2024-03-05,,,,,,,,,\n`);
    const report = await kit.load(path);
    expect(counts(report)).toEqual([5, 3, 0, 0, 2]);
    expect(report).toMatchObject({ batchId: 1, category: '9.1', dryRun: false, fileName: 'a.csv' });
    expect(rows()).toEqual(['A1', 'A2', 'A3']);
    const [first, second] = report.rejects;
    expect(first?.rowNo).toBe(5);
    expect(first?.reasons.map((reason) => [reason.code, reason.field, reason.column])).toEqual([
      ['bad_date', 'happened', 1], ['unknown_region', 'region', 2], ['out_of_range', 'amount', 4], ['bad_number', 'people', 5],
      ['unknown_code', 'level', 6], ['bad_boolean', 'closed', 7], ['bad_citizen_id', 'person_id', 9],
    ]);
    expect(second).toMatchObject({ rowNo: 6, reasons: [{ code: 'required', field: 'case_no' }] });
    expect(kit.value('SELECT count(*) FROM reject_reason')).toBe(8);
    expect(report.reasons.reduce((sum, reason) => sum + reason.count, 0)).toBe(8);
    expect(kit.value('SELECT read_count - accepted_count - unchanged_count - superseded_count - rejected_count FROM batch')).toBe(0);
  });

  it('stores exact values, normalised places, and the ledger of the file', async () => {
    const report = await kit.load(kit.file('a.csv', GOOD));
    const row = kit.store.raw.prepare("SELECT * FROM cat_test_case WHERE case_no = 'A1'").get();
    expect(row).toMatchObject({ amount: 1_500_000, people: 3, level: '1', closed: 1, happened: '2024-03-05', n_town: '330602002', n_county: '330602', n_department: '信访局', n_project: '2109-330602-04-01-545318', row_no: 2, batch_id: 1 });
    expect(monthly()).toEqual([['2024-03', '330602001', '信访局', 1], ['2024-03', '330602002', '信访局', 1], ['2024-04', '', '公安局', 1]]);
    expect(kit.store.raw.prepare('SELECT category, encoding, format, imported_by, state, headers FROM batch').get()).toEqual({
      category: '9.1', encoding: 'UTF-8', format: 'csv', imported_by: 'tester', state: 'committed', headers: JSON.stringify(HEADERS.split(',')),
    });
    expect(report.seconds).toBeGreaterThan(0);
    expect(await verifyChain(kit.store.db)).toMatchObject({ ok: true });
    expect(kit.value("SELECT count(*) FROM audit WHERE action = 'batch.imported' AND subject = 'batch:1'")).toBe(1);
  });

  it('keeps personal values encrypted, joinable, and masked where they are shown', async () => {
    const report = await kit.load(kit.file('a.csv', `${GOOD}A9,坏日期,,,,,,,赵小六,11010519491231002X,\n`));
    const row = kit.store.raw.prepare("SELECT person, h_person, person_id FROM cat_test_case WHERE case_no = 'A1'").get() as Record<string, string>;
    expect(JSON.stringify(row)).not.toMatch(/张三|11010519491231002X/);
    expect(kit.secrets.reveal(row['person'] ?? '')).toBe('张三');
    expect(row['h_person']).toBe(kit.secrets.token('张三'));
    expect(report.rejects[0]?.cells.slice(8, 10)).toEqual(['赵*', '110105********002X']);
    const stored = kit.value('SELECT cells FROM reject') as string;
    expect(stored).not.toContain('赵小六');
    expect(JSON.parse(kit.secrets.reveal(stored))).toContain('赵小六');
    const all = Buffer.from(kit.store.raw.serialize()).toString('utf8');
    for (const secret of ['张三', '李四', '赵小六', '11010519491231002X']) expect(all).not.toContain(secret);
  });
});

describe('further batches', () => {
  it('the same file twice changes nothing, not even the ledger', async () => {
    const path = kit.file('a.csv', `${GOOD}A4,坏日期,,,,,,,,,\n`);
    await kit.load(path);
    const before = kit.store.raw.serialize().toString('base64');
    const again = await kit.load(path);
    expect(counts(again)).toEqual([4, 0, 3, 0, 1]);
    expect(again.batchId).toBeNull();
    expect(again.rejects).toHaveLength(1);
    expect(kit.store.raw.serialize().toString('base64')).toBe(before);
  });

  it('the same content in another file, order and writing is unchanged', async () => {
    await kit.load(kit.file('a.csv', GOOD));
    const path = kit.file('b.csv', '日期;件号;镇街;金额;人数;等级;部门\n2024年4月7日;A3;柯桥区;"20,000.00";;一般;公安局\n');
    const report = await kit.load(path);
    expect(counts(report)).toEqual([1, 0, 1, 0, 0]);
    expect(report.batchId).toBe(2);
    expect(kit.store.raw.prepare('SELECT batch_id, row_no FROM witness').all()).toEqual([{ batch_id: 2, row_no: 2 }]);
  });

  it('a later batch supersedes by key and keeps the older version closed', async () => {
    await kit.load(kit.file('a.csv', GOOD));
    const report = await kit.load(kit.file('b.csv', `${HEADERS}\nA1,2024-05-01,330602001,信访局,9,3,一般,是,张三,11010519491231002X,\nA9,2024-05-02,,,,,,,,,\n`));
    expect(counts(report)).toEqual([2, 1, 0, 1, 0]);
    expect(kit.store.raw.prepare("SELECT batch_id, happened, superseded_by FROM cat_test_case WHERE case_no = 'A1' ORDER BY row_id").raw().all()).toEqual([[1, '2024-03-05', 2], [2, '2024-05-01', null]]);
    expect(monthly()).toEqual([['2024-03', '330602001', '信访局', 1], ['2024-04', '', '公安局', 1], ['2024-05', '', '', 1], ['2024-05', '330602001', '信访局', 1]]);
  });

  it('one key several times in one file: repeated is unchanged, changed supersedes within the batch', async () => {
    const line = (date: string): string => `A1,${date},,,,,,,,,\n`;
    const report = await kit.load(kit.file('a.csv', `${HEADERS}\n${line('2024-01-01')}${line('2024-01-01')}${line('2024-01-02')}${line('2024-01-01')}`));
    expect(counts(report)).toEqual([4, 1, 1, 2, 0]);
    expect(kit.store.raw.prepare('SELECT row_no, happened, superseded_by FROM cat_test_case ORDER BY row_id').raw().all()).toEqual([[2, '2024-01-01', 1], [4, '2024-01-02', 1], [5, '2024-01-01', null]]);
    expect(monthly()).toEqual([['2024-01', '', '', 1]]);
  });

  it('another mapping of the same file is another import, and is remembered', async () => {
    const path = kit.file('a.csv', '编号,发生日期,经办\nA1,2024-01-01,信访局\n');
    await kit.load(path);
    const report = await kit.load(path, { mapping: await kit.mapping(path, { 经办: 'department' }) });
    expect(counts(report)).toEqual([1, 0, 0, 1, 0]);
    expect(kit.store.raw.prepare('SELECT * FROM sender_mapping').all()).toEqual([{ category: '9.1', sender: '', header: '经办', field: 'department', unit: null }]);
    await kit.load(path, { mapping: await kit.mapping(path) });
    expect(kit.value('SELECT count(*) FROM sender_mapping')).toBe(0);
  });
});

describe('nothing half done', () => {
  const before = (): string => kit.store.raw.serialize().toString('base64');

  it('a dry run tells the same and leaves nothing', async () => {
    await kit.load(kit.file('a.csv', GOOD));
    const path = kit.file('b.csv', `${HEADERS}\nA1,2024-05-01,,,,,,,,,\nA7,2024-05-01,,,,,,,,,\nA8,x,,,,,,,,,\n`);
    const state = before();
    const dry = await kit.load(path, { dryRun: true });
    expect(dry).toMatchObject({ batchId: null, dryRun: true });
    expect(before()).toBe(state);
    expect(counts(dry)).toEqual(counts(await kit.load(path)));
    expect(counts(dry)).toEqual([3, 1, 0, 1, 1]);
  });

  it('cancelling in the middle leaves nothing', async () => {
    const state = before();
    let rowsSeen = 0;
    const path = kit.file('a.csv', HEADERS + '\n' + Array.from({ length: 20_000 }, (_, index) => `B${String(index)},2024-03-05,,,,,,,,,`).join('\n'));
    const load = kit.load(path, {}, { progress: ({ rows: done }) => (rowsSeen = done), cancelled: () => rowsSeen > 0 });
    await expect(load).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(rowsSeen).toBeGreaterThan(0);
    expect(before()).toBe(state);
  });

  it('a file that changes while it is read is refused', async () => {
    const state = before();
    const path = kit.file('a.csv', GOOD);
    const load = kit.load(path, {}, { progress: () => appendFileSync(path, 'A5,2024-03-05,,,,,,,,,\n') });
    await expect(load).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(before()).toBe(state);
  });

  it('a full disk takes everything back and says so', async () => {
    const path = kit.file('a.csv', HEADERS + '\n' + Array.from({ length: 20_000 }, (_, index) => `B${String(index)},2024-03-05,,,,,,,,,`).join('\n'));
    const state = before();
    const connection = openConnection(kit.store.path);
    try {
      connection.raw.pragma(`max_page_count = ${String(Number(connection.raw.pragma('page_count', { simple: true })) + 50)}`);
      const job = await kit.job(path);
      const load = loadBatch(connection, () => openChecked(kit.secrets, kit.regions, job), job, { cancelled: () => false, progress: () => undefined });
      await expect(load).rejects.toMatchObject({ code: 'DISK_FULL' });
    } finally {
      await connection.close();
    }
    expect(before()).toBe(state);
  });

  it('a file whose columns are others than those that were mapped is refused', async () => {
    const mapping = await kit.mapping(kit.file('a.csv', GOOD));
    const path = kit.file('b.csv', GOOD.replace('人数', '户数'));
    await expect(kit.load(path, { mapping })).rejects.toMatchObject({ code: 'FILE_CHANGED', details: { header: '人数' } });
  });

  it('damaged bytes near the end take the rows before them back', async () => {
    const state = before();
    const path = kit.file('a.csv', Buffer.concat([Buffer.from(GOOD), Buffer.from([0xe4, 0xff]), Buffer.from('9,2024-03-05\n')]));
    await expect(kit.load(path, { mapping: await kit.mapping(kit.file('c.csv', GOOD)) })).rejects.toMatchObject({ code: 'FILE_ENCODING', details: { row: 5 } });
    expect(before()).toBe(state);
  });

  it('a mapping without a required field, or with one field twice, is refused before anything is read', async () => {
    const path = kit.file('a.csv', GOOD);
    await expect(kit.load(path, { mapping: await kit.mapping(path, { 编号: null }) })).rejects.toMatchObject({ code: 'MAPPING_INCOMPLETE', details: { fields: ['case_no'] } });
    await expect(kit.load(path, { mapping: await kit.mapping(path, { 部门: 'region' }) })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('rows that a table may shift or round', () => {
  it('a separator that splits a cell in two is refused, not read one column off', async () => {
    const report = await kit.load(kit.file('a.csv', '编号,发生日期,部门\nA1,2024-01-01,信访局,综合科\nA2,2024-01-01,信访局,\n'));
    expect(counts(report)).toEqual([2, 1, 0, 0, 1]);
    expect(report.rejects[0]?.reasons).toEqual([{ code: 'extra_cells', field: null, column: 3, params: { expected: 3, found: 4 } }]);
  });

  it('an identifier that a spreadsheet saved with an exponent is refused, whichever way it writes it', async () => {
    const report = await kit.load(kit.file('a.csv', '编号,发生日期\n3.30602E+17,2024-01-01\n3.30602199001011E+017,2024-01-01\n"=""330602199001011234""",2024-01-01\n'));
    expect(report.rejects.map((row) => row.reasons[0]?.code)).toEqual(['rounded_id', 'rounded_id']);
    expect(rows()).toEqual(['330602199001011234']);
  });

  it('an identifier stored as a number and rounded by the spreadsheet is refused, an amount is not', async () => {
    const sheet = sheetXml(
      '<row r="1"><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>发生日期</t></is></c><c t="inlineStr"><is><t>人数</t></is></c></row>' +
        '<row r="2"><c><v>3.30602199001011E+17</v></c><c><v>45356</v></c><c><v>1E+15</v></c></row><row r="3"><c><v>202403050001</v></c><c><v>45356</v></c><c><v>1E+15</v></c></row>',
    );
    const report = await kit.load(kit.file('a.xlsx', handMade({ sheets: { S: sheet } })));
    expect(counts(report)).toEqual([2, 1, 0, 0, 1]);
    expect(report.rejects[0]).toMatchObject({ rowNo: 2, cells: ['330602199001011000', '45356', '1000000000000000'], reasons: [{ code: 'rounded_id', field: 'case_no', column: 0 }] });
    expect(kit.store.raw.prepare('SELECT case_no, happened, people FROM cat_test_case').get()).toEqual({ case_no: '202403050001', happened: '2024-03-05', people: 1e15 });
  });

  it.each(['xlsx', 'xls', 'ods'])('one table as %s by LibreOffice: hidden rows count, numbers as text are numbers, rounded identifiers are refused as such', async (format) => {
    const report = await kit.load(fileURLToPath(new URL(`../fixtures/cases.${format}`, import.meta.url)));
    expect(counts(report)).toEqual([4, 2, 0, 0, 2]);
    expect(report.rejects.map((row) => [row.rowNo, row.reasons.map(({ code, field }) => [code, field])])).toEqual([[4, [['rounded_id', 'person_id']]], [7, [['rounded_id', 'case_no']]]]);
    expect(kit.store.raw.prepare('SELECT case_no, happened, people, amount FROM cat_test_case ORDER BY case_no').all()).toEqual([
      { case_no: 'A001', happened: '2024-03-05', people: 3, amount: 120_050 },
      { case_no: 'A002', happened: '2024-03-06', people: 4, amount: 130_000 },
    ]);
    expect(kit.value('SELECT format FROM batch')).toBe(format);
  });

  it('an object of JSON with a key of its own, or a rounded number for an identifier, is refused; its neighbours come in', async () => {
    const first = Array.from({ length: 1000 }, (_, index) => ({ 编号: `A${String(index)}`, 发生日期: '2024-03-05' }));
    const lines = [...first, { 编号: 'B1', 发生日期: '2024-03-05', 备注: '甲' }, { 编号: 'B2', 发生日期: '2024-03-05' }].map((object) => JSON.stringify(object));
    const report = await kit.load(kit.file('a.ndjson', [...lines, '{"编号":330602199001011260,"发生日期":"2024-03-05"}'].join('\n')));
    expect(counts(report)).toEqual([1003, 1001, 0, 0, 2]);
    expect(report.rejects.map(({ rowNo, reasons }) => [rowNo, reasons[0]?.code, reasons[0]?.params])).toEqual([[1001, 'unknown_keys', { keys: '备注' }], [1003, 'rounded_id', {}]]);
    expect(kit.value("SELECT row_no FROM cat_test_case WHERE case_no = 'B2'")).toBe(1002);
  });
});
