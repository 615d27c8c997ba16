import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMeasure, conclude, createFromProject, identify, score, submit, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const FACTORS: readonly Scored[] = [{ id: 'B5', p: 4, q: 5, residual: { p: 2, q: 3 } }];

test('after the decision: an overdue measure on the start page, its deadline, its proof', async ({ window, folder, storePath }) => {
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
});
