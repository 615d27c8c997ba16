import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, ConclusionCode, MeasureId } from '#shared/contract/index.ts';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { submittedCase } from '#data/assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { verifyChain } from '#data/audit/index.ts';
import { followUpHandlers as followUp } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const evaluator = () => workstation.as('evaluator');
const list = (filter: 'all' | 'overdue' | 'remind' | 'open' | 'done' = 'all', text = '') => followUp['measures.list']({ filter, text, limit: 100, offset: 0 }, evaluator());
const NOTHING = { text: '', plan: null, doneOn: null, files: [] };

/** A case decided on 15 June 2026; its one measure is due on 31 December. */
async function decidedCase(decision: ConclusionCode = 'implement'): Promise<AssessmentId> {
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision, reasons: '示例理由' }, workstation.as('manager'));
  return id;
}

async function onlyMeasure(): Promise<MeasureId> {
  const [measure] = (await list()).rows;
  if (measure === undefined) throw new Error('there is no measure');
  return measure.id;
}

describe('measures after the decision', () => {
  it('are followed where the decision makes them due', async () => {
    await submittedCase(workstation);
    await decidedCase('doNotImplement');
    expect((await list()).total).toBe(0);
    await decidedCase('implementAfterMeasures');
    expect((await list()).rows).toMatchObject([{ title: '公开补偿标准并逐户核对', matter: '某道路改扩建工程（示例）', decidedDeadline: '2026-12-31', revision: 0, lastStep: null, standing: { owner: '示例单位', remindOn: '2026-12-17', state: 'open' } }]);
  });

  it('are called to mind, then overdue, and counted', async () => {
    await decidedCase();
    const counts = async () => (await list()).counts;
    expect(await counts()).toEqual({ all: 1, overdue: 0, remind: 0, open: 1, done: 0 });
    workstation.setTime('2026-12-17T02:00:00.000Z');
    expect(await counts()).toMatchObject({ remind: 1, overdue: 0 });
    // 31 December in China has passed at four in the afternoon, UTC.
    workstation.setTime('2026-12-31T15:59:00.000Z');
    expect(await counts()).toMatchObject({ overdue: 0 });
    workstation.setTime('2026-12-31T16:00:00.000Z');
    expect(await counts()).toEqual({ all: 1, overdue: 1, remind: 0, open: 1, done: 0 });
    expect((await list('overdue', '道路')).total).toBe(1);
    expect((await list('overdue', '桥梁')).total).toBe(0);
  });

  it('go on step by step, each in the chain, and end with a proof that is handed out as it came in', async () => {
    const caseId = await decidedCase();
    const id = await onlyMeasure();
    await followUp['measures.follow']({ ...NOTHING, id, revision: 0, action: 'plan', text: '进度推迟', plan: { owner: '示例办', dueOn: '2027-01-31', remindOn: null } }, evaluator());
    await followUp['measures.follow']({ ...NOTHING, id, revision: 1, action: 'report', text: '已核对一半' }, evaluator());
    const path = join(workstation.dir, '核对表.txt');
    writeFileSync(path, '逐户核对表');
    const file = evaluator().grants.grant(path, 'read').token;
    const done = await followUp['measures.follow']({ ...NOTHING, id, revision: 2, action: 'finish', doneOn: '2026-06-15', files: [file] }, evaluator());
    expect(done).toMatchObject({ revision: 3, standing: { owner: '示例办', dueOn: '2027-01-31', state: 'done', findings: ['POSTPONED'] } });
    expect(done.steps.map(({ action }) => action)).toEqual(['finish', 'report', 'plan']);
    const [proof] = done.steps[0]?.proofs ?? [];
    if (proof === undefined) throw new Error('there is no proof');
    const save = evaluator().grants.grant(join(workstation.dir, 'out.txt'), 'write').token;
    await followUp['measures.saveProof']({ id, proofId: proof.id, save }, workstation.as('auditor'));
    expect(readFileSync(join(workstation.dir, 'out.txt'), 'utf8')).toBe('逐户核对表');
    await followUp['measures.follow']({ ...NOTHING, id, revision: 3, action: 'reopen', text: '两户未签' }, workstation.as('manager'));
    expect((await list('open')).total).toBe(1);
    const { raw, db } = evaluator().store;
    expect(raw.prepare("SELECT action FROM audit WHERE action LIKE 'measure.%' AND subject = ? ORDER BY seq").pluck().all(`assessment:${caseId}`)).toEqual(['plan', 'report', 'finish', 'proofSaved', 'reopen'].map((what) => `measure.${what}`));
    expect((await verifyChain(db)).ok).toBe(true);
    expect(raw.prepare('SELECT owner, deadline FROM measure').get()).toEqual({ owner: '示例单位', deadline: '2026-12-31' });
  });

  it('refuse a step that is not one, or that did not see the last', async () => {
    await decidedCase();
    const id = await onlyMeasure();
    const follow = followUp['measures.follow'];
    await expect(follow({ ...NOTHING, id, revision: 1, action: 'report', text: 'x' }, evaluator())).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(follow({ ...NOTHING, id, revision: 0, action: 'finish', doneOn: '2026-06-15' }, evaluator())).rejects.toMatchObject({ code: 'BAD_INPUT', details: { reasons: ['PROOF_MISSING'] } });
    expect(evaluator().store.raw.prepare('SELECT count(*) AS n FROM measure_step').get()).toEqual({ n: 0 });
  });
});
