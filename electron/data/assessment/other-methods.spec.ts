import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, FactorPatch } from '#shared/contract/index.ts';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import { completeDraft, newDraft, submittedCase } from './fixtures/matter.ts';
import { completeRisks, completeScorecard, newRisks, newScorecard } from './fixtures/other-methods.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, findSnapshot, proposalsHandlers as proposals, recompute } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const rows = (sql: string): unknown[] => workstation.as('auditor').store.raw.prepare(sql).all();
const patch = (id: AssessmentId, factorId: string, fields: FactorPatch) => assessments['assessments.patchFactor']({ id, factorId, patch: fields }, workstation.as('evaluator'));

async function decide(id: AssessmentId): Promise<void> {
  await assessments['assessments.submit']({ id }, workstation.as('evaluator'));
  await assessments['assessments.decide']({ id, decision: 'implementAfterMeasures', reasons: '' }, workstation.as('manager'));
}

describe('a case by scorecard', () => {
  it('keeps points and shares as they were given, and goes to a decision that recomputes', async () => {
    const id = await newScorecard(workstation);
    await completeScorecard(workstation, id);
    const view = await assessments['assessments.get']({ id }, workstation.as('evaluator'));
    expect(view.result).toMatchObject({ kind: 'scorecard', initial: { total: '18.95', level: 'medium', decidedBy: ['opinion'] }, residual: { total: '13.95' }, weightSum: null });
    expect(view.result.kind === 'scorecard' && view.result.initial.groups.map(({ points }) => points)).toEqual(['5', '4', '4', '5.95']);
    expect(rows("SELECT points, residual_points, opposed, weight, p, c FROM assessment_factor WHERE factor_id IN ('K1', 'L2') ORDER BY factor_id")).toEqual([
      { points: null, residual_points: null, opposed: '[{"strength":"strong","opposed":"0.1"},{"strength":"fair","opposed":"0.1"}]', weight: null, p: null, c: null },
      { points: '5', residual_points: '2', opposed: null, weight: null, p: null, c: null },
    ]);
    // Another way to the total: printed points by SQL, and 35 x (0.1 + 0.07) for K1.
    expect(rows('SELECT sum(CAST(points AS REAL)) + 35 * (0.1 + 0.7 * 0.1) AS total FROM assessment_factor')).toEqual([{ total: expect.closeTo(18.95, 9) as number }]);
    expect(rows('SELECT initial_level, residual_level FROM assessment')).toEqual([{ initial_level: 'medium', residual_level: 'medium' }]);
    await decide(id);
    const again = recompute((await findSnapshot(workstation.as('manager').store.db, id))!);
    expect(again).toMatchObject({ intact: true, equal: true, snapshot: { format: 'fengqiao-assessment@2' } });
    expect(rows("SELECT json_extract(details, '$.initial.total') AS total FROM audit WHERE action = 'assessment.submitted'")).toEqual([{ total: '18.95' }]);
    await expect(patch(id, 'L2', { points: '0' })).rejects.toMatchObject({ code: 'FROZEN' });
  });

  it.each<[string, FactorPatch, string]>([
    ['L1', { points: '3.5' }, 'VALUE_RANGE'], ['L1', { points: '-1' }, 'VALUE_RANGE'], ['K1', { points: '3' }, 'METHOD_OTHER_KIND'], ['L1', { opposed: [] }, 'METHOD_OTHER_KIND'],
    ['L1', { p: '0.5' }, 'METHOD_OTHER_KIND'], ['L1', { c: '0.5' }, 'METHOD_OTHER_KIND'], ['L1', { weight: '0.5' }, 'METHOD_OTHER_KIND'], ['L1', { state: 'excluded' }, 'CONFLICT'],
    ['K1', { opposed: [{ strength: 'wild', opposed: '0.1' }] }, 'BAD_INPUT'], ['K1', { opposed: [{ strength: 'mild', opposed: '0.1' }, { strength: 'mild', opposed: '0.1' }] }, 'BAD_INPUT'],
    ['K1', { residualOpposed: [{ strength: 'mild', opposed: '0.6' }, { strength: 'fair', opposed: '0.6' }] }, 'VALUE_RANGE'],
  ])('refuses %s with %j: %s', async (factorId, fields, code) => {
    const id = await newScorecard(workstation);
    await expect(patch(id, factorId, fields)).rejects.toMatchObject({ code });
    expect(rows("SELECT count(*) AS n FROM audit WHERE action = 'assessment.factorChanged'")).toEqual([{ n: 0 }]);
  });

  it('has no weights to set, share out or compare', async () => {
    const id = await newScorecard(workstation);
    const evaluator = workstation.as('evaluator');
    await expect(assessments['assessments.setWeightMode']({ id, mode: 'entered' }, evaluator)).rejects.toMatchObject({ code: 'METHOD_OTHER_KIND' });
    await expect(assessments['assessments.normaliseWeights']({ id }, evaluator)).rejects.toMatchObject({ code: 'METHOD_OTHER_KIND' });
    expect(rows('SELECT count(*) AS n FROM assessment_factor WHERE weight IS NOT NULL')).toEqual([{ n: 0 }]);
  });

  it('is copied to revise it, and the difference names points and shares', async () => {
    const id = await newScorecard(workstation);
    await completeScorecard(workstation, id);
    await decide(id);
    const { assessmentId: copy } = await assessments['assessments.revise']({ id, model: 'same' }, workstation.as('evaluator'));
    await patch(copy, 'L2', { points: '2' });
    await patch(copy, 'K1', { opposed: [] });
    const { difference, levels } = await assessments['assessments.revision']({ id: copy }, workstation.as('evaluator'));
    expect(difference?.factors).toEqual([
      { factorId: 'L2', changes: [{ field: 'points', before: '5', after: '2' }] },
      { factorId: 'K1', changes: [{ field: 'opposed', before: [{ strength: 'strong', opposed: '0.1' }, { strength: 'fair', opposed: '0.1' }], after: [] }] },
    ]);
    expect(levels).toMatchObject({ before: { initial: 'medium' }, after: { initial: 'medium' } });
  });
});

