import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId } from '#shared/contract/index.ts';
import { assessmentsHandlers as assessments, dissentsHandlers as dissents, proposalsHandlers as proposals } from '#data/assessment/index.ts';
import { completeDraft, MEASURE, newDraft, submittedCase } from '../assessment/fixtures/matter.ts';
import { completeRisks, completeScorecard, newRisks, newScorecard } from '../assessment/fixtures/other-methods.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { exportAssessment, exportPortfolio, reportsHandlers } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

type Rows = Sheet['rows'];

async function open(path: string): Promise<ReadonlyMap<string, Sheet>> {
  const workbook = await readXlsx(readFileSync(path), { readStyles: true });
  return new Map(workbook.sheets.map((sheet) => [sheet.name, sheet]));
}

async function report(id: AssessmentId, language: 'zh' | 'en' = 'zh'): Promise<ReadonlyMap<string, Sheet>> {
  const { path } = await exportAssessment(workstation.as('manager'), id, join(workstation.dir, `report-${language}.xlsx`), language);
  return open(path);
}

/** The row whose first cell says this. */
const row = (rows: Rows, first: string) => rows.find((cells) => cells[0] === first)!;
const texts = (sheet: Sheet) => sheet.rows.flat().filter((value): value is string => typeof value === 'string');

async function decided(): Promise<AssessmentId> {
  workstation.hold('2.4', [{ n_town: '330602108', n_county: '330602', n_date: '2026-05-03' }, { n_town: '330602108', n_county: '330602', n_date: '2026-03-03' }]);
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision: 'postpone', reasons: '资金未落实' }, workstation.as('manager'));
  return id;
}

describe('the report of a case by another method', () => {
  it('prints the scorecard with its groups, whose sums are the total, and its cut-offs and direction', async () => {
    const id = await newScorecard(workstation);
    await completeScorecard(workstation, id);
    const sheets = await report(id);
    expect([...sheets.keys()]).toEqual(['封面', '评分表', '防范化解措施', '不同意见', '证据', '过程记录', '方法与图例']);
    const { rows } = sheets.get('评分表')!;
    expect(row(rows, 'L2').slice(0, 7)).toEqual(['L2', '内容合法、前置要件齐全', 5, 5, '不符合', 2, '基本符合']);
    expect(row(rows, 'K1').slice(3, 5)).toEqual([5.95, '强烈（肯定发生） 10%、较强烈（有可能发生） 10%']);
    const sums = ['合法性小计', '合理性小计', '可行性小计', '可控性小计'].map((name) => Number(row(rows, name)[3]));
    expect(sums).toEqual([5, 4, 4, 5.95]);
    expect(row(rows, '总分 W').slice(2, 6)).toEqual([100, 18.95, null, 13.95]);
    const cover = sheets.get('封面')!;
    expect(row(cover.rows, '总分 W（精确值）').slice(1, 6)).toEqual([18.95, '18.95', null, 13.95, '13.95']);
    expect(row(cover.rows, '界限')[1]).toContain('总分: 高风险 W ≥ 70; 中风险 40 < W < 70; 低风险 W ≤ 40');
    expect(row(cover.rows, '方向与量程')[1]).toContain('0 分最好');
    expect(texts(cover)).toContain('初始中风险（总分 18.95，由民意路径判定）；措施后中风险（13.95，由民意路径判定）');
    expect(texts(sheets.get('方法与图例')!)).toContain('K1 群众意见');
  });

  it('prints w x C with its sums', async () => {
    const id = await newRisks(workstation);
    await completeRisks(workstation, id);
    const sheets = await report(id, 'en');
    expect([...sheets.keys()]).toEqual(['Cover', 'Risk factors', 'Measures', 'Dissents', 'Evidence', 'Record of steps', 'Method and legend']);
    const { rows } = sheets.get('Risk factors')!;
    expect(row(rows, 'C1').slice(4, 11)).toEqual([0.5, 0.8, 'Large', 0.4, 0.4, 'Small', 0.2]);
    expect([row(rows, 'Total (composite index T)')[7], row(rows, 'Total (composite index T)')[10]]).toEqual([0.7, 0.4]);
    expect(row(sheets.get('Cover')!.rows, 'Cut-offs')[1]).toContain('T > 0.70');
  });
});

