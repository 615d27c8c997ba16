import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, CaseProcedureView, CaseStepView, FileToken } from '#shared/contract/index.ts';
import { EMPTY_RECORD, type StepRecord } from '#shared/domain/legal-procedure/index.ts';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { newDraft, submittedCase } from '#data/assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { verifyChain } from '#data/audit/index.ts';
import { legalProcedureHandlers as procedures } from './index.ts';
import { loadCalendars, loadProcedures } from './library.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const evaluator = () => workstation.as('evaluator');
const raw = () => evaluator().store.raw;
const stepOf = (view: CaseProcedureView, id: string): CaseStepView => {
  const found = view.steps.find(({ step }) => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
};
const choose = (id: AssessmentId, procedureId = 'ordinary') => procedures['legalProcedure.choose']({ id, procedureId }, evaluator());
const record = (id: AssessmentId, stepId: string, patch: Partial<StepRecord>) => procedures['legalProcedure.record']({ id, stepId, record: { ...EMPTY_RECORD, ...patch } }, evaluator());
function file(name: string, content: string): FileToken {
  const path = join(workstation.dir, name);
  writeFileSync(path, content);
  return evaluator().grants.grant(path, 'read').token;
}

describe('what is shipped', () => {
  it('has the ordinary and the simple procedure with the terms of decree 713', () => {
    const terms = loadProcedures(RESOURCES).map(({ value }) => [value.id, Object.fromEntries(value.steps.flatMap(({ id, minimum }) => (minimum === null ? [] : [[id, minimum]])))]);
    const notice = { amount: 30, unit: 'day', shorter: 'withReason' };
    const legality = { amount: 7, unit: 'workingDay', shorter: 'withReason' };
    expect(Object.fromEntries(terms)).toEqual({ ordinary: { notice, hearing: { amount: 7, unit: 'day', shorter: 'never' }, legality }, simple: { notice, legality } });
  });

  it('tells of working days by year', () => {
    expect(loadCalendars(RESOURCES).map(({ year }) => year)).toEqual([2025, 2026]);
  });
});

describe('the procedure of a case', () => {
  it('is chosen, recorded step by step, and every change is in the chain', async () => {
    const id = await newDraft(workstation);
    expect(await procedures['legalProcedure.get']({ id }, evaluator())).toMatchObject({ chosen: null, steps: [], mayChoose: true, plannedOn: '2026-09-01' });
    const chosen = await choose(id);
    expect(stepOf(chosen, 'register')).toMatchObject({ standing: { state: 'done', finishedOn: '2026-06-15' } });
    // Decision on Tuesday 1 September: seven working days after Sunday 23 August, the notice 30 days before that.
    expect(stepOf(chosen, 'legality').standing).toMatchObject({ latestStart: '2026-08-23', latestFinish: '2026-09-01' });
    expect(stepOf(chosen, 'notice').standing).toMatchObject({ latestStart: '2026-07-24', latestFinish: '2026-08-23' });
    workstation.setTime('2026-07-20T02:00:00.000Z');
    const short = await record(id, 'notice', { startedOn: '2026-06-16', finishedOn: '2026-07-06', owner: '示例单位' });
    expect(stepOf(short, 'notice').standing).toMatchObject({ lacking: 10, findings: ['SHORT', 'OUT_OF_ORDER', 'DOCUMENTS_MISSING'] });
    const same = await record(id, 'notice', { startedOn: '2026-06-16', finishedOn: '2026-07-06', owner: '示例单位' });
    expect(stepOf(same, 'notice').record.owner).toBe('示例单位');
    expect(raw().prepare("SELECT action, json_extract(details, '$.step') AS step FROM audit WHERE action LIKE 'legalProcedure.%' ORDER BY seq").all()).toEqual([
      { action: 'legalProcedure.chosen', step: null }, { action: 'legalProcedure.recorded', step: 'notice' },
    ]);
    expect((await verifyChain(evaluator().store.db)).ok).toBe(true);
  });

  it('refuses a record that its step does not allow', async () => {
    const id = await newDraft(workstation);
    await choose(id);
    await expect(record(id, 'notice', { finishedOn: '2026-06-15' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { reasons: ['START_MISSING'] } });
    await expect(record(id, 'elsewhere', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(raw().prepare('SELECT count(*) AS n FROM case_step').get()).toEqual({ n: 0 });
  });

  it('changes as long as nothing recorded is lost', async () => {
    const id = await newDraft(workstation);
    await choose(id);
    await record(id, 'plan', { finishedOn: '2026-06-15' });
    expect(stepOf(await choose(id, 'simple'), 'plan').standing.state).toBe('done');
    await choose(id);
    await record(id, 'hearing', { skippedReason: '争议小' });
    await expect(choose(id, 'simple')).rejects.toMatchObject({ code: 'CONFLICT', details: { step: 'hearing' } });
  });

  it('is frozen by the decision; what follows the decision is recorded after it', async () => {
    const id = await submittedCase(workstation);
    await choose(id);
    const manager = workstation.as('manager');
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, manager);
    const view = await procedures['legalProcedure.get']({ id }, evaluator());
    expect(view).toMatchObject({ mayChoose: false, decidedOn: '2026-06-15' });
    expect(stepOf(view, 'legality')).toMatchObject({ mayRecord: false, standing: { findings: ['MISSED'] } });
    await expect(choose(id, 'simple')).rejects.toMatchObject({ code: 'FROZEN' });
    await expect(record(id, 'legality', { startedOn: '2026-06-01' })).rejects.toMatchObject({ code: 'FROZEN' });
    await expect(procedures['legalProcedure.attach']({ id, stepId: 'legality', documentId: 'opinion', file: file('a.txt', 'a') }, evaluator())).rejects.toMatchObject({ code: 'FROZEN' });
    expect(stepOf(await record(id, 'tracking', { startedOn: '2026-06-15' }), 'tracking').standing.state).toBe('running');
  });
});

describe('the documents that the model asks for', () => {
  const papers = (view: CaseProcedureView): CaseStepView => {
    if (view.papers === null) throw new Error('no papers');
    return view.papers;
  };

  it('stand beside the steps once a procedure is chosen; what is required only where called for is not missed', async () => {
    const id = await newDraft(workstation);
    expect((await procedures['legalProcedure.get']({ id }, evaluator())).papers).toBeNull();
    const { documents } = workstation.as('evaluator').libraries.models.find(({ value }) => value.id === 'major-project')!.value;
    expect(papers(await choose(id)).step.documents.map(({ id: document, required }) => [document, required])).toEqual(documents.map((document) => [document.id, document.required]));

    const required = documents.filter((document) => document.required).map((document) => document.id);
    const [attached, ...named] = required;
    const early = await record(id, 'papers', { finishedOn: '2026-06-15' });
    expect(papers(early).standing).toMatchObject({ state: 'done', findings: ['DOCUMENTS_MISSING'] });
    await procedures['legalProcedure.attach']({ id, stepId: 'papers', documentId: attached!, file: file('approval.txt', 'Synthetic approval') }, evaluator());
    const whole = await record(id, 'papers', { finishedOn: '2026-06-15', documents: Object.fromEntries(named.map((document) => [document, 'File 1'])) });
    expect(papers(whole)).toMatchObject({ standing: { findings: [] }, files: [{ documentId: attached, name: 'approval.txt' }] });
    expect(whole.steps.map(({ step }) => step.id)).not.toContain('papers');
    await expect(record(id, 'papers', { documents: { strange: 'File 1' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });

    // They do not hang on the procedure: another one keeps them.
    expect(papers(await choose(id, 'simple')).files).toHaveLength(1);
  });

  it('are frozen with the decision', async () => {
    const id = await submittedCase(workstation);
    await choose(id);
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
    await expect(record(id, 'papers', { note: 'Later' })).rejects.toMatchObject({ code: 'FROZEN' });
    expect(papers(await procedures['legalProcedure.get']({ id }, evaluator())).mayRecord).toBe(false);
  });
});

describe('late steps of all cases', () => {
  const late = () => procedures['legalProcedure.late']({ limit: 10, offset: 0 }, evaluator());

  it('say who is late and by how much, the longest first, and only what can still be done', async () => {
    const id = await submittedCase(workstation);
    await choose(id);
    expect((await late()).total).toBe(0);
    await record(id, 'plan', { dueOn: '2026-06-10', owner: '示例单位' });
    await record(id, 'notice', { dueOn: '2026-06-12' });
    await record(id, 'survey', { dueOn: '2026-06-01', startedOn: '2026-06-01', finishedOn: '2026-06-05' });
    await record(id, 'tracking', { dueOn: '2026-06-14' });
    expect(await late()).toMatchObject({
      total: 3,
      rows: [{ assessmentId: id, step: { zh: '评估方案' }, owner: '示例单位', deadline: '2026-06-10', daysLate: 5 }, { step: { zh: '公开征求意见' }, owner: '', defaultOwner: { zh: '决策承办单位' }, daysLate: 3 }, { daysLate: 1 }],
    });
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
    expect((await late()).rows.map(({ step }) => step.zh)).toEqual(['跟踪与预警']);
  });
});

describe('a document of a case', () => {
  it('is kept by its hash, once, and is handed out as it came in', async () => {
    const id = await newDraft(workstation);
    await choose(id);
    const token = file('公告草案.txt', '征求意见稿');
    const attach = () => procedures['legalProcedure.attach']({ id, stepId: 'notice', documentId: 'draft', file: token }, evaluator());
    const [document] = stepOf(await attach(), 'notice').files;
    const sha256 = createHash('sha256').update('征求意见稿').digest('hex');
    expect(document).toMatchObject({ name: '公告草案.txt', documentId: 'draft', size: 15, sha256, addedBy: 'evaluator evaluator' });
    expect(stepOf(await attach(), 'notice').files).toHaveLength(1);
    if (document === undefined) throw new Error('nothing is attached');
    const save = evaluator().grants.grant(join(workstation.dir, 'out.txt'), 'write').token;
    const { path } = await procedures['legalProcedure.saveDocument']({ id, caseDocumentId: document.id, save }, workstation.as('auditor'));
    expect(readFileSync(path, 'utf8')).toBe('征求意见稿');
    const after = await procedures['legalProcedure.detach']({ id, caseDocumentId: document.id }, evaluator());
    expect(stepOf(after, 'notice').files).toEqual([]);
    expect(raw().prepare('SELECT count(*) AS n FROM case_document_content').get()).toEqual({ n: 0 });
    const entries = raw().prepare("SELECT action, json_extract(details, '$.sha256') AS sha256 FROM audit WHERE action LIKE 'legalProcedure.%' AND action <> 'legalProcedure.chosen' ORDER BY seq").all();
    expect(entries).toEqual(['attached', 'saved', 'detached'].map((what) => ({ action: `legalProcedure.${what}`, sha256 })));
  });

  it('that was changed behind the program\'s back is not handed out', async () => {
    const id = await newDraft(workstation);
    await choose(id);
    const view = await procedures['legalProcedure.attach']({ id, stepId: 'plan', documentId: 'plan', file: file('方案.txt', '方案') }, evaluator());
    const [document] = stepOf(view, 'plan').files;
    if (document === undefined) throw new Error('nothing is attached');
    raw().exec("DROP TRIGGER case_document_content_no_update; UPDATE case_document_content SET content = x'00'");
    const save = evaluator().grants.grant(join(workstation.dir, 'out.txt'), 'write').token;
    await expect(procedures['legalProcedure.saveDocument']({ id, caseDocumentId: document.id, save }, evaluator())).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('is refused when empty, or when the step has no such document', async () => {
    const id = await newDraft(workstation);
    await choose(id);
    const attach = (documentId: string, token: FileToken) => procedures['legalProcedure.attach']({ id, stepId: 'plan', documentId, file: token }, evaluator());
    await expect(attach('plan', file('leer.txt', ''))).rejects.toMatchObject({ code: 'DOCUMENT_SIZE', details: { limit: 50 } });
    await expect(attach('minutes', file('a.txt', 'a'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(raw().prepare('SELECT count(*) AS n FROM case_document_content').get()).toEqual({ n: 0 });
  });
});
