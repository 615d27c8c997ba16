import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { utils, write, type BookType } from 'xlsx';
import { openTable, type TableOptions, type TableRow } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-xls-'));
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
  const path = join(folder, 'table.xls');
  writeFileSync(path, bytes);
  return readPath(path, options);
}

function written(rows: readonly (readonly (string | number)[])[], bookType: BookType = 'biff8'): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '表');
  const bytes: unknown = write(book, { type: 'buffer', bookType });
  if (!Buffer.isBuffer(bytes)) throw new TypeError('the library wrote no buffer');
  return bytes;
}

describe('a workbook of the old kind made by LibreOffice', () => {
  it('says cell for cell what the new kind says, but for digits that are lost in both', async () => {
    const told = (rows: readonly TableRow[]): unknown => rows.map(({ rowNo, cells, rounded }) => [rowNo, cells.map((cell, column) => (rounded?.includes(column) === true ? 'rounded' : cell))]);
    for (const name of ['kinds', 'cases']) expect(told(await readPath(fixture(`${name}.xls`)))).toEqual(told(await readPath(fixture(`${name}.xlsx`))));
  });

  it('counts days from 1904 where the workbook does, reads hidden rows and not the hidden sheet', async () => {
    const rows = await readPath(fixture('cases.xls'));
    expect(rows.map((row) => [row.rowNo, row.cells[0]?.slice(0, 4), row.cells[1]])).toEqual([
      [1, '编号', '发生日期'], [2, 'A001', '2024-03-05'], [3, 'A002', '2024-03-06'], [4, 'A003', '2024年3月7日'], [7, '1234', '2024-03-08'],
    ]);
    expect(rows.map((row) => row.rounded)).toEqual([undefined, undefined, undefined, [3], [0]]);
  });

  it('takes the sheet that is named, and tells of one it does not have', async () => {
    expect(await readPath(fixture('cases.xls'), { sheet: '旧表' })).toEqual([{ rowNo: 1, cells: ['编号'] }]);
    await expect(readPath(fixture('cases.xls'), { sheet: '没有' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of which only the head is wanted, gives the head, also behind empty rows', async () => {
    const bytes = written([['编号'], ...Array.from({ length: 300 }, (_, index) => [`A${String(index)}`])]);
    expect(await read(bytes, { head: 10 })).toHaveLength(10);
    expect(await read(written([...Array.from({ length: 50 }, () => []), ['编号'], ['A1']]), { head: 10 })).toEqual([{ rowNo: 51, cells: ['编号'] }, { rowNo: 52, cells: ['A1'] }]);
  });
});

describe('any table a library writes', () => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('甲乙枫桥é<>&"\' \n=+-@0123')), minLength: 1, maxLength: 10 });
  const cell = fc.oneof(text, fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }));

  it.each(['biff8', 'biff5', 'biff2'] as const)('%s comes back as it was written', async (bookType) => {
    // Before 1997 a text was held in the code page of the machine, which this writer sets to one without Chinese.
    const plain = bookType !== 'biff8';
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), async (body) => {
        const table = [['key', 'value'], ...body].map((row) => row.map((value) => (plain && typeof value === 'string' ? value.replace(/[^\x20-\x7e]/g, 'x') : value)));
        const rows = await read(written(table, bookType));
        const filled = (cells: readonly string[]): string[] => [0, 1].map((index) => cells[index] ?? '');
        expect(rows.map((row) => filled(row.cells))).toEqual(table.map((row) => row.map(String)).filter((row) => row.some((value) => value.trim() !== '')));
      }),
      { numRuns: 60 },
    );
  });
});

describe('damaged workbooks of the old kind', () => {
  it('one that is cut off is refused, wherever it is cut', async () => {
    const whole = readFileSync(fixture('cases.xls'));
    for (let length = 600; length < whole.length; length += 512) await expect(read(whole.subarray(0, length)), `cut at ${String(length)}`).rejects.toMatchObject({ code: expect.stringMatching(/^FILE_(CORRUPT|NOT_A_TABLE)$/) as unknown });
    for (const bookType of ['biff8', 'biff5', 'biff2'] as const) {
      const bytes = written(Array.from({ length: 2000 }, (_, index) => [`A${String(index)}`, index]), bookType);
      for (const share of [0.2, 0.5, 0.9, 0.99]) await expect(read(bytes.subarray(0, Math.floor(bytes.length * share))), `${bookType} cut at ${String(share)}`).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    }
  });

  it('one that is too large to be held is refused before it is read', async () => {
    const bytes = Buffer.concat([written([['编号']]), Buffer.alloc(65 * 1024 * 1024)]);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('says so when no sheet holds anything', async () => {
    await expect(read(written([[' ']]))).rejects.toMatchObject({ code: 'FILE_EMPTY' });
  });
});
