import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDraft } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const groups = (matrix: string[][], members = ['A1', 'A2', 'A3']) => ({ top: null, groups: [{ members, matrix }] });
/** 1/2, 1/4, 1/4 by hand: the first counts twice each of the others. */
const FAIR = [['1', '2', '2'], ['1/2', '1', '1'], ['1/2', '1', '1']];
const CIRCLE = [['1', '9', '1/9'], ['1/9', '1', '9'], ['9', '1/9', '1']];

it('takes over the weights of a comparison, with every matrix in the chain', async () => {
  const id = await newDraft(workstation);
  const evaluator = workstation.as('evaluator');
  await assessments['assessments.patchFactors']({ id, factorIds: ['A1', 'A2', 'A3'], patch: { state: 'identified' } }, evaluator);
  await expect(assessments['assessments.compareWeights']({ id, comparison: groups(FAIR) }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'equalWeights' } });
  await assessments['assessments.setWeightMode']({ id, mode: 'entered' }, evaluator);
  const view = await assessments['assessments.compareWeights']({ id, comparison: groups(FAIR) }, evaluator);
  expect(view.factors.slice(0, 3).map(({ weight }) => weight)).toEqual(['0.5', '0.25', '0.25']);
  expect(view.result.weightSum).toBe('1');
  expect((await assessments['assessments.timeline']({ id }, evaluator)).at(-1)).toMatchObject({
    action: 'assessment.weightsCompared', details: { method: 'ahp@1', cr: [expect.stringMatching(/^0\.0+$/u)], comparison: { top: null, groups: [{ members: ['A1', 'A2', 'A3'], matrix: FAIR }] } },
  });
});

it('refuses what contradicts itself, and what is not of exactly the identified factors; a trial keeps nothing', async () => {
  const id = await newDraft(workstation);
  const evaluator = workstation.as('evaluator');
  await assessments['assessments.patchFactors']({ id, factorIds: ['A1', 'A2', 'A3'], patch: { state: 'identified' } }, evaluator);
  await assessments['assessments.setWeightMode']({ id, mode: 'entered' }, evaluator);
  const before = await assessments['assessments.get']({ id }, evaluator);
  const tried = await assessments['assessments.tryComparison']({ comparison: groups(CIRCLE) }, evaluator);
  expect(tried.consistent).toBe(false);
  expect(tried.groups[0]?.worst).not.toBeNull();
  await expect(assessments['assessments.compareWeights']({ id, comparison: groups(CIRCLE) }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'inconsistent' } });
  await expect(assessments['assessments.compareWeights']({ id, comparison: groups([['1', '1'], ['1', '1']], ['A1', 'A2']) }, evaluator)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'factors' } });
  expect(await assessments['assessments.get']({ id }, evaluator)).toEqual(before);
});
