import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { submittedCase } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { reportsHandlers } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

async function rowsOf(name: 'obligations' | 'measures', more: { readonly text?: string; readonly language?: 'zh' | 'en'; readonly state?: 'due' | null } = {}) {
  const context = workstation.as('manager');
  const path = join(workstation.dir, `${name}.xlsx`);
  const save = context.grants.grant(path, 'write').token;
  const common = { save, language: more.language ?? 'zh', text: more.text ?? '' } as const;
  const { sha256 } = name === 'obligations'
    ? await reportsHandlers['reports.exportObligations']({ ...common, state: more.state ?? null, source: null, approvedUnassessed: false }, context)
    : await reportsHandlers['reports.exportMeasures']({ ...common, filter: 'open' }, context);
  const [last] = context.store.raw.prepare("SELECT details FROM audit WHERE action = 'report.exported' ORDER BY seq DESC LIMIT 1").pluck().all();
  expect(JSON.parse(String(last))).toMatchObject({ kind: name, sha256 });
  return (await readXlsx(readFileSync(path))).sheets[0]?.rows ?? [];
}

it('the ledger of matters: filters and totals in the head, every row with its state', async () => {
  const project = (n: number, investment: number) => ({ project_code: `2026-330602-77-01-00000${String(n)}`, n_project: `2026-330602-77-01-00000${String(n)}`, project_name: `示例项目${String(n)}`, n_county: '330602', n_town: '330602001', n_date: '2026-05-01', total_investment: investment });
  workstation.hold('1.1', [project(1, 90_000_000_000), project(2, 90_000_000_000), project(3, 1)]);
  const all = await rowsOf('obligations');
  const total = Number(workstation.as('manager').store.raw.prepare('SELECT count(*) FROM cat_investment_project WHERE superseded_by IS NULL AND total_investment >= 50000000000').pluck().get());
  const head = all.findIndex((row) => row[0] === '事项');
  expect(all.slice(0, head).flat().filter((cell) => cell !== null).join(' ')).toMatch(/应评尽评台账.*2026-06-15.*筛选（全部）.*应评未评 \d+；评估中 0/u);
  expect(all.slice(head + 1).filter((row) => String(row[8]).startsWith('2026-330602-77')).map((row) => [row[0], row[1], row[7]])).toEqual([['示例项目1', '应评未评', '越城区塔山街道'], ['示例项目2', '应评未评', '越城区塔山街道']]);
  expect(total).toBe(2);
  const one = await rowsOf('obligations', { text: '示例项目2', state: 'due' });
  expect(one.flat()).toContainEqual(expect.stringContaining('筛选（应评未评；含“示例项目2”） 合计 1'));
});

it('the ledger of measures: real dates, days late, and what was filtered', async () => {
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
  workstation.setTime('2027-01-10T02:00:00.000Z');
  const rows = await rowsOf('measures', { language: 'en' });
  const head = rows.findIndex((row) => row[0] === 'Measure');
  expect(rows.slice(0, head).flat()).toContainEqual(expect.stringContaining('all: 1'));
  expect(rows[head + 1]?.slice(0, 11)).toEqual(['公开补偿标准并逐户核对', '某道路改扩建工程（示例）', '示例单位', null, new Date('2026-12-31T00:00:00Z'), new Date('2026-12-31T00:00:00Z'), new Date('2026-12-17T00:00:00Z'), 'open', null, 10, 'overdue']);
  expect(await rowsOf('measures', { text: 'nothing like it' })).toHaveLength(head + 1);
});
