import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, FileToken } from '#shared/contract/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import { newDraft, submittedCase } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { surveyHandlers as survey } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const file = (name: string, content: string | Uint8Array): FileToken => {
  const path = join(workstation.dir, name);
  writeFileSync(path, content);
  return workstation.as('evaluator').grants.grant(path, 'read').token;
};
const CSV = ['序号,所在村社,您的态度,反对程度', '1,甲村,支持,', '2,甲村,有条件支持,', '3,乙村,反对,强烈', '4,乙村,反对,一般', '5,乙村,看情况,'].join('\n');
const add = (id: AssessmentId, token: FileToken, over: object = {}) =>
  survey['survey.add']({ id, file: token, sheet: null, mapping: null, title: '入户问卷', rule: 'environment', population: 4, ...over }, workstation.as('evaluator'));

describe('a questionnaire', () => {
  it('is counted by group from CSV and XLSX alike, and judged by the rule of its kind of case', async () => {
    const id = await newDraft(workstation);
    const { surveys: [one] } = await add(id, file('问卷.csv', CSV));
    expect(one).toMatchObject({
      title: '入户问卷', fileName: '问卷.csv', valid: 4, opposed: '0.5', sample: { needed: 4, enough: true }, addedBy: 'evaluator evaluator',
      tally: { groups: [{ group: '甲村', counts: { support: 1, conditional: 1 } }, { group: '乙村', counts: { oppose: 2, strong: 1, mild: 1 } }], uncounted: [{ rowNo: 6, reason: 'unknown', text: '看情况' }] },
    });
    const rows = CSV.split('\n').map((line) => line.split(','));
    const { surveys } = await add(id, file('问卷.xlsx', await writeXlsx({ sheets: [{ name: '表1', rows }] })), { population: 500 });
    expect(surveys.find(({ fileName }) => fileName === '问卷.xlsx')).toMatchObject({ tally: one!.tally, sample: { needed: 251, enough: false } });
    expect(await verifyChain(workstation.as('evaluator').store.db)).toMatchObject({ ok: true });
  });

  it('is read before it is kept, with columns that can be chosen', async () => {
    const token = file('a.csv', '村,回答\n甲,支持\n乙,反对\n');
    const read = await survey['survey.read']({ file: token, sheet: null, mapping: null }, workstation.as('evaluator'));
    expect(read).toMatchObject({ headers: ['村', '回答'], mapping: { stance: null }, tally: null });
    const id = await newDraft(workstation);
    await expect(add(id, token)).rejects.toMatchObject({ code: 'MAPPING_INCOMPLETE' });
    const mapping = { stance: 1, group: 0, strength: null, count: null };
    expect((await survey['survey.read']({ file: token, sheet: null, mapping }, workstation.as('evaluator'))).tally?.all).toMatchObject({ support: 1, oppose: 1 });
    await expect(survey['survey.read']({ file: token, sheet: null, mapping: { ...mapping, stance: 5 } }, workstation.as('evaluator'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect((await add(id, token, { mapping })).surveys).toHaveLength(1);
    expect(workstation.as('evaluator').store.raw.prepare('SELECT count(*) FROM survey').pluck().get()).toBe(1);
  });

  it('comes once, can be removed while the case is a draft, and not under review', async () => {
    const id = await newDraft(workstation);
    const token = file('a.csv', CSV);
    const { surveys: [one] } = await add(id, token);
    await expect(add(id, token)).rejects.toMatchObject({ code: 'CONFLICT' });
    await survey['survey.remove']({ id, survey: one!.id }, workstation.as('evaluator'));
    await expect(survey['survey.remove']({ id, survey: one!.id }, workstation.as('evaluator'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await survey['survey.list']({ id }, workstation.as('auditor'))).surveys).toEqual([]);
    expect(workstation.as('evaluator').store.raw.prepare("SELECT action FROM audit WHERE action LIKE 'assessment.survey%' ORDER BY seq").pluck().all()).toEqual(['assessment.surveyAdded', 'assessment.surveyRemoved']);
    const submitted = await submittedCase(workstation);
    await expect(add(submitted, token)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
