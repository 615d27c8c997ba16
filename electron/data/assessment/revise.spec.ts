import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDraft, submittedCase } from './fixtures/matter.ts';
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
  const { assessmentId: copy } = await assessments['assessments.revise']({ id, model: 'same' }, evaluator);
  const draft = await assessments['assessments.get']({ id: copy }, evaluator);
  expect(draft).toMatchObject({ state: 'draft', conclusion: null, decision: null, factors: before.factors, context: before.context, weightMode: before.weightMode, model: before.model, result: before.result });
  expect(draft.proposal).toMatchObject({ title: before.proposal.title, places: before.proposal.places, decisionOn: before.proposal.decisionOn });
  expect(draft.measures.map(({ id: _id, ...fields }) => fields)).toEqual(before.measures.map(({ id: _id, ...fields }) => fields));
  expect(draft.measures[0]?.id).not.toBe(before.measures[0]?.id);
  expect(await assessments['assessments.revision']({ id: copy }, evaluator)).toMatchObject({ of: { id }, difference: { whole: [], factors: [], factorsNew: [], factorsGone: [], measuresAdded: [], measuresRemoved: [] }, models: null });

  const opinion = { opposed: '0.1', surveyed: 200, source: '示例问卷' };
  await assessments['assessments.setContext']({ id: copy, side: 'residual', context: { ...draft.context.residual, opinion } }, evaluator);
  await assessments['assessments.patchFactor']({ id: copy, factorId: 'B5', patch: { p: '0.9' } }, evaluator);
  const view = await assessments['assessments.revision']({ id: copy }, evaluator);
  expect(view.difference?.factors).toEqual([{ factorId: 'B5', changes: [{ field: 'p', before: '0.7', after: '0.9' }, { field: 'r', before: '0.56', after: '0.72' }] }]);
  expect(view.difference?.whole).toEqual([{ field: 'opinion', side: 'residual', before: null, after: opinion }]);
  expect(view.levels).toMatchObject({ before: { initial: 'low' }, after: { initial: 'medium' } });
  expect(await assessments['assessments.revision']({ id }, evaluator)).toMatchObject({ of: null, revisedBy: [{ id: copy }] });
  expect(await assessments['assessments.get']({ id }, evaluator)).toEqual(before);
  expect((await assessments['assessments.timeline']({ id: copy }, evaluator)).at(0)).toMatchObject({ action: 'assessment.revised', details: { from: id } });
  expect((await assessments['assessments.timeline']({ id }, evaluator)).at(-1)).toMatchObject({ action: 'assessment.revised', details: { to: copy } });
});

it('refuses what is not decided and is changed itself, and keeps nothing', async () => {
  const evaluator = workstation.as('evaluator');
  const [draft, submitted, returned] = [await newDraft(workstation), await submittedCase(workstation), await submittedCase(workstation)];
  await assessments['assessments.return']({ id: returned, reasons: '再核' }, workstation.as('manager'));
  for (const id of [draft, submitted, returned]) await expect(assessments['assessments.revise']({ id, model: 'same' }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(evaluator.store.raw.prepare('SELECT count(*) AS n FROM assessment').get()).toEqual({ n: 3 });
  expect(evaluator.store.raw.prepare('SELECT count(*) AS n FROM revision').get()).toEqual({ n: 0 });
});

it('takes the newest version where it is asked for: factors by their ids, new ones open, gone ones told, equal weights shared anew', async () => {
  const first = workstation.as('evaluator');
  const id = await submittedCase(workstation);
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '同意' }, workstation.as('manager'));
  const shipped = first.libraries.models.find(({ value }) => value.id === 'major-project')!;
  const [area, ...rest] = shipped.value.areas;
  const [gone, ...kept] = area!.factors;
  const added = { ...gone!, id: 'A99', name: { zh: '新增因素', en: 'New factor' } };
  const second = { value: { ...shipped.value, version: 2, areas: [{ ...area!, factors: [...kept, added] }, ...rest] }, hash: 'f'.repeat(64) };
  const evaluator = { ...first, libraries: { ...first.libraries, models: [...first.libraries.models, second] } };
  expect(gone?.id).toBe('A1');

  const { assessmentId: same } = await assessments['assessments.revise']({ id, model: 'same' }, evaluator);
  expect(await assessments['assessments.get']({ id: same }, evaluator)).toMatchObject({ model: { version: 1 }, newerModel: 2 });
  const { assessmentId: copy } = await assessments['assessments.revise']({ id, model: 'newest' }, evaluator);
  const draft = await assessments['assessments.get']({ id: copy }, evaluator);
  expect(draft).toMatchObject({ model: { version: 2, hash: 'f'.repeat(64) }, newerModel: null });
  expect(draft.factors.map(({ factorId }) => factorId)).not.toContain('A1');
  expect(draft.factors.find(({ factorId }) => factorId === 'A99')).toMatchObject({ state: 'open', p: null });
  // A1 and B5 shared equally; B5 alone has the whole weight and its own R.
  expect(draft.factors.find(({ factorId }) => factorId === 'B5')).toMatchObject({ weight: '1', p: '0.7', q: '0.8' });
  expect(draft.result.initial).toMatchObject({ index: '0.56' });
  expect(draft.measures[0]?.factorIds).toEqual(['B5']);
  const view = await assessments['assessments.revision']({ id: copy }, evaluator);
  expect(view).toMatchObject({ models: { before: 'major-project@1', after: 'major-project@2' }, factorNames: { A1: gone?.name, A99: added.name }, difference: { factorsNew: ['A99'], factorsGone: ['A1'] } });
  expect(view.difference?.factors).toEqual([{ factorId: 'B5', changes: [{ field: 'weight', before: '0.5', after: '1' }] }]);
  expect((await assessments['assessments.timeline']({ id: copy }, evaluator))[0]?.details).toMatchObject({ modelId: 'major-project@2', factorsGone: ['A1'], factorsNew: ['A99'] });
});