describe('the report of an assessment', () => {
  it('has its eight sheets, each fit for print', async () => {
    const sheets = await report(await decided());
    expect([...sheets.keys()]).toEqual(['封面', '风险因素', '风险矩阵', '防范化解措施', '不同意见', '证据', '过程记录', '方法与图例']);
    for (const [name, sheet] of sheets) {
      expect(sheet.pageSetup, name).toMatchObject({ paperSize: 'a4', fitToPage: true, fitToHeight: 0 });
      expect(sheet.headerFooter?.oddFooter).toContain('&P');
      expect(sheet.columns?.every(({ width }) => width !== undefined && width > 0)).toBe(true);
    }
    for (const name of ['风险因素', '防范化解措施', '证据', '过程记录']) {
      expect(sheets.get(name)?.freezePane?.rows, name).toBeGreaterThan(0);
      expect(sheets.get(name)?.pageSetup?.printTitlesRow, name).toMatch(/^\$\d+:\$\d+$/);
    }
  });

  it('says the level in a sentence first, then both conclusions, the parameters and how to verify it', async () => {
    const id = await decided();
    const { rows } = (await report(id)).get('封面')!;
    expect(rows[0]?.[0]).toBe('重大决策社会风险评估报告');
    expect(texts({ name: '', rows: rows.slice(0, 5) })).toContain('初始低风险（综合指数 0.3100，由指数与因素数两条路径判定）；措施后低风险（0.1300，由指数与因素数两条路径判定）');
    expect(row(rows, '指数')[1]).toBe('低风险');
    expect(row(rows, '直接触发')[2]).toBe('无数据，未判定');
    expect(row(rows, '综合指数 T（精确值）').slice(1, 6)).toEqual([0.31, '0.31', null, 0.13, '0.13']);
    expect(row(rows, '评估结论')[1]).toContain('落实措施后可以实施。');
    expect(row(rows, '决策结论')[1]).toBe('暂缓实施（与评估结论不一致）');
    expect(row(rows, '决策理由')[1]).toBe('资金未落实');
    expect(row(rows, '未消除的提示')[1]).toBe('未注明发生阶段: A1；多个因素排除理由相同；没有民意数据；没有研判触发情形');
    expect(row(rows, '界限')[1]).toBe([
      '指数: 高风险 T > 0.64; 中风险 0.36 ≤ T ≤ 0.64; 低风险 T < 0.36',
      '因素数: 高风险 重大因素不少于 2 个，或 较大及以上因素不少于 5 个; 中风险 重大因素不少于 1 个，或 较大及以上因素不少于 2 个; 低风险 其他',
      '直接触发: 高风险 恶性案件，或 个人极端事件，或 预计单次聚集人数 ≥ 200; 中风险 20 ≤ 预计单次聚集人数 < 200; 低风险 预计单次聚集人数 < 20',
      '民意: 高风险 反对比例 > 50%; 中风险 20% ≤ 反对比例 ≤ 50%; 低风险 反对比例 < 20%',
    ].join('\n'));
    expect(row(rows, '拟决策日期')[1]).toEqual(new Date('2026-09-01T00:00:00Z'));
    expect([row(rows, '拟实施起止')[1], row(rows, '拟实施起止')[4]]).toEqual([new Date('2026-10-01T00:00:00Z'), new Date('2027-12-31T00:00:00Z')]);
    expect(row(rows, '快照复算')[1]).toBe('由快照复算，结果一致');
    const [last] = workstation.as('manager').store.raw.prepare("SELECT seq || ': ' || hash FROM audit ORDER BY seq DESC LIMIT 1 OFFSET 1").pluck().all();
    expect(row(rows, '审计链末条')[1]).toBe(last);
  });

  it('names everybody who dissented, from what, and what was said to it', async () => {
    const id = await submittedCase(workstation);
    const view = await dissents['dissents.record']({ id, about: { kind: 'factor', factorId: 'B5' }, text: '补偿标准评低了' }, workstation.as('manager', 'manager2'));
    await dissents['dissents.record']({ id, about: { kind: 'level', side: 'residual', holds: 'medium' }, text: '措施难以落实' }, workstation.as('evaluator', 'evaluator2'));
    await dissents['dissents.answer']({ id, dissentId: view.dissents[0]!.id, text: '已核对邻区标准' }, workstation.as('manager'));
    const rows = (await report(id)).get('不同意见')!.rows.filter((cells) => typeof cells[0] === 'number').map((cells) => cells.filter((_, column) => column !== 3));
    expect(rows).toEqual([
      [1, 'manager manager2', '决策会议成员', 'B5 补偿标准', '补偿标准评低了', '已答复', 'manager manager答复：已核对邻区标准'],
      [2, 'evaluator evaluator2', '复核评估员', '措施后等级（认为应为中风险）', '措施难以落实', '未答复', null],
    ]);
    expect(texts((await report(await newDraft(workstation), 'en')).get('Dissents')!)).toContain('Nobody has dissented.');
  });

  it('writes real numbers and real dates, and totals that are the index itself', async () => {
    const sheets = await report(await decided());
    const factors = sheets.get('风险因素')!;
    expect(row(factors.rows, 'B5').slice(4, 15)).toEqual([0.5, 0.7, 0.8, 0.56, '较大', 0.28, 0.4, 0.6, 0.24, '一般', 0.12]);
    const total = row(factors.rows, '合计（综合指数 T）');
    expect([total[4], total[9], total[14]]).toEqual([1, 0.31, 0.13]);
    expect(factors.charts).toHaveLength(1);
    expect(row(factors.rows, '与本事项无关')[3]).toContain('A2');
    const measure = sheets.get('防范化解措施')!.rows.find((cells) => cells[0] === 1)!;
    expect(measure.slice(1)).toEqual([MEASURE.title, 'A1 立项、审批程序\nB5 补偿标准', '示例单位', null, new Date('2026-12-31T00:00:00Z'), '签约前']);
    const history = sheets.get('过程记录')!.rows.filter((cells) => typeof cells[0] === 'number');
    expect(history.map((cells) => cells[3])).toEqual([
      '建立事项', '修改因素', '修改因素', '修改因素', '修改因素', '保存措施', '填写评估结论', '提交', '决策',
    ]);
    expect(history.every((cells) => cells[1] instanceof Date && /^[0-9a-f]{64}$/.test(String(cells[5])))).toBe(true);
    expect(history[4]?.[4]).toContain('B5: 概率 — → 0.7；影响 — → 0.8');
  });

  it('shows where each factor stood and stands', async () => {
    const { rows } = (await report(await decided())).get('风险矩阵')!;
    const probability = (name: string) => rows.find((cells) => cells[0] === name)!;
    expect(probability('4 较高')[4]).toBe('○ B5 较大');
    expect(probability('2 较低')[10]).toBe('● B5 一般');
    expect(row(rows, 'B5')[5]).toBe('○ 4，4\u3000较大');
  });

  it('lists every question with its value, rank and months, empty where nobody reported', async () => {
    const { rows } = (await report(await decided())).get('证据')!;
    const heads = row(rows, '问题');
    const petitions = row(rows, '信访件');
    const cell = (head: string) => petitions[heads.indexOf(head)];
    expect([cell('数值'), cell('位次'), cell('共'), cell('位次地区'), cell('记录数')]).toEqual([2, 1, 103, '越城区富盛镇', 2]);
    expect([cell('起'), cell('止')]).toEqual([new Date('2023-06-01T00:00:00Z'), new Date('2026-05-31T00:00:00Z')]);
    expect([cell('2026-03'), cell('2026-04'), cell('2026-05')]).toEqual([1, null, 1]);
    expect(row(rows, '集体访')[heads.indexOf('数值')]).toBe('无数据');
  });

  it('can be made of a draft, and says that nothing is determined yet', async () => {
    const id = await newDraft(workstation, { title: 'R&D 园区（示例）', responsibleUnit: '' });
    await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { state: 'identified', p: '0.5' } }, workstation.as('evaluator'));
    const sheets = await report(id);
    const cover = sheets.get('封面')!;
    expect(texts(cover)).toContain('初始等级未定；措施后等级未定');
    expect(cover.headerFooter?.oddFooter).toContain('R&&D');
    const factor = row(sheets.get('风险因素')!.rows, 'A1');
    expect([factor[5], factor[6], factor[7]]).toEqual([0.5, null, null]);
  });

  it('speaks English where asked, and marks sample data on the first line', async () => {
    const id = await decided();
    workstation.as('manager').store.raw.exec("INSERT INTO meta (key, value) VALUES ('is_sample', '1')");
    const sheets = await report(id, 'en');
    expect([...sheets.keys()]).toEqual(['Cover', 'Risk factors', 'Risk matrix', 'Measures', 'Dissents', 'Evidence', 'Record of steps', 'Method and legend']);
    const { rows } = sheets.get('Cover')!;
    expect(rows[0]?.[0]).toMatch(/^Synthetic sample data/);
    expect(texts({ name: '', rows })).toContain('Initial low risk (composite index 0.3100, decided by the index and factor count paths); after measures low risk (0.1300, decided by the index and factor count paths)');
    const leftovers = [...sheets.values()].flatMap(texts).filter((text) => /[\u4e00-\u9fff]/.test(text));
    const typed = ['示例', '与本事项无关', '公开补偿', '签约前', '落实措施', '补偿标准低于', '资金未落实', '区', '号'];
    expect(leftovers.filter((text) => typed.every((known) => !text.includes(known)))).toEqual([]);
  });
});