describe('a case by w x C', () => {
  it('keeps C, shares weights, and goes to a decision that recomputes', async () => {
    const id = await newRisks(workstation);
    await completeRisks(workstation, id);
    const { result } = await assessments['assessments.get']({ id }, workstation.as('evaluator'));
    expect(result).toMatchObject({ kind: 'wc', initial: { index: '0.7', level: 'medium' }, residual: { index: '0.4', level: 'medium', paths: { index: 'low', opinion: 'medium' } }, weightSum: '1' });
    expect(rows("SELECT factor_id, weight, c, residual_c FROM assessment_factor WHERE state = 'identified' ORDER BY factor_id")).toEqual([
      { factor_id: 'C1', weight: '0.5', c: '0.8', residual_c: '0.4' }, { factor_id: 'E2', weight: '0.5', c: '0.6', residual_c: '0.4' },
    ]);
    await decide(id);
    expect(recompute((await findSnapshot(workstation.as('manager').store.db, id))!)).toMatchObject({ intact: true, equal: true });
  });

  it.each<[FactorPatch, string]>([[{ c: '1.1' }, 'VALUE_RANGE'], [{ c: 'much' }, 'NOT_A_NUMBER'], [{ q: '0.5' }, 'METHOD_OTHER_KIND'], [{ points: '1' }, 'METHOD_OTHER_KIND']])('refuses %j: %s', async (fields, code) => {
    const id = await newRisks(workstation);
    await patch(id, 'C1', { state: 'identified' });
    await expect(patch(id, 'C1', fields)).rejects.toMatchObject({ code });
  });
});

it('a case by p and q takes neither points nor C', async () => {
  const id = await newDraft(workstation);
  await patch(id, 'B5', { state: 'identified' });
  for (const fields of [{ points: '1' }, { c: '0.5' }, { opposed: [] }] satisfies FactorPatch[]) await expect(patch(id, 'B5', fields)).rejects.toMatchObject({ code: 'METHOD_OTHER_KIND' });
});

it('counts as scored what its method scores by', async () => {
  await completeScorecard(workstation, await newScorecard(workstation));
  await completeRisks(workstation, await newRisks(workstation));
  await completeDraft(workstation, await newDraft(workstation));
  const list = await proposals['proposals.list']({ limit: 10, offset: 0 }, workstation.as('evaluator'));
  expect(list.rows.map(({ identified, scored }) => [identified, scored]).sort()).toEqual([[2, 2], [2, 2], [21, 21]]);
});

it('a snapshot of before there were other methods still recomputes', async () => {
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
  const stored = (await findSnapshot(workstation.as('manager').store.db, id))!;
  const now = JSON.parse(stored.content) as { format: string; factors: Record<string, Json>[]; result: Record<string, Json> };
  const { kind, ...result } = now.result;
  const factors = now.factors.map(({ c: _c, residualC: _rc, points: _p, residualPoints: _rp, opposed: _o, residualOpposed: _ro, ...factor }) => factor);
  const content = canonicalJson({ ...now, format: 'fengqiao-assessment@1', factors, result });
  expect(kind).toBe('wpq');
  expect(recompute({ content, hash: createHash('sha256').update(content, 'utf8').digest('hex') })).toMatchObject({ intact: true, equal: true, snapshot: { format: 'fengqiao-assessment@1' } });
});
