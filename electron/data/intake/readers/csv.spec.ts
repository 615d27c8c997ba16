import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#data/sample/gb18030.ts';
import { openTable, type TableRow, type TableSource } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENCODERS = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-8 BOM': (text: string) => Buffer.from(`\ufeff${text}`, 'utf8'),
  GB18030: (text: string) => Buffer.from(encodeGb18030(text)),
  'UTF-16LE': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
} as const;
const ENCODINGS = Object.keys(ENCODERS) as (keyof typeof ENCODERS)[];

function file(bytes: Buffer | string): string {
  const path = join(folder, 'table.csv');
  writeFileSync(path, bytes);
  return path;
}

async function read(bytes: Buffer | string, chunkBytes?: number): Promise<{ rows: TableRow[]; source: TableSource }> {
  const source = await openTable(file(bytes), { chunkBytes });
  try {
    const rows: TableRow[] = [];
    for await (const chunk of source.rows()) rows.push(...chunk);
    return { rows, source };
  } finally {
    await source.close();
  }
}

async function cells(bytes: Buffer | string, chunkBytes?: number): Promise<string[][]> {
  return (await read(bytes, chunkBytes)).rows.map((row) => row.cells);
}

describe('separated text', () => {
  it('takes quotes, doubled quotes, line breaks in cells and all three line ends', async () => {
    expect(await cells('编号,内容\r\n1,"甲,乙"\r\n2,"他说""好"""\r\n3,"第一行\n第二行"\r\n')).toEqual([['编号', '内容'], ['1', '甲,乙'], ['2', '他说"好"'], ['3', '第一行\n第二行']]);
    expect(await cells('编号,内容\n1,甲\n2,乙')).toEqual([['编号', '内容'], ['1', '甲'], ['2', '乙']]);
    expect(await cells('编号,内容\r1,甲\r2,乙\r')).toEqual([['编号', '内容'], ['1', '甲'], ['2', '乙']]);
  });

  it('leaves a quote in the middle of a cell as it is', async () => {
    expect(await cells('编号,规格\n1,5"管\n2,"甲"乙\n')).toEqual([['编号', '规格'], ['1', '5"管'], ['2', '甲乙']]);
  });

  it('counts rows as a spreadsheet does: empty rows count, a line break inside a cell does not', async () => {
    const { rows } = await read('\n编号,内容\n\n1,"甲\n乙"\n,\n2,丙\n');
    expect(rows.map((row) => row.rowNo)).toEqual([2, 4, 6]);
  });

  it('finds the separator below a title that has none', async () => {
    const { rows, source } = await read('信访件情况\n编号;日期;内容\n1;2026-10-01;"甲,乙"\n');
    expect(source.delimiter).toBe(';');
    expect(rows[2]?.cells).toEqual(['1', '2026-10-01', '甲,乙']);
  });

  it.each([[','], ['\t'], [';']])('finds the separator %j', async (delimiter) => {
    const { rows, source } = await read(`编号${delimiter}金额(万元)\n1${delimiter}"1,5;0\t"\n`);
    expect(source.delimiter).toBe(delimiter);
    expect(rows[1]?.cells).toEqual(['1', '1,5;0\t']);
  });

  it('follows the hint sep=', async () => {
    expect(await cells('sep=;\r\n编号;内容,备注\r\n1;甲,乙\r\n')).toEqual([['编号', '内容,备注'], ['1', '甲,乙']]);
  });

  it('ignores the end mark of DOS programs', async () => {
    expect(await cells('编号,内容\r\n1,甲\r\n\u001a')).toEqual([['编号', '内容'], ['1', '甲']]);
  });

  it('names the row of a quotation mark that nobody closed', async () => {
    await expect(read('编号,内容\n1,甲\n2,"乙\n3,丙\n')).rejects.toMatchObject({ code: 'FILE_UNCLOSED_QUOTE', details: { row: 3 } });
  });
});

