import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSamplePlan } from './load-plan.ts';
import { createWorld, generateSample, type SampleFile, type SampleOptions } from './generate.ts';
import { openTable } from '../intake/readers/index.ts';
import { importSample, loadShipped, resourcesDir, type ImportedFile } from './fixtures/imported.ts';
import type { SampleWorld } from './world.ts';

const shipped = loadShipped();
const folder = mkdtempSync(join(tmpdir(), 'sample-'));
const options = (outDir: string, rest: Partial<SampleOptions> = {}): SampleOptions => ({ outDir: join(folder, outDir), resourcesDir, ...shipped, ...rest });
const imported: ImportedFile[] = [];
let files: readonly SampleFile[] = [];
let world: SampleWorld;

beforeAll(async () => {
  ({ files } = await generateSample(options('default')));
  for (const file of files) imported.push(await importSample(openTable, file, shipped.catalogue, shipped.regions));
  world = createWorld(loadSamplePlan(join(resourcesDir, 'sample')), shipped);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (category: string): ImportedFile => imported.find(({ file }) => file.category === category)!;
const each = <T>(check: (one: ImportedFile) => T): Record<string, T> => Object.fromEntries(imported.map((one) => [one.file.category, check(one)]));
const same = <T>(value: T): Record<string, T> => Object.fromEntries(shipped.catalogue.categories.map(({ id }) => [id, value]));

describe('the files of a sample', () => {
  it('has one of every category with the rows it says, and the importer recognises each', () => {
    expect(files).toHaveLength(48);
    expect(each(({ rows }) => rows.length)).toEqual(same(500));
    expect(each(({ file }) => file.rows)).toEqual(same(500));
    expect(each(({ file, guess }) => guess === file.category)).toEqual(same(true));
    expect(each(({ category, columns }) => columns.map(({ field }) => field).join() === category.fields.map(({ id }) => id).join())).toEqual(same(true));
  });

  it('uses every format and encoding', () => {
    expect(new Set(imported.map(({ encoding }) => encoding))).toEqual(new Set(['UTF-8 BOM', 'GB18030', 'UTF-16LE', null]));
  });

  it('holds exactly as many rows to reject as it says, about one in fifty', () => {
    expect(each(({ rows }) => rows.filter(({ result }) => !result.ok).length)).toEqual(Object.fromEntries(files.map(({ category, faults }) => [category, faults])));
    const faults = files.reduce((sum, file) => sum + file.faults, 0);
    expect(faults).toBeGreaterThan(24_000 * 0.018);
    expect(faults).toBeLessThan(24_000 * 0.022);
    const codes = new Set(imported.flatMap(({ rows }) => rows.flatMap(({ result }) => (result.ok ? [] : result.reasons.map(({ code }) => code)))));
    for (const code of ['required', 'bad_date', 'bad_number', 'out_of_range', 'unknown_code', 'bad_credit_code', 'bad_citizen_id', 'rounded_id', 'bad_project_code', 'bad_case_number', 'bad_phone', 'bad_boolean'] as const) {
      expect(codes).toContain(code);
    }
    expect([...codes].filter((code) => code === 'bad_region' || code === 'unknown_region')).not.toEqual([]);
  });

  it('gives each faulty row one fault', () => {
    expect(each(({ rows }) => Math.max(1, ...rows.map(({ result }) => (result.ok ? 0 : result.reasons.length))))).toEqual(same(1));
  });

  it('repeats a few rows exactly, and has no other key twice', () => {
    expect(each(({ file }) => file.duplicates)).toEqual(same(2));
    expect(
      each(({ rows }) => {
        const seen = new Map<string, string>();
        let repeated = 0;
        for (const { cells, result } of rows) {
          if (!result.ok) continue;
          const before = seen.get(result.key);
          if (before !== undefined) expect(cells.join('\t')).toBe(before);
          repeated += before === undefined ? 0 : 1;
          seen.set(result.key, cells.join('\t'));
        }
        return repeated;
      }),
    ).toEqual(same(2));
  });

  it('says in every file, and in every row that has words, that it is a sample', async () => {
    for (const { file, category, rows, sheets } of imported) {
      expect(file.path).toContain('样例-');
      const words = category.fields.some(({ id, type }) => type === 'text' && !category.key.includes(id));
      const unmarked = rows.filter(({ cells }) => !cells.some((cell) => cell.includes('样例')));
      expect([file.category, words ? unmarked.length : 0]).toEqual([file.category, 0]);
      if (!file.path.endsWith('.xlsx')) continue;
      expect(sheets).toEqual(['样例数据', '说明']);
      expect((await readXlsx(readFileSync(file.path))).properties?.title).toContain('样例');
    }
    expect(readFileSync(join(folder, 'default', '说明.txt'), 'utf8')).toContain('合成样例数据');
    const bare = imported.filter(({ category }) => !category.fields.some(({ id, type }) => type === 'text' && !category.key.includes(id)));
    expect(bare.filter(({ file }) => !file.path.endsWith('.xlsx'))).toEqual([]);
  });
});

describe('what a file says', () => {
  it('means, cell by cell, what the row was made of, however it is written', () => {
    const differing: string[] = [];
    for (const { file, category, rows } of imported) {
      const source = world.source(file.category);
      let index = 0;
      const seen = new Set<string>();
      for (const { result, cells } of rows) {
        const line = cells.join('\t');
        if (result.ok && seen.has(line)) continue;
        seen.add(line);
        const row = source.row(index);
        index += 1;
        if (!result.ok) continue;
        category.fields.forEach((field, position) => {
          if (field.type === 'text') return;
          const made = row.value(position);
          const read = result.values[position] ?? null;
          const expected = made === null ? null : field.type === 'number' ? Math.round(Number(made) * 10 ** (field.scale ?? 0)) : field.type === 'integer' || field.type === 'boolean' ? Number(made) : made;
          if (read !== expected) differing.push(`${file.category} row ${index} ${field.id}: ${String(expected)} was read as ${String(read)}`);
        });
      }
      expect(index).toBe(source.distinct);
    }
    expect(differing).toEqual([]);
  });

  it('shows the variety of real files', () => {
    const cells = imported.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    for (const form of [/^20\d\d-\d\d-\d\d$/, /^20\d\d\/\d+\/\d+$/, /^20\d{6}$/, /^20\d\d年\d+月\d+日$/, /^\d{1,3},\d{3}/, /^[０-９]+$/, /^3306\d{8}$/, /^（20\d\d）浙06/, /\n/]) {
      expect([String(form), cells.some((cell) => form.test(cell))]).toEqual([String(form), true]);
    }
    const headers = imported.flatMap((one) => one.headers);
    expect(headers).toContain('总投资(元)');
    expect(headers.some((header) => header.includes('（'))).toBe(true);
    expect(of('1.4').columns.find(({ field }) => field === 'total_investment')?.unit).toBe('元');
  });
});

describe('the same again', () => {
  const digests = (outDir: string): Record<string, string> =>
    Object.fromEntries(readdirSync(join(folder, outDir)).map((name) => [name, createHash('sha256').update(readFileSync(join(folder, outDir, name))).digest('hex')]));

  it('comes out of the same seed byte for byte, workbooks too, and another out of another seed', async () => {
    for (const [outDir, seed] of [['a', 7], ['b', 7], ['c', 8]] as const) await generateSample(options(outDir, { rowsPerCategory: 40, seed }));
    expect(digests('a')).toEqual(digests('b'));
    const [one, other] = [digests('a'), digests('c')];
    expect(Object.keys(one).filter((name) => one[name] === other[name])).toEqual([]);
  });

  it('ends with the month it is told, and writes any format it is told', async () => {
    const result = await generateSample(options('until', { rowsPerCategory: 30, endMonth: '2025-03', format: 'xlsx' }));
    expect(result.files.every(({ path }) => path.endsWith('.xlsx'))).toBe(true);
    const petitions = await importSample(openTable, result.files.find(({ category }) => category === '2.4')!, shipped.catalogue, shipped.regions);
    const days = petitions.rows.flatMap(({ result: row }) => (row.ok ? [row.normalised.date!] : []));
    expect(days.every((day) => day < '2025-04-01' && day >= '2021-04-01')).toBe(true);
  });
});
