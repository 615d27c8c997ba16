import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ObligationKey, ParsedInput, ProposalId } from '#shared/contract/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { completeDraft, newDraft } from '#data/assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { verifyChain } from '#data/audit/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import { obligationsHandlers as obligations } from './index.ts';
import { obligationLibrary } from './library.ts';

const LARGE = '2026-330602-77-01-000001';
const key = `project:${LARGE}` as ObligationKey;

let workstation: Workstation;
beforeEach(() => {
  workstation = openWorkstation();
  // 万元 at six decimals, hectares at four: the first is over both limits, the second under all, the third ended, the fourth too old.
  const project = (n: number, more: Readonly<Record<string, string | number>>) => ({
    project_code: `2026-330602-77-01-00000${String(n)}`, n_project: `2026-330602-77-01-00000${String(n)}`, project_name: `示例项目${String(n)}`, n_county: '330602', n_town: '330602001', n_date: '2026-05-01', ...more,
  });
  workstation.hold('1.1', [
    project(1, { total_investment: 50_000_000_000, new_land: 100_000 }),
    project(2, { total_investment: 49_999_999_999, new_land: 99_999 }),
    project(3, { total_investment: 90_000_000_000, status: 'cancelled' }),
    project(4, { total_investment: 90_000_000_000, n_date: '2019-08-31' }),
    project(5, { managed_industry: 'energy', total_investment: 10_000_000_000, n_date: '2026-06-01' }),
  ]);
  workstation.hold('1.2', [{ project_code: LARGE, n_project: LARGE, entity_name: '示例业主', role: 'owner' }]);
});
afterEach(() => workstation.close());

const evaluator = () => workstation.as('evaluator');
const manager = () => workstation.as('manager');
const list = (more: Partial<ParsedInput<'obligations.list'>> = {}) => obligations['obligations.list']({ state: null, source: null, approvedUnassessed: false, text: '', limit: 100, offset: 0, ...more }, evaluator());
const rule = (of: ObligationKey, revision: number, more: Pick<ParsedInput<'obligations.rule'>, 'action'> & Partial<ParsedInput<'obligations.rule'>>) =>
  obligations['obligations.rule']({ key: of, revision, reasonId: null, decidedOn: null, text: '示例', ...more }, manager());
const decide = (of: ObligationKey, revision: number) => rule(of, revision, { action: 'decide', decidedOn: '2026-06-15' });
const approve = () => workstation.hold('1.4', [{ document_no: '示例〔2026〕1号', project_code: LARGE, n_project: LARGE, document_type: 'ratification', n_date: '2026-06-10' }]);

async function decidedCase(projectCode: string | null): Promise<ProposalId> {
  const id = await newDraft(workstation, { projectCode });
  await completeDraft(workstation, id);
  await assessments['assessments.submit']({ id }, evaluator());
  const view = await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, manager());
  return view.proposal.id;
}

it('what is shipped is borne out by the catalogue and the kinds of decision', () => {
  const { rules, catalogue } = obligationLibrary(evaluator());
  const { catalogue: categories, libraries } = evaluator();
  const { projects } = rules;
  const of = (id: string) => {
    const category = categoryById(categories, id);
    if (category === undefined) throw new Error(`no category ${id}`);
    return category;
  };
  for (const { where } of [...projects.rules, { where: projects.except }]) for (const { field } of where) expect(() => fieldOf(of(projects.category), field)).not.toThrow();
  for (const { category, field, where } of [projects.unit, projects.approval]) for (const one of [field, ...where.map((condition) => condition.field)]) expect(() => fieldOf(of(category), one)).not.toThrow();
  expect(libraries.decisionTypes.map(({ code }) => code)).toEqual(expect.arrayContaining(projects.rules.map(({ decisionType }) => decisionType)));
  expect(catalogue.entries).toEqual([]);
});

