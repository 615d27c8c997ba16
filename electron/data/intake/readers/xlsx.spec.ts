import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { handMade, sheetXml } from '../fixtures/workbook.ts';
import { openTable, type TableOptions, type TableRow } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

async function readPath(path: string, options: TableOptions = {}): Promise<TableRow[]> {
  const source = await openTable(path, options);
  try {
    const rows: TableRow[] = [];
    for await (const chunk of source.rows()) rows.push(...chunk);
    return rows;
  } finally {
    await source.close();
  }
}

function read(bytes: Uint8Array, options: TableOptions = {}): Promise<TableRow[]> {
  const path = join(folder, 'table.xlsx');
  writeFileSync(path, bytes);
  return readPath(path, options);
}

const STRINGS =
  '<sst><si><t>编号</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">枫 </t></r><r><t>桥</t></r><rPh sb="0" eb="1"><t>フウ</t></rPh></si><si><t>a_x000D_\nb &amp; &#x4E2D;&#25991;</t></si></sst>';

describe('a workbook made by LibreOffice', () => {
  it('gives what a person sees in each kind of cell, and the numbers of its rows', async () => {
    const rows = await readPath(fixture('kinds.xlsx'));
    expect(rows.map((row) => [row.rowNo, ...row.cells])).toEqual([
      [2, '种类', '值', '备注'],
      [3, '文本', '00123', '第一行\n<第二行> & "引号"'],
      [4, '整数', '42'],
      [5, '小数', '0.3'],
      [6, '大数', '330602199001011000'],
      [7, '日期', '2024-03-05'],
      [8, '时刻', '2024-03-05 14:30:00'],
      [9, '时间', '08:05:00'],
      [10, '百分比', '12.5%'],
      [11, '布尔', '1'],
      [12, '公式', '42'],
      [13, '错误', '#DIV/0!'],
      [14, '空', '', '值为空'],
    ]);
  });

  it('marks the number the spreadsheet rounded, and no other', async () => {
    const rows = await readPath(fixture('kinds.xlsx'));
    expect(rows.filter((row) => row.rounded !== undefined).map((row) => [row.rowNo, row.rounded])).toEqual([[6, [1]]]);
  });

  it('takes the first sheet that holds anything, or the one that is named', async () => {
    const source = await openTable(fixture('kinds.xlsx'));
    expect([source.sheets, source.sheet]).toEqual([['封面', '数据', '附表'], '数据']);
    await source.close();
    expect(await readPath(fixture('kinds.xlsx'), { sheet: '附表' })).toEqual([{ rowNo: 1, cells: ['另一张表'] }]);
    await expect(readPath(fixture('kinds.xlsx'), { sheet: '没有' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('cells of hand-made sheets', () => {
  it('shared, rich and inline strings, escapes, entities and phonetic marks', async () => {
    const sheet = sheetXml('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c><c r="E1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c r="F1" t="str"><f>A1</f><v>结果</v></c></row>');
    expect(await read(handMade({ sheets: { S: sheet }, strings: STRINGS }))).toEqual([{ rowNo: 1, cells: ['编号', '枫 桥', '', 'a\r\nb & 中文', '甲乙', '结果'] }]);
  });

  it('prefixed names, single quotes, comments, CDATA, and cells without places', async () => {
    const sheet = `<?xml version="1.0"?><!-- <row> --><x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t><![CDATA[<甲>]]></x:t></x:is></x:c><x:c a="1 > 0"><x:v>7</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await read(handMade({ sheets: { S: sheet } }))).toEqual([{ rowNo: 1, cells: ['<甲>', '7'] }, { rowNo: 3, cells: ['8'] }]);
  });

  it('numbers without exponents, exact where they are exact', async () => {
    const values = ['1.2E+3', '5.0E-7', '0.1', '1.1000000000000001', '-3.25', '330602199001011234', '3.30602199001011E+17', '123456789012345'];
    const sheet = sheetXml(`<row r="1">${values.map((value) => `<c><v>${value}</v></c>`).join('')}</row>`);
    expect(await read(handMade({ sheets: { S: sheet } }))).toEqual([
      { rowNo: 1, cells: ['1200', '0.0000005', '0.1', '1.1', '-3.25', '330602199001011234', '330602199001011000', '123456789012345'], rounded: [6] },
    ]);
  });

  it('dates of both epochs, also by the formats only Chinese Excel has', async () => {
    const styles = '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="171" formatCode="0.00&quot;d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="9"/></cellXfs></styleSheet>';
    const sheet = sheetXml('<row r="1"><c s="1"><v>45356</v></c><c s="2"><v>45356.5</v></c><c s="3"><v>45356</v></c><c s="4"><v>0.07</v></c><c s="1"><v>59</v></c><c s="1"><v>60</v></c><c s="1"><v>61</v></c><c t="d"><v>2024-03-05T00:00:00</v></c></row>');
    expect(await read(handMade({ sheets: { S: sheet }, styles }))).toEqual([
      { rowNo: 1, cells: ['2024-03-05', '2024-03-05 12:00:00', '45356', '7%', '1900-02-28', '1900-02-29', '1900-03-01', '2024-03-05'] },
    ]);
    const old = sheetXml('<row r="1"><c s="1"><v>43894</v></c></row>');
    expect(await read(handMade({ sheets: { S: old }, styles, workbookPr: '<workbookPr date1904="1"/>' }))).toEqual([{ rowNo: 1, cells: ['2024-03-05'] }]);
  });

  it('reads a formula that was never computed as an error, not as nothing', async () => {
    expect(await read(handMade({ sheets: { S: sheetXml('<row r="1"><c><f>1+1</f></c><c t="b"><v>0</v></c></row>') } }))).toEqual([{ rowNo: 1, cells: ['#CALC!', 'FALSE'] }]);
  });

  it('a character across every chunk edge is read whole', async () => {
    const sheet = sheetXml('<row r="1"><c t="s"><v>1</v></c><c t="inlineStr"><is><t>绍兴市&amp;𠮷越城区</t></is></c></row>');
    const bytes = handMade({ sheets: { S: sheet }, strings: STRINGS, stored: true });
    for (let chunkBytes = 1; chunkBytes <= 60; chunkBytes += 1) expect(await read(bytes, { chunkBytes })).toEqual([{ rowNo: 1, cells: ['枫 桥', '绍兴市&𠮷越城区'] }]);
  });
});

describe('hostile workbooks', () => {
  const good = handMade({ sheets: { S: sheetXml('<row r="1"><c t="inlineStr"><is><t>编号与名称</t></is></c></row>') }, stored: true });

  it('refuses one that is cut off', async () => {
    for (const length of [good.length - 1, good.length - 30, 200]) await expect(read(good.slice(0, length))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('refuses one with a single changed byte in a sheet', async () => {
    const broken = Uint8Array.from(good);
    const at = Buffer.from(broken).indexOf('编号与名称');
    broken[at + 2] = (broken[at + 2] ?? 0) ^ 1;
    await expect(read(broken)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('refuses entities of its own and tags that do not close', async () => {
    await expect(read(handMade({ sheets: { S: '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet/>' } }))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(read(handMade({ sheets: { S: '<worksheet><sheetData><row r="1"><c><v>1</v></c></row>' } }))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('refuses a zip bomb without unpacking it, and a cell beyond the last column', async () => {
    const bomb = handMade({ sheets: { S: sheetXml(`<row r="1"><c><v>1</v></c></row>${' '.repeat(130 * 1024 * 1024)}`) } });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    await expect(read(bomb)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(read(handMade({ sheets: { S: sheetXml('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>') } }))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('says so when no sheet holds anything', async () => {
    await expect(read(handMade({ sheets: { A: sheetXml(''), B: sheetXml('<row r="1"><c t="inlineStr"><is><t> </t></is></c></row>') } }))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('any table a library writes', () => {
  const cell = fc.string({ unit: fc.constantFrom(...Array.from('甲乙枫桥𠮷é<>&"\' _x\n\t=+-@0123')), maxLength: 10 });

  it('comes back as it was written, and as another reader reads it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('shared' as const, 'inline' as const),
        fc.integer({ min: 1, max: 100 }),
        async (body, stringMode, chunkBytes) => {
          const table = [['表头甲', '表头乙', '表头丙'], ...body];
          const bytes = await writeXlsx({ sheets: [{ name: '数据', rows: table }], stringMode });
          const rows = await read(bytes, { chunkBytes });
          const filled = (cells: readonly string[]): string[] => [0, 1, 2].map((index) => cells[index] ?? '');
          expect(rows.map((row) => filled(row.cells))).toEqual(table.filter((row) => row.some((value) => value.trim() !== '')));
        },
      ),
      { numRuns: 150 },
    );
    const other = await readXlsx(await readFile(fixture('kinds.xlsx')), { sheets: ['数据'] });
    const ours = await readPath(fixture('kinds.xlsx'));
    expect(other.sheets[0]?.rows.flatMap((row) => (typeof row[0] === 'string' ? [row[0]] : []))).toEqual(ours.map((row) => row.cells[0]));
  });
});

describe('references that no program writes', () => {
  const text = (value: string, attributes = ''): string => `<c${attributes} t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheet = (rows: string): Uint8Array => handMade({ sheets: { S: sheetXml(rows) } });

  it('a row number that is none counts on from the row before', async () => {
    const rows = ['2.5', '99999999999999999999', '-4', 'abc', '9'].map((r) => `<row r="${r}">${text('x')}</row>`).join('');
    expect((await read(sheet(`<row r="1">${text('编号')}</row>${rows}`))).map((row) => row.rowNo)).toEqual([1, 2, 3, 4, 5, 9]);
  });

  it('a cell reference without a column loses nothing', async () => {
    expect((await read(sheet(`<row>${text('a')}${text('b', ' r="7"')}${text('c', ' r=""')}</row>`)))[0]?.cells).toEqual(['a', 'b', 'c']);
  });

  it('a cell that stands twice in its row is damage: one of the two would be lost', async () => {
    await expect(read(sheet(`<row r="1">${text('a', ' r="A1"')}${text('b', ' r="A1"')}</row>`))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('zero characters and halves of characters are shown as damaged ones', async () => {
    expect((await read(sheet(`<row>${text('a&#0;&#xD800;_x0000__xD83D_b')}</row>`)))[0]?.cells).toEqual(['a\ufffd\ufffd\ufffd\ufffdb']);
  });

  it('few rows are held at once when each reaches to the last column', async () => {
    const path = join(folder, 'wide.xlsx');
    writeFileSync(path, sheet('<row><c r="XFD1"><v>1</v></c></row>'.repeat(2000)));
    const source = await openTable(path);
    let most = 0;
    let all = 0;
    for await (const chunk of source.rows()) {
      most = Math.max(most, chunk.length);
      all += chunk.length;
    }
    await source.close();
    expect(all).toBe(2000);
    expect(most).toBeLessThan(600);
  });

  it('a shared text longer than any cell is refused before it fills the memory', async () => {
    const strings = `<sst><si><t>${'枫桥'.repeat(2_200_000)}</t></si></sst>`;
    await expect(read(handMade({ sheets: { S: sheetXml('<row><c t="s"><v>0</v></c></row>') }, strings }))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });
});
