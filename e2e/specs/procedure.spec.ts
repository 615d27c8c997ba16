import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFromProject } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

test('the prescribed procedure of a matter: chosen, recorded, its documents kept by hash, read by the auditor', async ({ app, window, folder, storePath }) => {
  await signIn(window, 'evaluator');
  await createFromProject(window, '');
  await window.getByTestId('tab-procedure').click();
  await window.getByTestId('procedure-choose-ordinary').click();
  const steps = window.getByTestId('procedure-steps').locator('tbody tr');
  // Eighteen steps, and the documents that the model asks for.
  await expect(steps).toHaveCount(19);

  const enter = async (field: string, day: string): Promise<void> => {
    const input = window.getByTestId(field).locator('input');
    await input.fill(day);
    await input.press('Enter');
  };
  await window.getByTestId('procedure-steps').locator('tr[data-row=notice]').click();
  await enter('step-started', '2026-01-05');
  await enter('step-finished', '2026-01-15');
  await window.getByTestId('step-save').click();
  await expect(window.getByTestId('finding-SHORT')).toContainText('20');
  await window.getByTestId('step-shortened').fill('汛期前须完成加固');
  await window.getByTestId('step-save').click();
  await expect(window.getByTestId('finding-SHORTENED')).toBeVisible();
  await expect(window.getByTestId('finding-SHORT')).toBeHidden();

  const draft = join(folder, '征求意见稿.txt');
  writeFileSync(draft, '示例：征求意见稿');
  await window.getByTestId('attach-draft').setInputFiles(draft);
  await expect(window.getByTestId('document-draft')).toContainText('征求意见稿.txt');
  await window.getByTestId('reference-adoption').fill('示例〔2026〕1号');

  // What was typed is stored before another step is opened.
  await window.getByTestId('procedure-steps').locator('tr[data-row=hearing]').click();
  await window.getByTestId('step-skipped').fill('争议不大');
  await window.getByTestId('step-save').click();
  await expect(window.getByTestId('procedure-steps').locator('tr[data-row=hearing] .state')).toHaveAttribute('data-state', 'skipped');
  await expect(window.getByTestId('findings-notice')).not.toContainText(/材料|documents/u);

  const sha256 = createHash('sha256').update('示例：征求意见稿').digest('hex');
  expect(query(storePath, 'SELECT step_id, started_on, finished_on, shortened_reason, skipped_reason, documents FROM case_step ORDER BY step_id')).toEqual([
    { step_id: 'hearing', started_on: null, finished_on: null, shortened_reason: '', skipped_reason: '争议不大', documents: '{}' },
    { step_id: 'notice', started_on: '2026-01-05', finished_on: '2026-01-15', shortened_reason: '汛期前须完成加固', skipped_reason: '', documents: '{"adoption":"示例〔2026〕1号"}' },
  ]);
  expect(query(storePath, 'SELECT d.document_id, d.sha256, CAST(c.content AS TEXT) AS content FROM case_document d JOIN case_document_content c USING (sha256)')).toEqual([{ document_id: 'draft', sha256, content: '示例：征求意见稿' }]);
  expect(value(storePath, "SELECT count(*) FROM audit WHERE action LIKE 'legalProcedure.%'")).toBe(6);

  // A step past its planned day stands on the start page with whoever is late.
  await window.getByTestId('procedure-steps').locator('tr[data-row=plan]').click();
  await window.getByTestId('step-owner').fill('示例评估单位');
  await enter('step-due', '2026-01-10');
  await window.getByTestId('step-save').click();
  await expect(window.getByTestId('procedure-sentence')).toContainText('示例评估单位');
  await window.getByTestId('nav-home').click();
  await expect(window.getByTestId('home-duties')).toContainText('示例评估单位');
  await signOut(window);

  await signIn(window, 'auditor');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('tab-procedure').click();
  await window.getByTestId('procedure-steps').locator('tr[data-row=notice]').click();
  await expect(window.getByTestId('step-save')).toBeHidden();
  const copy = join(folder, '副本.txt');
  await saveTo(app, copy);
  await window.getByTestId('document-save').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'legalProcedure.saved'")).toBe(1);
  expect(readFileSync(copy, 'utf8')).toBe('示例：征求意见稿');
});
