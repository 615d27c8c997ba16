import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AssessmentId, ProposalFields } from '#shared/contract/index.ts';
import { completeDraft, newDraft } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { assessmentsHandlers as assessments } from '../assessment/index.ts';
import { precedentsHandlers } from './index.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

async function decided(title: string, fields: Partial<ProposalFields>, at: string): Promise<AssessmentId> {
  workstation.setTime(`${at}T02:00:00.000Z`);
  const id = await newDraft(workstation, { title, ...fields });
  await completeDraft(workstation, id);
  await assessments['assessments.submit']({ id }, workstation.as('evaluator'));
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
  return id;
}
const of = (id: AssessmentId) => precedentsHandlers['precedents.of']({ id }, workstation.as('evaluator'));

it('puts the same town before the same county before elsewhere, the same kind before the same model, and the case itself nowhere', async () => {
  const town = await decided('同镇街', { places: ['330602108'] }, '2026-06-01');
  const county = await decided('同县', { places: ['330602002'] }, '2026-06-02');
  await decided('别处，另一类', { places: ['330681001'], decisionType: 'energy-project' }, '2026-06-03');
  await decided('别处', { places: ['330681001'] }, '2026-06-04');
  const open = await newDraft(workstation, { title: '在办', places: ['330602108'] });
  const own = await newDraft(workstation, { title: '本事项', places: ['330602108', '330602001'] });
  const found = await of(own);
  expect(found.map(({ title, near, sameType }) => [title, near, sameType])).toEqual([['同镇街', 'town', true], ['同县', 'county', true], ['别处', 'elsewhere', true], ['别处，另一类', 'elsewhere', false]]);
  expect(found[0]).toMatchObject({ id: town, decidedOn: '2026-06-01', initial: 'low', residual: 'low', decision: 'implement', observed: null });
  expect(found.map(({ id }) => id)).not.toContain(open);
  expect((await of(county)).map(({ id }) => id)).not.toContain(county);
  await expect(of('none' as AssessmentId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('tells what came only by a closed review', async () => {
  const reviewed = await decided('已后评估', {}, '2026-06-01');
  const begun = await decided('在后评估', {}, '2026-06-02');
  const { raw } = workstation.as('auditor').store;
  raw.prepare("INSERT INTO case_review VALUES (?, 'u', '{}', '', '2026-12-01', 'a', ?, 'h')").run(reviewed, JSON.stringify({ observed: 'quiet' }));
  raw.prepare("INSERT INTO case_review VALUES (?, 'u', '{}', '', '2026-12-01', 'a', NULL, NULL)").run(begun);
  const own = await newDraft(workstation);
  expect(new Map((await of(own)).map(({ id, observed }) => [id, observed]))).toEqual(new Map([[reviewed, 'quiet'], [begun, null]]));
});
