import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTable } from '../intake/readers/index.ts';
import { importSample, loadShipped, resourcesDir } from './fixtures/imported.ts';
import { createWorld } from './generate.ts';
import { loadSamplePlan } from './load-plan.ts';
import { planSheet } from './sheet-plan.ts';
import { writeWorkbook } from './write-xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'sample-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('streams a workbook that is too long to be made in memory, with the same rows in it', async () => {
  const { catalogue, regions } = loadShipped();
  const rows = 6000;
  const source = createWorld(loadSamplePlan(join(resourcesDir, 'sample')), { catalogue, regions, rowsPerCategory: rows }).source('7.4');
  const sheet = planSheet(source, rows);
  const path = join(folder, '样例.xlsx');
  await writeWorkbook(path, source.category, sheet, rows, []);
  expect(sheet.tally).toEqual({ rows, faults: 119, duplicates: 24 });

  const imported = await importSample(openTable, { category: '7.4', path, ...sheet.tally }, catalogue, regions);
  expect(imported.sheets).toEqual(['样例数据']);
  expect(imported.headers).toEqual(sheet.headers);
  expect(imported.rows).toHaveLength(rows);
  expect(imported.rows.filter(({ result }) => !result.ok)).toHaveLength(119);
  const expected = Array.from(planSheet(source, rows).rows(), (cells) => cells[0]?.text ?? '');
  expect(imported.rows.map(({ cells }) => cells[0])).toEqual(expected);
});
