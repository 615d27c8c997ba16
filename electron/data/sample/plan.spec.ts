import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { categorySchema } from '#shared/domain/catalogue/index.ts';
import { openTable } from '../intake/readers/index.ts';
import { importSample, loadShipped, resourcesDir } from './fixtures/imported.ts';
import { generateSample } from './generate.ts';

const shipped = loadShipped();
const folder = mkdtempSync(join(tmpdir(), 'sample-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let number = 0;

/** The shipped plan with one text in one file replaced. */
function changed(file: string, from: string, to: string): Promise<unknown> {
  number += 1;
  const dir = join(folder, String(number));
  cpSync(join(resourcesDir, 'sample'), join(dir, 'sample'), { recursive: true });
  const path = join(dir, 'sample', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return generateSample({ outDir: join(dir, 'out'), resourcesDir: dir, rowsPerCategory: 3, ...shipped });
}

describe('a mistake in the plan', () => {
  it.each([
    ['profiles-S1.json', '"project_name": {', '"project_nam": {', 'no field "project_nam"'],
    ['profiles-S1.json', '"from": "parent.project_code"', '"from": "patent.project_code"', 'no relation "patent"'],
    ['profiles-S1.json', '"from": "company.credit_code"', '"from": "company.code"', 'no field "code"'],
    ['profiles-S1.json', '"preliminary": 3', '"begun": 3', '"begun" is none of its codes'],
    ['profiles-S1.json', '{pool.works}', '{pool.work}', 'no pool "work"'],
    ['profiles-S1.json', '"anchor": "time"', '"anchor": "clock"', '1.1.fields'],
    ['profiles-S1.json', '"project_type": { "choose"', '"project_type": { "constant": "approval", "choose"', 'exactly one way'],
    ['profiles-S2.json', '"season": "summer"', '"season": "monsoon"', 'no season "monsoon"'],
    ['profiles-S1.json', '{ "portion": { "of": ".land_area", "range": [0.2, 1] } }', '{ "portion": { "of": ".farm_land", "range": [0.2, 1] } }', 'refers to itself'],
    ['profiles-S4.json', '"4.1"', '"4.9"', 'a profile without a category'],
    ['profiles-S1.json', '"after": { "of": "row.time", "days": [-400, -5] }', '"after": { "of": "row.time" }', 'needs days, hours or minutes'],
    ['profiles-S3.json', '"placeOf": ["parent"]', '"placeOf": ["grid"], "relations": { "grid": { "to": "3.5", "sameTown": true } }', 'cannot take its place from'],
  ])('%s: %s -> %s is named', async (file, from, to, reason) => {
    await expect(changed(file, from, to)).rejects.toMatchObject({ code: 'RESOURCE_INVALID', message: expect.stringContaining(reason) });
  });
});

it('gives rows to a category that nobody planned for, and knows which of them are wrong', async () => {
  const extra = categorySchema.parse({
    id: '3.9', slug: 'night_watch', system: 'S3', name: { zh: '夜间巡防', en: 'Night watch' }, description: { zh: '夜间巡防记录', en: 'Rounds at night' },
    rhythm: 'daily', key: ['watch_no'], roles: { place: 'region', time: 'started_at' },
    fields: [
      { id: 'watch_no', name: { zh: '巡防编号', en: 'Watch no.' }, type: 'text', required: true },
      { id: 'started_at', name: { zh: '开始时间', en: 'Started' }, type: 'datetime', required: true },
      { id: 'region', name: { zh: '镇街', en: 'Town' }, type: 'region', required: true },
      { id: 'leader', name: { zh: '带队人', en: 'Leader' }, type: 'text', personal: 'name' },
      { id: 'people', name: { zh: '人数', en: 'People' }, type: 'integer', unit: '人', min: 0 },
      { id: 'distance', name: { zh: '里程', en: 'Distance' }, type: 'number', scale: 3 },
      { id: 'weather', name: { zh: '天气', en: 'Weather' }, type: 'code', codes: [{ code: '1', zh: '晴', en: 'Fair' }, { code: '2', zh: '雨', en: 'Rain' }] },
      { id: 'incident', name: { zh: '有无情况', en: 'Incident' }, type: 'boolean' },
      { id: 'phone', name: { zh: '联系电话', en: 'Phone' }, type: 'phone', personal: 'phone' },
      { id: 'case_no', name: { zh: '案号', en: 'Case' }, type: 'caseNumber' },
      { id: 'project', name: { zh: '项目代码', en: 'Project' }, type: 'projectCode' },
      { id: 'company', name: { zh: '信用代码', en: 'Company' }, type: 'creditCode' },
      { id: 'citizen', name: { zh: '证件号', en: 'Citizen' }, type: 'citizenId', personal: 'id' },
      { id: 'month', name: { zh: '统计月', en: 'Month' }, type: 'month' },
      { id: 'ended_on', name: { zh: '结束日期', en: 'Ended' }, type: 'date' },
    ],
  });
  const catalogue = { systems: shipped.catalogue.systems, categories: [...shipped.catalogue.categories, extra] };
  const { files } = await generateSample({ outDir: join(folder, 'extra'), resourcesDir, rowsPerCategory: 600, catalogue, regions: shipped.regions });
  const imported = await importSample(openTable, files.find(({ category }) => category === '3.9')!, catalogue, shipped.regions);
  expect(imported.rows.filter(({ result }) => !result.ok)).toHaveLength(imported.file.faults);
  expect(imported.file).toMatchObject({ rows: 600, faults: 12, duplicates: 2 });
  expect(imported.rows.every(({ cells }) => cells.some((cell) => cell.includes('样例')))).toBe(true);
  const towns = new Set(imported.rows.flatMap(({ result }) => (result.ok ? [result.normalised.town] : [])));
  expect(towns.size).toBeGreaterThan(50);
  expect(towns).not.toContain(null);
});
