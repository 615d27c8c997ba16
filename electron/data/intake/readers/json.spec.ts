import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable, type TableOptions, type TableRow } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-json-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readAll(content: string | Uint8Array, options: TableOptions = {}): Promise<{ readonly format: string; readonly encoding: string | null; readonly rows: TableRow[] }> {
  const path = join(folder, 'table.json');
  writeFileSync(path, content);
  const source = await openTable(path, options);
  try {
    const rows: TableRow[] = [];
    for await (const chunk of source.rows()) rows.push(...chunk);
    return { format: source.format, encoding: source.encoding(), rows };
  } finally {
    await source.close();
  }
}
const read = async (content: string | Uint8Array, options: TableOptions = {}): Promise<unknown[]> => (await readAll(content, options)).rows.map(({ rowNo, cells }) => [rowNo, ...cells]);
const code = (expected: string): unknown => expect.objectContaining({ code: expected });

const TABLE = [[0, '编号', '人数'], [1, 'A1', '3'], [2, 'A2', '']];

describe('the shapes in which systems export lists', () => {
  it.each([
    ['ndjson', '{"编号":"A1","人数":3}\n{"编号":"A2","人数":null}\n'],
    ['ndjson', '\ufeff{"编号":"A1","人数":3}\r\n\r\n{"编号":"A2"}'],
    ['json', '[{"编号":"A1","人数":3},{"编号":"A2"}]'],
    ['json', '\n [ {"编号" : "A1", "人数":3 },\n\t{"编号":"A2","人数":""} ]\n'],
    ['json', '{"code":200,"data":{"total":2,"tags":["甲",["乙"]],"rows":[{"编号":"A1","人数":3},{"编号":"A2"}]},"message":null}'],
    ['json', '{\n"rows":[\n{"编号":"A1","人数":3},\n{"编号":"A2"}]}'],
  ])('%s %#', async (format, text) => {
    expect(await read(text)).toEqual(TABLE);
    expect((await readAll(text)).format).toBe(format);
  });

  it('one object alone is one row', async () => {
    expect(await read('{"编号":"A1"}')).toEqual([[0, '编号'], [1, 'A1']]);
  });

  it('in the encodings that systems really write', async () => {
    const text = '[{"编号":"A1","镇街":"塔山街道"}]';
    const gb18030 = Buffer.concat([Buffer.from('[{"'), Buffer.from([0xb1, 0xe0, 0xba, 0xc5]), Buffer.from('":"A1"}]')]);
    expect(await readAll(gb18030)).toMatchObject({ encoding: 'GB18030', rows: [{ cells: ['编号'] }, { cells: ['A1'] }] });
    expect(await readAll(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toMatchObject({ encoding: 'UTF-16LE', rows: [{ cells: ['编号', '镇街'] }, { cells: ['A1', '塔山街道'] }] });
    await expect(read(Buffer.concat([Buffer.from('[{"编号":"塔山街道塔山街道'), Buffer.from([0xff]), Buffer.from('"}]')]))).rejects.toEqual(code('FILE_ENCODING'));
  });
});

describe('values', () => {
  it('numbers keep the digits that are written, and what a double has rounded is marked', async () => {
    const { rows } = await readAll('[{"a":330602199001011234,"b":1.10,"c":-2.5e3,"d":330602199001011260,"e":0.1,"f":123456789012345}]');
    expect(rows[1]).toEqual({ rowNo: 1, cells: ['330602199001011234', '1.1', '-2500', '330602199001011260', '0.1', '123456789012345'], rounded: [3] });
  });

  it('objects inside give columns with dots, lists one cell, truth values words', async () => {
    expect(await read('[{"地":{"镇":"塔山","码":[]},"标签":["甲",{"乙":1.50,"丙":"\\u4e19"},[]],"结案":true,"空":null,"换行":"一\\n二"}]')).toEqual([
      [0, '地.镇', '地.码', '标签', '结案', '空', '换行'],
      [1, '塔山', '', '["甲",{"乙":1.50,"丙":"丙"},[]]', 'TRUE', '', '一\n二'],
    ]);
  });

  it('columns are the keys of the first 1,000 objects; a value under another key is not swallowed', async () => {
    const objects = Array.from({ length: 1200 }, (_, index): Record<string, unknown> => ({ 编号: index, ...(index === 999 ? { 迟: 1 } : {}), ...(index === 1100 ? { 多: '甲', 空: null } : {}) }));
    const { rows } = await readAll(objects.map((object) => JSON.stringify(object)).join('\n'));
    expect(rows[0]).toEqual({ rowNo: 0, cells: ['编号', '迟'] });
    expect(rows).toHaveLength(1201);
    expect(rows.filter((row) => row.unknown !== undefined)).toEqual([{ rowNo: 1101, cells: ['1100', '', '多: 甲'], unknown: ['多'] }]);
  });

  it('a character across every chunk edge is read whole', async () => {
    const text = '{"绍兴市":"越城区𠮷\\ud842\\udfb7"}\n{"绍兴市":"é"}';
    for (let chunkBytes = 1; chunkBytes <= 50; chunkBytes += 1) expect(await read(text, { chunkBytes })).toEqual([[0, '绍兴市'], [1, '越城区𠮷𠮷'], [2, 'é']]);
  });

  it('any list comes back as the built-in parser reads it, in pieces of any size', async () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null));
    const shown = (cell: string | number | boolean | null): string => (cell === null ? '' : typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell).replaceAll('\0', '\ufffd'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ 甲: value, b: value }), { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 2), fc.integer({ min: 1, max: 60 }), async (list, indent, chunkBytes) => {
        const rows = await read(JSON.stringify(list, null, indent), { chunkBytes });
        const expected = list.map((object, index) => [index + 1, shown(object.甲), shown(object.b)] as const).filter(([, first, second]) => `${first}${second}`.trim() !== '');
        expect(rows).toEqual([[0, '甲', 'b'], ...expected]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('hostile and damaged files', () => {
  it.each([
    '[{"a":1},{"a":2', '[{"a":1},', '[{"a":1}', '{"a":1}\n{"a":', '[{"a":1}]]', '[{"a":1}] [{"a":2}]', '[{"a":1}{"a":2}]', '[{"a" 1}]', '[{"a":1,}]', '[{"a":01}]', '[{"a":1},2]', '[{"a":1},[2]]', '{"a":1}\n[1]', '{"a":1}\n2',
    '[{"a":1,"a":2}]', '[{"a":{"b":1},"a.b":2}]', '{"d":[{"a":1}]}\n{"d":[{"a":2}]\n', '[{"a":tru}]', '{"a":1}\n{"a":2}}',
  ])('%s is damage', async (text) => {
    await expect(read(text)).rejects.toEqual(code('FILE_CORRUPT'));
  });

  it('a document without a list of objects, or with two, is no table', async () => {
    for (const text of ['{"a":1,\n"b":2}', '[]', '{"rows":[],\n"x":1}']) await expect(read(text), text).rejects.toEqual(code('FILE_NOT_A_TABLE'));
    await expect(read('{"a":[{"x":1}],"b":[{"x":1}]}')).rejects.toThrow('more than one list of objects ("a" and "b")');
  });

  it('what is nested, long or wide beyond all measure is refused before it fills the memory', async () => {
    await expect(read(`[{"a":${'['.repeat(100)}`)).rejects.toEqual(code('FILE_TOO_LARGE'));
    await expect(read(`[{"a":"${'枫'.repeat(5_000_000)}"}]`)).rejects.toEqual(code('FILE_TOO_LARGE'));
    await expect(read(`[{${Array.from({ length: 20_000 }, (_, index) => `"k${String(index)}":1`).join(',')}}]`)).rejects.toEqual(code('FILE_TOO_LARGE'));
  });

  it('text tables that begin with a bracket stay text tables', async () => {
    const path = join(folder, 'text.csv');
    writeFileSync(path, '[编号],{名称}\n1,甲\n');
    const source = await openTable(path);
    expect(source.format).toBe('csv');
    await source.close();
  });
});
