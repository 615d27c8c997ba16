import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, AssessmentView, ProposalFields } from '#shared/contract/index.ts';
import { exact, sumOf } from '#shared/domain/decimal/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import { evidenceHandlers } from '#data/evidence/index.ts';
import { completeDraft, FIELDS, MEASURE, newDraft, submittedCase } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, findSnapshot, proposalsHandlers as proposals, recompute } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const draft = (fields: Partial<ProposalFields> = {}) => newDraft(workstation, fields);
const complete = (id: AssessmentId) => completeDraft(workstation, id);
const submitted = () => submittedCase(workstation);
const factor = (view: AssessmentView, id: string) => view.factors.find(({ factorId }) => factorId === id)!;
const weights = (view: AssessmentView) => view.factors.filter(({ state }) => state === 'identified').map(({ weight }) => weight!);

describe('a draft', () => {
  it('begins with every factor open, nothing scored, and an entry in the chain', async () => {
    const id = await draft();
    const view = await assessments['assessments.get']({ id }, workstation.as('evaluator'));
    expect(view.factors).toHaveLength(54);
    expect(view.factors.every(({ state, p, q, weight }) => state === 'open' && p === null && q === null && weight === null)).toBe(true);
    expect(view).toMatchObject({ state: 'draft', revision: 1, weightMode: 'equal', may: { edit: true, submit: true, decide: false } });
    expect(view.factors.slice(0, 6).map(({ factorId }) => factorId)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'B1']);
    expect(view.result.initial).toMatchObject({ index: null, level: null });
    const timeline = await assessments['assessments.timeline']({ id }, workstation.as('evaluator'));
    expect(timeline).toMatchObject([{ action: 'proposal.created', by: 'evaluator evaluator', details: { title: FIELDS.title } }]);
    expect(workstation.events).toContainEqual({ type: 'changed', topics: ['assessment', 'proposals', 'audit'], subject: id });
  });

  it('shares equal weights among the identified factors so that they sum to exactly 1, whatever their number', async () => {
    const id = await draft();
    const evaluator = workstation.as('evaluator');
    for (const [factorId, expected] of [['A1', 1], ['A2', 2], ['A3', 3]] as const) {
      const view = await assessments['assessments.patchFactor']({ id, factorId, patch: { state: 'identified' } }, evaluator);
      expect(weights(view)).toHaveLength(expected);
      expect(view.result.weightSum).toBe('1');
    }
    const dropped = await assessments['assessments.patchFactor']({ id, factorId: 'A2', patch: { state: 'excluded', excludedReason: '无关' } }, evaluator);
    expect(weights(dropped)).toEqual(['0.5', '0.5']);
    expect(factor(dropped, 'A2').weight).toBeNull();
    const timeline = await assessments['assessments.timeline']({ id }, evaluator);
    expect(timeline.at(-1)?.details).toEqual({
      revision: 5,
      equalWeights: { before: 3, after: 2 },
      changes: [
        { factor: 'A2', field: 'state', before: 'identified', after: 'excluded' },
        { factor: 'A2', field: 'excludedReason', before: '', after: '无关' },
      ],
    });
  });

  it('takes entered weights as they are, and normalises them only on request, exactly, keeping the sum that was', async () => {
    const id = await draft();
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.patchFactors']({ id, factorIds: ['A1', 'A2', 'A3'], patch: { state: 'identified' } }, evaluator);
    await expect(assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { weight: '0.4' } }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT' });
    await assessments['assessments.setWeightMode']({ id, mode: 'entered' }, evaluator);
    await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { weight: '0.4' } }, evaluator);
    await assessments['assessments.patchFactor']({ id, factorId: 'A2', patch: { weight: '0.3' } }, evaluator);
    const entered = await assessments['assessments.patchFactor']({ id, factorId: 'A3', patch: { weight: '0.29' } }, evaluator);
    expect(weights(entered)).toEqual(['0.4', '0.3', '0.29']);
    expect(entered.result.weightSum).toBe('0.99');
    const normalised = await assessments['assessments.normaliseWeights']({ id }, evaluator);
    expect(sumOf(weights(normalised).map((weight) => exact(weight))).toFixed()).toBe('1');
    expect((await assessments['assessments.timeline']({ id }, evaluator)).at(-1)).toMatchObject({ action: 'assessment.weightsNormalised', details: { sumBefore: '0.99' } });
  });

  it('refuses numbers that are none, values outside 0..1, and scores for what is not identified; and keeps nothing of them', async () => {
    const id = await draft();
    const evaluator = workstation.as('evaluator');
    const before = await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { state: 'identified', p: '0.50' } }, evaluator);
    const attempts = [
      [{ factorId: 'A1', patch: { p: '1.01' } }, 'VALUE_RANGE'],
      [{ factorId: 'A1', patch: { q: '-0.1' } }, 'VALUE_RANGE'],
      [{ factorId: 'A1', patch: { p: '00.5' } }, 'NOT_A_NUMBER'],
      [{ factorId: 'A2', patch: { p: '0.5' } }, 'CONFLICT'],
      [{ factorId: 'Z9', patch: { note: 'x' } }, 'NOT_FOUND'],
      [{ factorId: 'A1', patch: { stages: ['never'] } }, 'BAD_INPUT'],
    ] as const;
    for (const [{ factorId, patch }, code] of attempts) {
      const input = { id, factorId, patch: 'stages' in patch ? { stages: [...patch.stages] } : patch };
      await expect(assessments['assessments.patchFactor'](input, evaluator)).rejects.toMatchObject({ code });
    }
    await expect(assessments['assessments.setContext']({ id, side: 'initial', context: { opinion: { opposed: '1.2', surveyed: null, source: '' }, incident: null, triggers: null } }, evaluator)).rejects.toMatchObject({ code: 'VALUE_RANGE' });
    const after = await assessments['assessments.get']({ id }, evaluator);
    expect(after).toEqual(before);
    expect(factor(after, 'A1').p).toBe('0.50');
  });

  it('does not raise the revision for an edit that changes nothing', async () => {
    const id = await draft();
    const evaluator = workstation.as('evaluator');
    const first = await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { note: '看过' } }, evaluator);
    const events = workstation.events.length;
    const second = await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { note: '看过' } }, evaluator);
    expect(second.revision).toBe(first.revision);
    expect(await assessments['assessments.timeline']({ id }, evaluator)).toHaveLength(2);
    expect(workstation.events).toHaveLength(events);
  });

  it('keeps, changes and removes measures with what they were', async () => {
    const id = await draft();
    const evaluator = workstation.as('evaluator');
    const added = await assessments['assessments.saveMeasure']({ id, measureId: null, fields: { ...MEASURE, factorIds: ['B5', 'A1', 'B5'] } }, evaluator);
    const [measure] = added.measures;
    expect(measure).toMatchObject({ title: MEASURE.title, factorIds: ['A1', 'B5'] });
    const changed = await assessments['assessments.saveMeasure']({ id, measureId: measure!.id, fields: { ...MEASURE, owner: '另一单位', factorIds: ['B5'] } }, evaluator);
    expect(changed.measures).toHaveLength(1);
    expect((await assessments['assessments.timeline']({ id }, evaluator)).at(-1)?.details).toMatchObject({
      changes: [
        { measure: measure!.id, field: 'owner', before: '示例单位', after: '另一单位' },
        { measure: measure!.id, field: 'factorIds', before: ['A1', 'B5'], after: ['B5'] },
      ],
    });
    await expect(assessments['assessments.saveMeasure']({ id, measureId: null, fields: { ...MEASURE, factorIds: ['Q1'] } }, evaluator)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const removed = await assessments['assessments.removeMeasure']({ id, measureId: measure!.id }, evaluator);
    expect(removed.measures).toEqual([]);
    await expect(assessments['assessments.removeMeasure']({ id, measureId: measure!.id }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the whole life of an assessment', () => {
  it('goes from a blocked draft to a frozen decision that recomputes to the same result', async () => {
    const evaluator = workstation.as('evaluator');
    const manager = workstation.as('manager');
    workstation.hold('2.4', [{ n_town: '330602108', n_county: '330602', n_date: '2026-05-03' }, { n_town: '330602108', n_county: '330602', n_date: '2026-04-03' }]);
    const id = await draft({ responsibleUnit: '' });

    await expect(assessments['assessments.submit']({ id }, evaluator)).rejects.toMatchObject({
      code: 'CHECKS_FAILED', details: { checks: expect.arrayContaining(['BASICS_MISSING', 'NO_FACTOR', 'CONCLUSION_MISSING']) },
    });
    const proposalId = (await assessments['assessments.get']({ id }, evaluator)).proposal.id;
    await proposals['proposals.update']({ id: proposalId, patch: { responsibleUnit: '示例单位' } }, evaluator);
    const ready = await complete(id);
    expect(ready.result).toMatchObject({
      weightSum: '1',
      initial: { index: '0.31', level: 'low', paths: { index: 'low', count: 'low', trigger: null, opinion: null }, decidedBy: ['index', 'count'] },
      residual: { index: '0.13', level: 'low' },
    });
    expect(ready.checks.filter(({ severity }) => severity === 'block')).toEqual([]);

    const sent = await assessments['assessments.submit']({ id }, evaluator);
    expect(sent).toMatchObject({ state: 'submitted', submittedBy: 'evaluator evaluator', may: { edit: false, submit: false, decide: false } });
    await expect(assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { note: 'x' } }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(proposals['proposals.update']({ id: proposalId, patch: { title: 'x' } }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager', 'evaluator'))).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await expect(assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, evaluator)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });

    const back = await assessments['assessments.return']({ id, reasons: '补充民意调查' }, manager);
    expect(back).toMatchObject({ state: 'returned', returnedReasons: '补充民意调查' });
    await assessments['assessments.setContext']({ id, side: 'initial', context: { opinion: { opposed: '0.12', surveyed: 200, source: '问卷' }, incident: { people: 10, source: '' }, triggers: [] } }, evaluator);
    await assessments['assessments.submit']({ id }, evaluator);

    const inTime = await assessments['assessments.get']({ id }, manager);
    expect(inTime.may).toEqual({ edit: false, submit: false, decide: true });
    await expect(assessments['assessments.decide']({ id, decision: 'postpone', reasons: ' ' }, manager)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    const decided = await assessments['assessments.decide']({ id, decision: 'postpone', reasons: '资金未落实' }, manager);
    expect(decided).toMatchObject({
      state: 'decided', conclusion: { code: 'implement' }, revision: inTime.revision + 1,
      decision: { decision: 'postpone', agrees: false, reasons: '资金未落实', decidedBy: 'manager manager' }, may: { edit: false, submit: false, decide: false },
    });
    expect(decided.result).toEqual(inTime.result);

    for (const attempt of [
      assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { p: '0.1' } }, evaluator),
      assessments['assessments.return']({ id, reasons: 'x' }, manager),
      proposals['proposals.update']({ id: proposalId, patch: { title: 'x' } }, evaluator),
      proposals['proposals.remove']({ id: proposalId }, evaluator),
    ]) await expect(attempt).rejects.toMatchObject({ code: 'FROZEN' });
    for (const statement of [
      `UPDATE assessment SET decision_code = 'implement' WHERE id = '${id}'`,
      `UPDATE assessment_factor SET p = '0.1' WHERE assessment_id = '${id}'`,
      `UPDATE assessment_snapshot SET content = '{}' WHERE assessment_id = '${id}'`,
      `DELETE FROM assessment WHERE id = '${id}'`,
    ]) expect(() => evaluator.store.raw.exec(statement)).toThrow(/frozen/);

    const snapshot = await findSnapshot(evaluator.store.db, id);
    expect(snapshot?.hash).toBe(decided.snapshotHash);
    const again = recompute(snapshot!);
    expect(again).toMatchObject({ intact: true, equal: true });
    expect(again.snapshot.decision).toMatchObject({ code: 'postpone', by: 'manager' });
    expect(again.snapshot.evidence.find(({ questionId }) => questionId === 'petitions')).toMatchObject({ value: '2', records: 2 });
    expect(await verifyChain(evaluator.store.db)).toMatchObject({ ok: true });
    expect((await assessments['assessments.timeline']({ id }, manager)).map(({ action }) => action).slice(-5)).toEqual([
      'assessment.submitted', 'assessment.returned', 'assessment.contextChanged', 'assessment.submitted', 'assessment.decided',
    ]);
  });

  it('keeps the evidence of the day of the decision, and the very rows behind it, whatever is imported later', async () => {
    const rows = [{ petition_no: 'X1', n_town: '330602108', n_county: '330602', n_date: '2026-05-03' }, { petition_no: 'X2', n_town: '330602108', n_county: '330602', n_date: '2026-04-03' }];
    workstation.hold('2.4', rows);
    const id = await submitted();
    const manager = workstation.as('manager');
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, manager);
    const before = await evidenceHandlers['evidence.overview']({ id }, manager);
    workstation.setTime('2026-08-01T00:00:00.000Z');
    workstation.hold('2.4', [{ ...rows[0], n_date: '2026-07-01' }, { ...rows[1], petition_no: 'X3', n_date: '2026-05-20' }]);
    const after = await evidenceHandlers['evidence.overview']({ id }, manager);
    expect(after).toMatchObject({ frozen: true, answers: before.answers });
    expect(after.answers.find(({ questionId }) => questionId === 'petitions')).toMatchObject({ value: '2', to: '2026-05-31' });
    const page = await evidenceHandlers['evidence.records']({ id, questionId: 'petitions', area: 'own', limit: 10, offset: 0 }, manager);
    expect(page.rows.map(({ cells, superseded }) => [cells[0], superseded])).toEqual([['X1', true], ['X2', false]]);
  });

  it('recomputes differently when anyone touched a score, and is not intact when anyone touched a letter', async () => {
    const id = await submitted();
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
    const snapshot = (await findSnapshot(workstation.as('manager').store.db, id))!;
    const forged = { ...snapshot, content: snapshot.content.replace('"p":"0.7"', '"p":"0.1"') };
    expect(forged.content).not.toBe(snapshot.content);
    expect(recompute(forged)).toMatchObject({ intact: false, equal: false });
    const renamed = { ...snapshot, content: snapshot.content.replace('低于邻区', '高于邻区') };
    expect(recompute(renamed)).toMatchObject({ intact: false, equal: true });
  });

  it('opens with the model it was begun with, after the program ships another text of it', async () => {
    const id = await submitted();
    const shipped = workstation.as('manager');
    const models = shipped.libraries.models.map(({ value }) => ({ value: { ...value, version: value.version + 1 }, hash: 'f'.repeat(64) }));
    const newer = { ...shipped, libraries: { ...shipped.libraries, models } };
    const view = await assessments['assessments.get']({ id }, newer);
    expect(view.model).toMatchObject({ id: 'major-project', version: 1 });
    expect(view.result.initial.level).toBe('low');
    const changed = { ...workstation.as('evaluator'), libraries: { ...shipped.libraries, models: shipped.libraries.models.map(({ value }) => ({ value, hash: 'f'.repeat(64) })) } };
    await expect(proposals['proposals.create']({ fields: FIELDS, modelId: 'major-project' }, changed)).rejects.toMatchObject({ code: 'RESOURCE_INVALID' });
  });
});
