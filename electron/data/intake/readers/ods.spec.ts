import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { utils, write } from 'xlsx';
import { openTable, type TableOptions, type TableRow } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-ods-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const KIND = 'application/vnd.oasis.opendocument.spreadsheet';

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
  const path = join(folder, 'table.ods');
  writeFileSync(path, bytes);
  return readPath(path, options);
}

/** A spreadsheet from the XML of its tables, for what no program would write. */
function handMade(tables: string, more: Readonly<Record<string, string>> = {}, level: 0 | 6 = 6): Uint8Array {
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="o"><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  return zipSync({ mimetype: [strToU8(KIND), { level: 0 }], 'content.xml': [strToU8(content), { level }], ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, strToU8(text)])) });
}
const table = (rows: string, name = 'S'): string => `<table:table table:name="${name}">${rows}</table:table>`;
const text = (value: string, attributes = ''): string => `<table:table-cell office:value-type="string"${attributes}><text:p>${value}</text:p></table:table-cell>`;
const row = (cells: string, attributes = ''): string => `<table:table-row${attributes}>${cells}</table:table-row>`;

/** A busy machine takes its time to make a bomb; what is tested is not the time. */
const SLOW = 120_000;

describe('a spreadsheet made by LibreOffice', () => {
  it('says cell for cell what its XLSX says', async () => {
    for (const name of ['kinds', 'cases']) expect(await readPath(fixture(`${name}.ods`))).toEqual(await readPath(fixture(`${name}.xlsx`)));
  });

  it('takes the sheet that is named, and tells of one it does not have', async () => {
    expect(await readPath(fixture('cases.ods'), { sheet: '旧表' })).toEqual([{ rowNo: 1, cells: ['编号'] }]);
    await expect(readPath(fixture('cases.ods'), { sheet: '没有' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('cells of hand-made spreadsheets', () => {
  it('paragraphs, spaces, tabs and line breaks; not the text of a comment, a drawing or a reading aid', async () => {
    const cell =
      '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p> 枫  <text:span>桥</text:span><text:s text:c="3"/>镇<text:tab/>甲</text:p>' +
      '<text:p>乙<text:line-break/><text:ruby><text:ruby-base>丙</text:ruby-base><text:ruby-text>bing</text:ruby-text></text:ruby></text:p><draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame></table:table-cell>';
    expect(await read(handMade(table(row(cell))))).toEqual([{ rowNo: 1, cells: ['枫 桥   镇\t甲\n乙\n丙'] }]);
  });

  it('values as they are stored, whatever is shown', async () => {
    const value = (type: string, name: string, stored: string): string => `<table:table-cell office:value-type="${type}" office:${name}="${stored}"><text:p>别的</text:p></table:table-cell>`;
    const cells = value('float', 'value', '1.2E+3') + value('percentage', 'value', '0.125') + value('currency', 'value', '12.50') + value('date', 'date-value', '2024-03-05T14:30:00.5') + value('time', 'time-value', 'PT8H5M0S') + value('boolean', 'boolean-value', 'true');
    expect(await read(handMade(table(row(cells))))).toEqual([{ rowNo: 1, cells: ['1200', '12.5%', '12.5', '2024-03-05 14:30:00', '08:05:00', 'TRUE'] }]);
    expect(await read(handMade(table(row(`<table:table-cell office:value-type="string" office:string-value="&lt;甲&gt;"/><table:table-cell table:formula="of:=1"/>`))))).toEqual([{ rowNo: 1, cells: ['<甲>', '#CALC!'] }]);
  });

  it('rows and cells that stand for many, groups, and merged cells', async () => {
    const rows = row(text('a', ' table:number-columns-repeated="2"') + '<table:covered-table-cell table:number-columns-repeated="2"/>' + text('b'), ' table:number-rows-repeated="3"') + `<table:table-row-group>${row('', ' table:number-rows-repeated="4"')}${row(text('c'))}</table:table-row-group>`;
    expect(await read(handMade(table(rows)))).toEqual([
      ...[1, 2, 3].map((rowNo) => ({ rowNo, cells: ['a', 'a', '', '', 'b'] })),
      { rowNo: 8, cells: ['c'] },
    ]);
  });

  it('a table inside a cell, and the copy of a sheet of another file, are no sheets', async () => {
    const inner = `<table:table-cell office:value-type="string"><text:p>外</text:p>${table(row(text('内')))}</table:table-cell>`;
    const copy = `<table:table table:name="'file:///x.ods'#S"><table:table-source/>${row(text('抄件'))}</table:table>`;
    const path = join(folder, 'inner.ods');
    writeFileSync(path, handMade(copy + table(row(inner) + row(text('后')), '甲') + table(row(text('乙')), '乙')));
    const source = await openTable(path);
    expect(source.sheets).toEqual(['甲', '乙']);
    await source.close();
    expect((await readPath(path)).map(({ cells }) => cells)).toEqual([['外'], ['后']]);
    expect((await readPath(path, { sheet: '乙' })).map(({ cells }) => cells)).toEqual([['乙']]);
  });

  it('a character across every chunk edge is read whole', async () => {
    const bytes = handMade(table(row(text('绍兴市&amp;𠮷越城区'))), {}, 0);
    for (let chunkBytes = 1; chunkBytes <= 60; chunkBytes += 1) expect(await read(bytes, { chunkBytes })).toEqual([{ rowNo: 1, cells: ['绍兴市&𠮷越城区'] }]);
  });

  it('any table another library writes comes back as it was written', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('甲乙枫桥𠮷é<>&"\' =+-@0123')), minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 100 }), async (body, chunkBytes) => {
        const book = utils.book_new();
        utils.book_append_sheet(book, utils.aoa_to_sheet([['键', '值'], ...body]), '表');
        const bytes: unknown = write(book, { type: 'buffer', bookType: 'ods' });
        if (!Buffer.isBuffer(bytes)) throw new TypeError('the library wrote no buffer');
        const rows = await read(bytes, { chunkBytes });
        const filled = (cells: readonly string[]): string[] => [0, 1].map((index) => cells[index] ?? '');
        expect(rows.map(({ cells }) => filled(cells))).toEqual([['键', '值'], ...body].filter((cells) => cells.some((value) => value.trim() !== '')));
      }),
      { numRuns: 60 },
    );
  });
});

describe('hostile spreadsheets', () => {
  it('refuses one that is cut off or changed', async () => {
    const whole = readFileSync(fixture('kinds.ods'));
    for (const length of [whole.length - 1, whole.length - 30, 300]) await expect(read(whole.subarray(0, length))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    const stored = Buffer.from(handMade(table(row(text('编号与名称'))), {}, 0));
    const at = stored.indexOf('编号与名称') + 2;
    stored[at] = (stored[at] ?? 0) ^ 1;
    await expect(read(stored)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(read(zipSync({ mimetype: strToU8(KIND), 'content.xml': strToU8('<office:document-content>') }))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('refuses a zip bomb, and a row that stands for more cells than any table has', async () => {
    await expect(read(handMade(table(row(text('a')) + ' '.repeat(130 * 1024 * 1024))))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(read(handMade(table(row(text('a', ' table:number-columns-repeated="16384"'), ' table:number-rows-repeated="1048576"'))))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(read(handMade(table(row('<table:table-cell table:number-columns-repeated="16384"/>' + text('a')))))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(read(handMade(table(row('', ' table:number-rows-repeated="1048576"') + row(text('a')))))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  }, SLOW);

  it('names a password, a text document and another document for what they are', async () => {
    const locked = '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    await expect(read(handMade(table(''), { 'META-INF/manifest.xml': locked }))).rejects.toMatchObject({ code: 'FILE_PASSWORD' });
    for (const [kind, code] of [['text', 'FILE_OLD_WORD'], ['presentation', 'FILE_NOT_A_TABLE']] as const) {
      await expect(read(zipSync({ mimetype: strToU8(`application/vnd.oasis.opendocument.${kind}`), 'content.xml': strToU8('<a/>') }))).rejects.toMatchObject({ code });
    }
  });

  it('says so when no sheet holds anything', async () => {
    await expect(read(handMade(table(row(text(' '))) + table('')))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
