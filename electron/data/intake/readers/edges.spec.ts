import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#data/sample/gb18030.ts';
import { handMade, sheetXml } from '../fixtures/workbook.ts';
import { openTable, type TableOptions } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-edges-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Table = readonly (readonly string[])[];

/** Synthetic places in characters of three bytes (in UTF-8), now and then one of four; rows of different lengths, so that edges fall everywhere. */
function tableOf(rows: number, shift: number, length: number): Table {
  return [
    ['编号', '镇街名称'],
    // One byte more or less moves all that follows to another place against the edges.
    ['a'.repeat(shift + 1), '枫桥'],
    ...Array.from({ length: rows }, (_, index) => [`件${String(index)}`, `枫桥镇${'街'.repeat(length + (index % 5))}${index % 7 === 0 ? '𠮷' : ''}村`]),
  ];
}

const separated = (table: Table): string => table.map((row) => row.join(',')).join('\r\n');
const objects = (table: Table): string[] => table.slice(1).map(([number, town]) => JSON.stringify({ [table[0]?.[0] ?? '']: number, [table[0]?.[1] ?? '']: town }));
const rowsXml = (table: Table, cell: (text: string) => string): string => table.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');

function sharedStrings(table: Table, stored: boolean): Uint8Array {
  const texts = table.flat();
  let at = 0;
  const sheet = sheetXml(rowsXml(table, () => `<c t="s"><v>${String(at++)}</v></c>`));
  return handMade({ sheets: { 数据: sheet }, strings: `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`, stored });
}

function openDocument(table: Table, stored: boolean): Uint8Array {
  const rows = table.map((row) => `<t:table-row>${row.map((text) => `<t:table-cell o:value-type="string"><x:p>${text}</x:p></t:table-cell>`).join('')}</t:table-row>`).join('');
  const content = `<o:document-content><o:body><o:spreadsheet><t:table t:name="数据">${rows}</t:table></o:spreadsheet></o:body></o:document-content>`;
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': [strToU8(content), { level: stored ? 0 : 6 }],
  });
}

/** Every reader that takes a file in pieces, each with each of the encodings it tells apart. */
const WRITERS = {
  'CSV, UTF-8': (table) => Buffer.from(separated(table)),
  'CSV, UTF-8 with its mark': (table) => Buffer.from(`\ufeff${separated(table)}`),
  'CSV, GB18030': (table) => Buffer.from(encodeGb18030(separated(table))),
  'CSV, UTF-16LE': (table) => Buffer.from(`\ufeff${separated(table)}`, 'utf16le'),
  'CSV, UTF-16BE': (table) => Buffer.from(`\ufeff${separated(table)}`, 'utf16le').swap16(),
  'JSON, a list': (table) => Buffer.from(`{"rows":[${objects(table).join(',')}]}`),
  'JSON, one object a line': (table) => Buffer.from(objects(table).join('\n')),
  'JSON, GB18030': (table) => Buffer.from(encodeGb18030(`[${objects(table).join(',')}]`)),
  'XLSX, shared texts': (table, stored) => sharedStrings(table, stored),
  'XLSX, texts in the cells': (table, stored) => handMade({ sheets: { 数据: sheetXml(rowsXml(table, (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)) }, stored }),
  'XLSX, results of formulas': (table, stored) => handMade({ sheets: { 数据: sheetXml(rowsXml(table, (text) => `<c t="str"><f>A1</f><v>${text}</v></c>`)) }, stored }),
  ODS: (table, stored) => openDocument(table, stored),
} satisfies Record<string, (table: Table, stored: boolean) => Uint8Array>;

const NAMES = Object.keys(WRITERS) as (keyof typeof WRITERS)[];

async function read(bytes: Uint8Array, options: TableOptions = {}): Promise<{ readonly cells: string[][]; readonly sheets: readonly string[] }> {
  const path = join(folder, 'table');
  writeFileSync(path, bytes);
  const source = await openTable(path, options);
  try {
    const cells: string[][] = [];
    for await (const chunk of source.rows()) for (const row of chunk) cells.push(row.cells);
    return { cells, sheets: source.sheets };
  } finally {
    await source.close();
  }
}

/** A busy machine takes its time over a hundred files; what is tested is not the time. */
const SLOW = 120_000;

describe('a character across the edge of two pieces', () => {
  /** A piece of one byte cuts every character; with the others, each is cut once behind each of its bytes. */
  const MOST_BYTES = 130;

  it.each(NAMES)('%s: at every size of piece', async (name) => {
    const table = tableOf(5, 0, 0);
    const bytes = WRITERS[name](table, true);
    for (let chunkBytes = 1; chunkBytes <= MOST_BYTES; chunkBytes += 1) {
      const { cells, sheets } = await read(bytes, { chunkBytes });
      expect(cells, `${String(chunkBytes)} bytes`).toEqual(table);
      expect(sheets).toEqual(bytes[0] === 0x50 ? ['数据'] : []);
    }
  });

  // Beyond 64 KB an encoding is told, beyond 256 KB a second piece is read; packed parts are inflated in pieces of their own.
  it.each(NAMES)('%s: at the sizes the program works with, moved byte by byte', async (name) => {
    for (const stored of name.startsWith('CSV') || name.startsWith('JSON') ? [true] : [true, false]) {
      for (let shift = 0; shift < 4; shift += 1) await expectWhole(name, tableOf(6000, shift, 40), stored, {});
    }
  }, SLOW);

  it.each(NAMES)('%s: at hundreds of edges after the encoding was told', async (name) => {
    await expectWhole(name, tableOf(6000, 0, 40), true, { chunkBytes: 1021 });
  }, SLOW);
});

async function expectWhole(name: keyof typeof WRITERS, table: Table, stored: boolean, options: TableOptions): Promise<void> {
  const { cells } = await read(WRITERS[name](table, stored), options);
  expect(cells.length).toBe(table.length);
  // The first that differs, not all: printing so many rows takes minutes.
  expect(cells.findIndex((row, index) => row.join(',') !== table[index]?.join(','))).toBe(-1);
}
