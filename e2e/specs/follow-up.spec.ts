import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMeasure, conclude, createFromProject, identify, score, submit, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { offerFiles, runImport } from '../support/intake.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const FACTORS: readonly Scored[] = [{ id: 'B5', p: 4, q: 5, residual: { p: 2, q: 3 } }];

test('after the decision: an overdue measure on the start page, its deadline, its proof; then the review by another person against imported data', async ({ window, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await createFromProject(window, '');
  await identify(window, ['B5'], ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'], '本项目不涉及');
  await score(window, FACTORS);
  await addMeasure(window, '逐户核对补偿', '示例征收办', '2026-01-31', FACTORS);
  await conclude(window, { initial: '12', residual: '8' }, 'implementAfterMeasures', '落实措施后可以实施。');
  await submit(window);
  await signOut(window);
  await signIn(window, 'manager');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('decide-agree').click();
  await window.getByTestId('decide-agree-confirm').click();
  await expect(window.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');
  await signOut(window);

  // The start page says what is overdue, and leads to it.
  await signIn(window, 'evaluator');
  await window.getByTestId('home-measures').getByText('逐户核对补偿').click();
  await expect(window.getByTestId('measure-panel')).toContainText('示例征收办');
  const input = async (field: string, day: string): Promise<void> => {
    const box = window.getByTestId(field).locator('input');
    await box.fill(day);
    await box.press('Enter');
  };
  await window.getByTestId('follow-plan').click();
  await input('follow-due', '2099-03-31');
  await expect(window.getByTestId('fault-REASON_MISSING')).toBeVisible();
  await window.getByTestId('follow-text').fill('两户尚在协商');
  await window.getByTestId('follow-take').click();
  await expect(window.getByTestId('measure-due')).toContainText('2099-03-31');

  const proof = join(folder, '核对表.txt');
  writeFileSync(proof, '示例核对表');
  await window.getByTestId('follow-finish').click();
  await expect(window.getByTestId('fault-PROOF_MISSING')).toBeVisible();
  await window.getByTestId('follow-files').setInputFiles(proof);
  await window.getByTestId('follow-take').click();
  await expect(window.getByTestId('measure-state')).toHaveAttribute('data-state', 'done');
  await window.getByTestId('measures-done').click();
  await expect(window.getByTestId('measures-table').locator('tbody tr')).toHaveCount(1);
  expect(query(storePath, 'SELECT position, action, text, due_on, CAST(c.content AS TEXT) AS proof FROM measure_step s LEFT JOIN measure_proof f ON f.step_id = s.id LEFT JOIN case_document_content c USING (sha256) ORDER BY position')).toEqual([
    { position: 0, action: 'plan', text: '两户尚在协商', due_on: '2099-03-31', proof: null }, { position: 1, action: 'finish', text: '', due_on: null, proof: '示例核对表' },
  ]);
  expect(value(storePath, 'SELECT deadline FROM measure')).toBe('2026-01-31');
  // Whoever assessed the case does not review it.
  await window.getByTestId('after-reviews').click();
  await window.getByTestId('reviews-table').locator('tbody tr').first().click();
  await expect(window.getByTestId('review-barred')).toBeVisible();
  await expect(window.getByTestId('review-close')).toBeHidden();
  await signOut(window);

  // A collective visit of the project on the day of the decision arrives with the next batch.
  await signIn(window, 'it');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const visits = join(folder, '集体访.csv');
  writeFileSync(visits, `批次编号,日期,人数,责任属地,关联项目代码\nYL-E2E-1,${today},35,,${String(value(storePath, 'SELECT project_code FROM proposal'))}\n`);
  await offerFiles(window, [visits]);
  expect((await runImport(window)).accepted).toBe(1);
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-measures').click();
  await window.getByTestId('after-reviews').click();
  await window.getByTestId('reviews-table').locator('tbody tr').first().click();
  await expect(window.getByTestId('event-visits')).toContainText('35');
  await window.getByTestId('review-unit').fill('示例后评估单位');
  await window.getByTestId('verdict-B5').click();
  await window.getByTestId('verdict-B5-worse').click();
  await window.getByTestId('verdict-note-B5').fill('补偿引发集体走访');
  await window.getByTestId('review-conclusion').fill('补偿一项估计偏低，应补充协商。');
  await window.getByTestId('review-save').click();
  await window.getByTestId('review-close').click();
  await window.getByTestId('review-close-confirm').click();
  await expect(window.getByTestId('review-hash')).toBeVisible();
  expect(query(storePath, "SELECT unit, json_extract(facts, '$.forecast') AS forecast, json_extract(facts, '$.observed') AS observed, length(hash) AS hash FROM case_review")).toEqual([{ unit: '示例后评估单位', forecast: 'low', observed: 'medium', hash: 64 }]);
  await window.getByTestId('nav-measures').click();
  await window.getByTestId('after-reviews').click();
  await expect(window.getByTestId('calibration-low-medium')).toHaveText('1');
  await signOut(window);

  // Whoever assesses the next matter of the kind sees what was forecast and what came.
  await signIn(window, 'evaluator');
  // The decided case is copied to be revised; it stays as it was, and the difference is told factor by factor.
  const original = query(storePath, 'SELECT id, snapshot_hash FROM assessment')[0];
  await window.evaluate((id) => { location.hash = `/matters/${String(id)}/history`; }, original?.['id']);
  await window.getByTestId('case-revise').click();
  await window.getByTestId('case-revise-confirm').click();
  await expect(window).toHaveURL(/\/matters\/(?!.*history)/u);
  await window.getByTestId('step-score').click();
  await window.getByTestId('factor-B5').click();
  await window.getByTestId('score-p-5').click();
  await expect(window.getByTestId('save-status')).toHaveAttribute('data-state', 'saved');
  await window.getByTestId('tab-history').click();
  await expect(window.getByTestId('revision-table').locator('tbody tr')).toHaveCount(2);
  await expect(window.getByTestId('revision-table')).toContainText('0.9');
  expect(query(storePath, "SELECT count(*) AS n FROM assessment_factor f JOIN revision r ON r.assessment_id = f.assessment_id JOIN assessment_factor o ON o.assessment_id = r.revises AND o.factor_id = f.factor_id AND o.p IS f.p AND o.q IS f.q AND o.weight IS f.weight")).toEqual([{ n: 53 }]);
  expect(query(storePath, "SELECT id, snapshot_hash FROM assessment WHERE state = 'decided'")).toEqual([original]);

  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').first().click();
  await window.getByTestId('proposal-blank').click();
  await window.getByTestId('new-title').fill('示例同类事项');
  await window.getByTestId('new-type').click();
  await window.getByTestId(`type-${String(value(storePath, 'SELECT decision_type FROM proposal'))}`).click();
  await window.getByTestId('proposal-create').click();
  await expect(window.getByTestId('case-title')).toContainText('示例同类事项');
  await window.getByTestId('step-evidence').click();
  await window.getByTestId('evidence-precedents').click();
  await expect(window.getByTestId('precedent-table').locator('tbody tr')).toHaveCount(1);
  await expect(window.getByTestId('precedent-table')).toContainText(/中风险级事件|medium/u);
});
