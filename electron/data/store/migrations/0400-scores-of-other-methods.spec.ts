import { afterEach, beforeEach, expect, it } from 'vitest';
import { newDraft } from '../../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../../assessment/fixtures/workstation.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

it('leaves the factors there are without figures of other methods, and takes shares only as JSON', async () => {
  const { raw } = workstation.as('evaluator').store;
  await newDraft(workstation);
  expect(raw.prepare('SELECT count(*) AS n FROM assessment_factor WHERE coalesce(c, residual_c, points, residual_points, opposed, residual_opposed) IS NOT NULL').get()).toEqual({ n: 0 });
  expect(() => raw.exec("UPDATE assessment_factor SET opposed = 'half of them'")).toThrow(/CHECK/);
  expect(() => raw.exec("UPDATE assessment_factor SET residual_opposed = '{'")).toThrow(/CHECK/);
  raw.exec("UPDATE assessment_factor SET opposed = '[]', points = '3', c = '0.4'");
});