describe('what a user typed', () => {
  it('is text in every sheet, whatever it begins with', async () => {
    const evil = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'];
    const id = await newDraft(workstation, { title: evil[0]!, responsibleUnit: evil[1]!, description: evil[2]! });
    await completeDraft(workstation, id);
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { note: evil[4]! } }, evaluator);
    await assessments['assessments.saveMeasure']({ id, measureId: null, fields: { ...MEASURE, title: evil[3]!, owner: evil[5]! } }, evaluator);
    const sheets = await report(id);
    const written = [...sheets.values()].flatMap(texts);
    for (const text of evil) expect(written).toContain(text);
    for (const sheet of sheets.values()) {
      for (const cell of sheet.cells?.values() ?? []) {
        expect(cell.formula).toBeUndefined();
        if (typeof cell.value === 'string' && /^[=+\-@\t]/.test(cell.value)) expect(cell.style?.numFmt).toBe('@');
      }
    }
  });
});

describe('an export', () => {
  it('is entered in the audit chain with the hash of the very file, and leaves no part of itself behind', async () => {
    const id = await decided();
    const manager = workstation.as('manager');
    const { token } = manager.grants.grant(join(workstation.dir, 'out.xlsx'), 'write');
    const { path, sha256 } = await reportsHandlers['reports.exportAssessment']({ id, save: token, language: 'zh' }, manager);
    expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect((await assessments['assessments.timeline']({ id }, manager)).at(-1)).toMatchObject({ action: 'report.exported', details: { kind: 'assessment', fileName: 'out.xlsx', sha256 } });
    expect(readdirSync(workstation.dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('that cannot be written leaves neither a file nor an entry, and what stood there stands', async () => {
    const id = await decided();
    const manager = workstation.as('manager');
    const before = (await assessments['assessments.timeline']({ id }, manager)).length;
    await expect(exportAssessment(manager, id, join(workstation.dir, 'no-such-folder', 'out.xlsx'), 'zh')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    const old = join(workstation.dir, 'old.xlsx');
    writeFileSync(old, 'as it was');
    await expect(exportAssessment(manager, 'nobody', old, 'zh')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(readFileSync(old, 'utf8')).toBe('as it was');
    expect(existsSync(`${old}.part`)).toBe(false);
    expect(await assessments['assessments.timeline']({ id }, manager)).toHaveLength(before);
  });
});

describe('the portfolio', () => {
  it('has every matter with its figures, and counts that add up', async () => {
    await decided();
    const draft = await newDraft(workstation, { title: '第二个事项（示例）' });
    await completeDraft(workstation, draft);
    await newDraft(workstation, { title: '第三个事项（示例）' });
    const manager = workstation.as('manager');
    const { path } = await exportPortfolio(manager, join(workstation.dir, 'portfolio.xlsx'), 'zh');
    const sheets = await open(path);
    const { rows } = sheets.get('决策事项')!;
    const first = row(rows, '某道路改扩建工程（示例）');
    expect(first.slice(4, 15)).toEqual(['已决策', new Date('2026-09-01T00:00:00Z'), 0.31, '低风险', '指数、因素数', 0.13, '低风险', '指数、因素数', '可以实施', '暂缓实施', '否']);
    expect(row(rows, '第三个事项（示例）').slice(4, 9)).toEqual(['草稿', new Date('2026-09-01T00:00:00Z'), null, '未定', null]);
    const counts = sheets.get('统计')!.rows;
    expect(row(counts, '草稿')).toEqual(['草稿', 1, 0, 0, 1, 2]);
    expect(row(counts, '已决策')).toEqual(['已决策', 1, 0, 0, 0, 1]);
    expect(row(counts, '合计')).toEqual(['合计', 2, 0, 0, 1, 3]);
    expect((await proposals['proposals.list']({ limit: 10, offset: 0 }, manager)).total).toBe(3);
  });
});
