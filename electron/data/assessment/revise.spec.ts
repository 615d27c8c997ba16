import { afterEach, beforeEach, expect, it } from 'vitest';
import { submittedCase } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

it('copies a decided case into a draft without conclusion and decision, and leaves it as it was', async () => {
  const evaluator = workstation.as('evaluator');
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '同意' }, workstation.as('manager'));
  const before = await assessments['assessments.get']({ id }, evaluator);
  const { assessmentId: copy } = await assessments['assessments.revise']({ id }, evaluator);
  const draft = await assessments['assessments.get']({ id: copy }, evaluator);
  expect(draft).toMatchObject({ state: 'draft', conclusion: null, decision: null, factors: before.factors, context: before.context, weightMode: before.weightMode, model: before.model, result: before.result });
  expect(draft.proposal).toMatchObject({ title: before.proposal.title, places: before.proposal.places, decisionOn: before.proposal.decisionOn });
  expect(draft.measures.map(({ id: _id, ...fields }) => fields)).toEqual(before.measures.map(({ id: _id, ...fields }) => fields));
  expect(draft.measures[0]?.id).not.toBe(before.measures[0]?.id);
  expect(await assessments['assessments.revision']({ id: copy }, evaluator)).toMatchObject({ of: { id }, difference: { factors: [], measuresAdded: [], measuresRemoved: [] } });

  await assessments['assessments.patchFactor']({ id: copy, factorId: 'B5', patch: { p: '0.9' } }, evaluator);
  const view = await assessments['assessments.revision']({ id: copy }, evaluator);
  expect(view.difference?.factors).toEqual([{ factorId: 'B5', changes: [{ field: 'p', before: '0.7', after: '0.9' }] }]);
  expect(view.levels).toMatchObject({ before: { initial: 'low' }, after: { initial: 'medium' } });
  expect(await assessments['assessments.revision']({ id }, evaluator)).toMatchObject({ of: null, revisedBy: [{ id: copy }] });
  expect(await assessments['assessments.get']({ id }, evaluator)).toEqual(before);
  expect((await assessments['assessments.timeline']({ id: copy }, evaluator)).at(0)).toMatchObject({ action: 'assessment.revised', details: { from: id } });
});
