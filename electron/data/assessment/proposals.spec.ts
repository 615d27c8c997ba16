import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProposalFields, ProposalView } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from './index.ts';

const FIELDS: ProposalFields = {
  title: '某道路改扩建工程（示例）', decisionType: 'transport-project', places: ['330602108'], responsibleUnit: '示例单位', decisionOn: null, startOn: null, endOn: null, description: '', projectCode: null,
};
const CODE = '2509-330602-04-01-545318';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

let minute = 0;
async function create(fields: Partial<ProposalFields> = {}): Promise<ProposalView> {
  workstation.setTime(new Date(Date.UTC(2026, 5, 15, 2, (minute += 1))).toISOString());
  return proposals['proposals.create']({ fields: { ...FIELDS, ...fields }, modelId: 'major-project' }, workstation.as('evaluator'));
}

const list = (input: Partial<{ text: string; state: 'draft' | 'submitted'; limit: number; offset: number }> = {}) =>
  proposals['proposals.list']({ limit: 100, offset: 0, ...input }, workstation.as('manager'));

describe('the list of matters', () => {
  it('shows the latest change first, with what was scored and the level as it stands', async () => {
    const first = await create({ title: '甲' });
    const second = await create({ title: '乙', places: ['330602', '330681001'] });
    expect((await list()).rows.map(({ title }) => title)).toEqual(['乙', '甲']);
    workstation.setTime('2026-06-16T00:00:00.000Z');
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.patchFactors']({ id: first.assessmentId, factorIds: ['A1', 'B5'], patch: { state: 'identified' } }, evaluator);
    await assessments['assessments.patchFactor']({ id: first.assessmentId, factorId: 'A1', patch: { p: '0.9', q: '0.9' } }, evaluator);
    const { rows, total, counts } = await list();
    expect(rows.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(rows[0]).toMatchObject({ identified: 2, scored: 1, initialLevel: null, residualLevel: null, createdBy: 'evaluator evaluator', updatedAt: '2026-06-16T00:00:00.000Z' });
    expect(rows[1]).toMatchObject({ places: ['330602', '330681001'], identified: 0, scored: 0 });
    expect({ total, counts }).toEqual({ total: 2, counts: { draft: 2, submitted: 0, returned: 0, decided: 0 } });
    await assessments['assessments.patchFactor']({ id: first.assessmentId, factorId: 'B5', patch: { p: '0.9', q: '0.9' } }, evaluator);
    expect((await list()).rows[0]).toMatchObject({ scored: 2, initialLevel: 'high' });
  });

  it('finds text in title, unit and project code, never as a pattern, and pages', async () => {
    await create({ title: '一期 100% 改造', responsibleUnit: '交通局' });
    await create({ title: '一期 1000 改造', responsibleUnit: '水利局', projectCode: CODE });
    await create({ title: '其他' });
    expect((await list({ text: '100%' })).rows.map(({ title }) => title)).toEqual(['一期 100% 改造']);
    expect((await list({ text: '水利' })).total).toBe(1);
    expect((await list({ text: '2509-33' })).total).toBe(1);
    expect((await list({ text: '_' })).total).toBe(0);
    expect(await list({ state: 'submitted' })).toMatchObject({ rows: [], total: 0, counts: { draft: 3 } });
    const page = await list({ limit: 1, offset: 1 });
    expect(page).toMatchObject({ total: 3, rows: [{ title: '一期 1000 改造' }] });
  });
});

describe('a matter', () => {
  it('is changed field by field, each change with what was before', async () => {
    const { id, assessmentId } = await create();
    const evaluator = workstation.as('evaluator');
    const changed = await proposals['proposals.update']({ id, patch: { title: '改了', places: ['330602001', '330602108', '330602001'], startOn: undefined } }, evaluator);
    expect(changed).toMatchObject({ title: '改了', places: ['330602001', '330602108'], responsibleUnit: FIELDS.responsibleUnit });
    expect(await proposals['proposals.get']({ id }, evaluator)).toEqual(changed);
    expect((await assessments['assessments.timeline']({ id: assessmentId }, evaluator)).at(-1)).toMatchObject({
      action: 'proposal.changed',
      details: { changes: [{ field: 'title', before: FIELDS.title, after: '改了' }, { field: 'places', before: ['330602108'], after: ['330602001', '330602108'] }] },
    });
  });

  it('names a known kind of decision and known places', async () => {
    await expect(create({ decisionType: 'nothing' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { path: 'decisionType' } });
    await expect(create({ places: ['330602999'] })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { path: 'places' } });
    await expect(proposals['proposals.create']({ fields: FIELDS, modelId: 'nothing' }, workstation.as('evaluator'))).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    expect((await list()).total).toBe(0);
  });

  it('can be removed while it is a draft, and its history stays', async () => {
    const { id, assessmentId } = await create();
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.saveMeasure']({ id: assessmentId, measureId: null, fields: { title: 'x', owner: '', assistant: '', deadline: null, controlPoint: '', factorIds: ['A1'] } }, evaluator);
    await proposals['proposals.remove']({ id }, evaluator);
    await expect(proposals['proposals.get']({ id }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(assessments['assessments.get']({ id: assessmentId }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await assessments['assessments.timeline']({ id: assessmentId }, evaluator)).map(({ action }) => action)).toEqual(['proposal.created', 'assessment.measureSaved', 'proposal.removed']);
    for (const table of ['proposal_place', 'assessment_factor', 'measure', 'measure_factor']) {
      expect(evaluator.store.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });
});

describe('a matter from an imported project', () => {
  beforeEach(() => {
    workstation.hold('1.1', [
      {
        project_code: CODE, n_project: CODE, project_name: '示例大道工程', n_town: '330602108', n_county: '330602', n_date: '2026-10-01', planned_start: '2026-10-01', planned_finish: '2028-09-30',
        scale_content: '道路 3.2 公里', address: '示例路', total_investment: 12_345_600_000,
      },
      { project_code: 'P2', n_project: 'P2', project_name: '另一 100% 工程', n_county: '330681', n_date: '2026-01-01' },
    ]);
    workstation.hold('1.2', [
      { project_code: CODE, n_project: CODE, credit_code: '1', entity_name: '代建单位', role: 'agent' },
      { project_code: CODE, n_project: CODE, credit_code: '2', entity_name: '业主单位', role: 'owner' },
    ]);
  });

  it('is found by name or code', async () => {
    const find = (text: string) => proposals['proposals.projects']({ text, limit: 10, offset: 0 }, workstation.as('evaluator'));
    expect(await find('大道')).toEqual({ total: 1, rows: [{ projectCode: CODE, name: '示例大道工程', place: '330602108', placeName: '越城区富盛镇', investment: '12345.6' }] });
    expect((await find('')).rows.map(({ projectCode }) => projectCode)).toEqual([CODE, 'P2']);
    expect(await find('100%')).toMatchObject({ total: 1, rows: [{ projectCode: 'P2', place: '330681', investment: null }] });
    expect((await find('2509-')).total).toBe(1);
  });

  it('takes over name, place, owner, dates and content', async () => {
    const evaluator = workstation.as('evaluator');
    const fields = await proposals['proposals.fromProject']({ projectCode: CODE }, evaluator);
    expect(fields).toEqual({
      title: '示例大道工程', decisionType: 'major-project', places: ['330602108'], responsibleUnit: '业主单位', decisionOn: null, startOn: '2026-10-01', endOn: '2028-09-30',
      description: '道路 3.2 公里\n示例路', projectCode: CODE,
    });
    expect(await proposals['proposals.create']({ fields, modelId: 'major-project' }, evaluator)).toMatchObject(fields);
    expect(await proposals['proposals.fromProject']({ projectCode: 'P2' }, evaluator)).toMatchObject({ places: ['330681'], responsibleUnit: '', description: '' });
    await expect(proposals['proposals.fromProject']({ projectCode: 'none' }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
