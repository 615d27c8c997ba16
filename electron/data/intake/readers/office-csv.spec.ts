import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openTable } from './index.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

describe('the same sheet saved as text by LibreOffice', () => {
  it.each([
    ['kinds-utf8.csv', 'UTF-8', ','],
    ['kinds-gb18030.csv', 'GB18030', ';'],
    ['kinds-utf16.csv', 'UTF-16LE', '\t'],
  ])('%s', async (name, encoding, delimiter) => {
    const source = await openTable(fixture(name));
    const rows = [];
    for await (const chunk of source.rows()) rows.push(...chunk.map((row) => [row.rowNo, ...row.cells]));
    await source.close();
    expect([source.encoding(), source.delimiter]).toEqual([encoding, delimiter]);
    expect(rows).toEqual([
      [2, '种类', '值', '备注'],
      [3, '文本', '00123', '第一行\n<第二行> & "引号"'],
      [4, '整数', '42', ''],
      [5, '小数', '0.3', ''],
      [6, '大数', '3.30602199001011E+017', ''],
      [7, '日期', '2024-03-05', ''],
      [8, '时刻', '03/05/2024 14:30:00', ''],
      [9, '时间', '08:05:00 AM', ''],
      [10, '百分比', '12.5%', ''],
      [11, '布尔', '1', ''],
      [12, '公式', '42', ''],
      [13, '错误', '#DIV/0!', ''],
      [14, '空', '', '值为空'],
    ]);
  });
});
