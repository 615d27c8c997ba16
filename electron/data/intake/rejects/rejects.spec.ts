import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { REJECT_CODES } from '#shared/domain/codes/index.ts';
import { CASES, makeKit, type Kit } from '../fixtures/kit.ts';
import { intakeHandlers } from '../index.ts';
import { inspectFile } from '../inspect.ts';
import { openTable, type TableRow } from '../readers/index.ts';
import { exportRejects, REASON_HEADER } from './export.ts';
import { reasonText } from './reason-text.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const ONE = 1 as BatchId;
const BAD = `编号,发生日期,金额,当事人,备注
A1,2024-13-01,-1,张三,=1+1
A2,2024-03-05,1,李四,好
A3,2024-03-05,x,王五,"_x000D_ +86
第二行"
A4,坏,2,赵六,@SUM(A1)
`;

async function rows(path: string): Promise<TableRow[]> {
  const source = await openTable(path);
  const all: TableRow[] = [];
  for await (const chunk of source.rows()) all.push(...chunk);
  await source.close();
  return all;
}

describe('rejects in the window', () => {
  it('come in pages with their reasons, personal cells masked, and by reason', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const context = kit.context();
    const all = await intakeHandlers['intake.rejects']({ id: ONE, openOnly: false, limit: 2, offset: 1 }, context);
    expect(all.total).toBe(3);
    expect(all.rows.map((row) => [row.rowNo, row.cells[3]])).toEqual([[4, '王*'], [5, '赵*']]);
    expect(all.byReason).toEqual([{ code: 'bad_date', field: 'happened', count: 2 }, { code: 'bad_number', field: 'amount', count: 1 }, { code: 'out_of_range', field: 'amount', count: 1 }]);
    const dates = await intakeHandlers['intake.rejects']({ id: ONE, code: 'bad_date', openOnly: false, limit: 10, offset: 0 }, context);
    expect([dates.total, dates.rows.map((row) => row.rowNo)]).toEqual([2, [2, 5]]);
  });
});

describe('the exported workbook', () => {
  const exported = async (): Promise<string> => {
    const path = join(kit.folder, 'rejects.xlsx');
    expect(await exportRejects(kit.context(), ONE, path)).toEqual({ path, rows: 3 });
    return path;
  };

  it('has the original cells under the original headers and the reasons beside them', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const [header, ...body] = await rows(await exported());
    expect(header?.cells).toEqual(['编号', '发生日期', '金额', '当事人', '备注', REASON_HEADER]);
    expect(body.map((row) => row.cells)).toEqual([
      ['A1', '2024-13-01', '-1', '张三', '=1+1', '原第 2 行：发生日期：不是有效日期，请写成 2024-03-05 的形式；金额：超出允许范围（最小 0）'],
      ['A3', '2024-03-05', 'x', '王五', '_x000D_ +86\n第二行', '原第 4 行：金额：不是数字'],
      ['A4', '坏', '2', '赵六', '@SUM(A1)', '原第 5 行：发生日期：不是有效日期，请写成 2024-03-05 的形式'],
    ]);
    expect(kit.value("SELECT details FROM audit WHERE action = 'rejects.exported'")).toBe('{"fileName":"a.csv","rows":3}');
    expect(existsSync(join(kit.folder, 'rejects.xlsx.part'))).toBe(false);
  });

  it('holds text only: no formula, no number, and the faulty cells coloured', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const bytes = readFileSync(await exported());
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toMatch(/<f[ >]/);
    expect([...sheet.matchAll(/<c [^>]*>/g)].every(([tag]) => /t="(s|inlineStr)"/.test(tag))).toBe(true);
    const book = await readXlsx(bytes, { readStyles: true });
    const fill = (place: string): unknown => book.sheets[0]?.cells?.get(place)?.style?.fill;
    expect(fill('1,1')).toMatchObject({ fgColor: { rgb: expect.stringMatching(/FFE699$/) } });
    expect(fill('1,0')).toBeUndefined();
    for (const cell of book.sheets[0]?.cells?.values() ?? []) expect(cell.style?.numFmt).toBe('@');
  });

  it('imports again once it is mended: the reasons feed nothing', async () => {
    await kit.load(kit.file('a.csv', BAD));
    const path = await exported();
    const found = await inspectFile(kit.context(), path);
    expect(found.mapping.map((column) => column.field)).toEqual(['case_no', 'happened', 'amount', 'person', null, null]);
    expect(await kit.load(path)).toMatchObject({ read: 3, accepted: 0, rejected: 3, batchId: 2 });
    const mended = (await rows(path)).map(({ cells }) => cells.map((cell) => `"${cell.replace('2024-13-01', '2024-12-01').replace(/^-1$/, '1').replace(/^x$/, '3').replace(/^坏$/, '2024-03-09').replaceAll('"', '""')}"`).join(','));
    expect(await kit.load(kit.file('mended.csv', mended.join('\n')))).toMatchObject({ read: 3, accepted: 3, rejected: 0 });
    await exportRejects(kit.context(), 2 as BatchId, path);
    expect((await rows(path))[0]?.cells.filter((cell) => cell === REASON_HEADER)).toHaveLength(1);
  });

  it('tells what stood beyond the last column', async () => {
    await kit.load(kit.file('a.csv', '编号,发生日期\nA1,2024-01-01,多,余\n'));
    await exportRejects(kit.context(), ONE, join(kit.folder, 'r.xlsx'));
    expect((await rows(join(kit.folder, 'r.xlsx')))[1]?.cells[2]).toBe('原第 2 行：该行有 4 格，表头只有 2 列：可能是内容里的分隔符把一格拆成了两格；多出的内容：多 | 余');
  });

  it('says the same when there are too many to colour', async () => {
    await kit.load(kit.file('a.csv', BAD));
    await exportRejects(kit.context(), ONE, join(kit.folder, 'r.xlsx'), 2);
    const coloured = await rows(await exported());
    expect(await rows(join(kit.folder, 'r.xlsx'))).toEqual(coloured);
  });

  it('streams a few rows of very many columns too: it is the cells that fill the memory', async () => {
    const wide = Array.from({ length: 300 }, (_, index) => `列${String(index)}`).join(',');
    await kit.load(kit.file('a.csv', `编号,发生日期,${wide}\nA1,坏${',z'.repeat(300)}\n`));
    const inflated = async (most: number): Promise<string> => {
      const path = join(kit.folder, 'w.xlsx');
      await exportRejects(kit.context(), ONE, path, most);
      return strFromU8(unzipSync(readFileSync(path))['xl/styles.xml'] ?? new Uint8Array());
    };
    expect(await inflated(303)).toContain('FFE699');
    expect(await inflated(302)).not.toContain('FFE699');
  });

  it('says where it cannot be written', async () => {
    await kit.load(kit.file('a.csv', BAD));
    await expect(exportRejects(kit.context(), ONE, join(kit.folder, 'nowhere', 'r.xlsx'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('has words for every reason there is', () => {
    for (const code of REJECT_CODES) expect(reasonText(CASES, { code, field: 'amount', column: 2, params: { value: 'v', max: 2, unit: 'u', year: 2024 } })).toMatch(/^金额：(?!不符合规则)[^{}]+$/);
  });
});