describe('encodings', () => {
  it.each(ENCODINGS)('%s: a character across every chunk edge is read whole', async (encoding) => {
    const text = '编号,名称,备注\r\n1,绍兴市越城区塔山街道,"第一行\r\n""枫桥""𠮷"\r\n2,é·×,\r\n';
    const bytes = ENCODERS[encoding](text);
    const whole = await cells(bytes);
    expect(whole).toEqual([['编号', '名称', '备注'], ['1', '绍兴市越城区塔山街道', '第一行\r\n"枫桥"𠮷'], ['2', 'é·×', '']]);
    for (let chunk = 1; chunk <= bytes.length; chunk += 1) expect(await cells(bytes, chunk)).toEqual(whole);
  });

  it.each(ENCODINGS)('%s is recognised', async (encoding) => {
    const { source } = await read(ENCODERS[encoding]('编号,名称\n1,塔山街道\n'));
    expect(source.encoding()).toBe(encoding);
  });

  it('decides late when Chinese comes late, without reading twice', async () => {
    const ascii = Array.from({ length: 40_000 }, (_, index) => `${String(index)},plain`).join('\n');
    const { rows, source } = await read(Buffer.concat([Buffer.from(`id,name\n${ascii}\n`), Buffer.from(encodeGb18030('9,塔山街道\n'))]));
    expect(rows.at(-1)?.cells).toEqual(['9', '塔山街道']);
    expect(source.encoding()).toBe('GB18030');
  });

  it('takes GB18030 bytes that happen to be valid UTF-8 for Chinese', async () => {
    expect(await cells(encodeGb18030('id,name\n1,模履\n') as Buffer)).toEqual([['id', 'name'], ['1', '模履']]);
  });

  it('a word over and over that looks like UTF-8 with one byte off is still GB18030', async () => {
    const rows = ['编号', ...Array.from({ length: 30 }, (_, index) => `${String(index)},${'街'.repeat(20)}`)];
    expect((await cells(Buffer.from(encodeGb18030(rows.join('\n')))))[7]).toEqual(['6', '街'.repeat(20)]);
  });

  it('names the row whose bytes are damaged', async () => {
    const bytes = Buffer.concat([Buffer.from('编号,名称\n1,塔山街道\n2,府'), Buffer.from([0xff, 0xfe]), Buffer.from('山\n3,北海街道\n')]);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'FILE_ENCODING', details: { row: 3, encoding: 'UTF-8' } });
  });

  it('refuses a file that ends inside a character', async () => {
    await expect(read(Buffer.from('编号,名称\n1,塔山街道\n').subarray(0, -2))).rejects.toMatchObject({ code: 'FILE_ENCODING' });
  });
});

describe('any table in any encoding', () => {
  const cell = fc.string({ unit: fc.constantFrom(...Array.from('甲乙丙枫桥𠮷é,;\t"\r\n 01aZ=＝　')), maxLength: 8 });

  it('comes back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })),
        fc.constantFrom(...ENCODINGS),
        fc.constantFrom(',', '\t', ';'),
        fc.constantFrom('\r\n', '\n', '\r'),
        fc.integer({ min: 1, max: 64 }),
        async (body, encoding, delimiter, lineEnd, chunkBytes) => {
          const width = body[0]?.length ?? 2;
          const table = [Array.from({ length: width }, (_, index) => `表头枫桥${String(index)}`), ...body];
          const text = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(lineEnd);
          expect(await cells(ENCODERS[encoding](text), chunkBytes)).toEqual(table.filter((row) => row.some((value) => value.trim() !== '')));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('text that is damaged or made to hurt', () => {
  it('zero bytes are damage that names the row, wherever they stand', async () => {
    const late = `编号,内容\n${'1,甲\n'.repeat(2000)}2,\0乙\n`;
    await expect(read(late, 1024)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(read(late, 1024)).rejects.toThrow(/table\.csv .* row 2002\b/);
  });

  it('a row of more columns than a spreadsheet has is refused before it fills the memory', async () => {
    expect((await cells(`甲,乙\n1${','.repeat(16_383)}\n`))[1]).toHaveLength(16_384);
    expect((await cells(`甲,乙\n1,${';'.repeat(20_000)}\n`))[1]).toHaveLength(2);
    await expect(read(`甲,乙\n1${','.repeat(16_385)}\n`)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('an endless cell without a quote is not called an open quote', async () => {
    await expect(read(`甲,乙\n1,${'x'.repeat(5 * 1024 * 1024)}\n`)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(read(`甲,乙\n1,"${'x'.repeat(5 * 1024 * 1024)}\n`)).rejects.toMatchObject({ code: 'FILE_UNCLOSED_QUOTE' });
  });

  it('the mark of a file joined behind another one is no part of a cell', async () => {
    expect(await cells('\ufeff编号,内容\n1,甲\n\ufeff"2",乙\n')).toEqual([['编号', '内容'], ['1', '甲'], ['2', '乙']]);
  });
});