describe('the ledger', () => {
  it('holds the projects that meet a rule, to the limit itself, and no others', async () => {
    const { rows, counts } = await list();
    expect(rows.map(({ title, rules, unit, decisionType }) => [title, rules.map(({ zh }) => zh), unit, decisionType])).toEqual([
      ['示例项目5', ['环保、能源类项目，总投资 1 亿元及以上'], '', 'ecology-project'],
      ['示例项目1', ['总投资 5 亿元及以上', '新增用地 10 公顷及以上'], '示例业主', 'major-project'],
    ]);
    expect(counts).toEqual({ due: 2, underway: 0, done: 0, exempt: 0 });
    expect((await list({ text: '业主' })).total).toBe(1);
    expect((await list({ source: 'entered' })).total).toBe(0);
  });

  it('sees at once a batch that comes, and one that is taken back', async () => {
    expect((await list()).total).toBe(2);
    const batch = workstation.hold('1.1', [{ project_code: '2026-330602-77-01-000006', n_project: '2026-330602-77-01-000006', project_name: '示例项目6', n_date: '2026-06-02', total_investment: 60_000_000_000 }]);
    expect((await list()).total).toBe(3);
    evaluator().store.raw.exec(`DELETE FROM cat_investment_project WHERE batch_id = ${String(batch)}; UPDATE batch SET state = 'undone' WHERE id = ${String(batch)}`);
    expect((await list()).total).toBe(2);
  });

  it('follows the case of a project by itself: under way, done', async () => {
    await newDraft(workstation, { projectCode: LARGE });
    expect((await list({ state: 'underway' })).rows).toMatchObject([{ key, assessedBy: { state: 'draft', linked: false } }]);
    await decidedCase(LARGE);
    expect((await list({ state: 'done' })).rows).toMatchObject([{ key, assessedBy: { state: 'decided' } }]);
  });

  it('lets nothing due or under way be decided', async () => {
    await expect(decide(key, 0)).rejects.toMatchObject({ code: 'ASSESSMENT_DUE', details: { state: 'due' } });
    await newDraft(workstation, { projectCode: LARGE });
    await expect(decide(key, 0)).rejects.toMatchObject({ code: 'ASSESSMENT_DUE', details: { state: 'underway' } });
    expect(evaluator().store.raw.prepare('SELECT count(*) AS n FROM obligation_mark').get()).toEqual({ n: 0 });
    await decidedCase(LARGE);
    expect(await decide(key, 0)).toMatchObject({ state: 'done', decision: { decidedOn: '2026-06-15', text: '示例' } });
  });

  it('exempts with a reason, and takes that back', async () => {
    await expect(rule(key, 0, { action: 'exempt', reasonId: 'unheard-of' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rule(key, 0, { action: 'exempt', reasonId: 'emergency', text: '' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { reasons: ['REASON_MISSING'] } });
    expect(await rule(key, 0, { action: 'exempt', reasonId: 'assessed-elsewhere' })).toMatchObject({ state: 'exempt', exemption: { reason: { zh: '已按其他规定评估，不作重复评估' } } });
    await expect(rule(key, 0, { action: 'claim' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await rule(key, 1, { action: 'claim' })).toMatchObject({ state: 'due', revision: 2 });
    expect((await obligations['obligations.get']({ key }, evaluator())).entries.map(({ action }) => action)).toEqual(['claim', 'exempt']);
  });

  it('takes a matter of the published list, assessed by the case that is linked to it', async () => {
    const matter = await obligations['obligations.enter']({ title: '示例价格调整', unit: '示例局', decisionType: 'livelihood-rule', year: 2026, basis: '' }, evaluator());
    expect(matter).toMatchObject({ source: 'entered', state: 'due', dated: '2026' });
    const proposalId = await decidedCase(null);
    const link = (action: 'link' | 'unlink', revision: number) => obligations['obligations.link']({ key: matter.key, revision, action, proposalId, text: action === 'unlink' ? '另立事项' : '' }, evaluator());
    expect(await link('link', 0)).toMatchObject({ state: 'done', assessedBy: { proposalId, linked: true } });
    expect(await link('unlink', 1)).toMatchObject({ state: 'due', assessedBy: null });
    await expect(obligations['obligations.enter']({ title: 'x', unit: '', decisionType: 'unheard-of', year: 2026, basis: '' }, evaluator())).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const { raw, db } = evaluator().store;
    expect(raw.prepare('SELECT action FROM audit WHERE subject = ? ORDER BY seq').pluck().all(`obligation:${matter.key}`)).toEqual(['obligation.entered', 'obligation.link', 'obligation.unlink']);
    expect((await verifyChain(db)).ok).toBe(true);
  });

  it('says first what was approved without an assessment', async () => {
    approve();
    const page = await list();
    expect(page.rows[0]).toMatchObject({ key, approval: { documentNo: '示例〔2026〕1号', issuedOn: '2026-06-10' }, findings: ['APPROVED_UNASSESSED'] });
    expect(page.approvedUnassessed).toBe(1);
    expect((await list({ approvedUnassessed: true })).total).toBe(1);
    await decidedCase(LARGE);
    expect((await list({ state: 'done' })).rows).toMatchObject([{ findings: ['APPROVED_FIRST'] }]);
    expect((await list()).approvedUnassessed).toBe(0);
  });
});
