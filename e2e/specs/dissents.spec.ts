import { addMeasure, conclude, createFromProject, identify, score, submit } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const FACTORS = [{ id: 'B5', p: 4, q: 4, residual: { p: 2, q: 3 }, note: '补偿标准低于邻区' }];

test('an expert dissents by name, the decision waits for an answer, and both are kept in the case, its history and its report', async ({ window, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await createFromProject(window, '');
  await identify(window, ['B5'], AREAS, '本项目不涉及');
  await score(window, FACTORS);
  await addMeasure(window, '公开补偿标准并逐户核对', '示例单位', '2027-12-31', FACTORS);
  await conclude(window, { initial: '8', residual: '8' }, 'implement', '落实措施后为低风险，可以实施。');
  await window.getByTestId('tab-panel').click();
  for (const _ of [1, 2]) {
    await window.getByTestId('add-account').click();
    await window.getByRole('option').first().click();
  }
  await window.getByTestId('panel-save').click();
  await window.getByTestId('round-open-next').click();
  await window.getByTestId('round-open-next-confirm').click();
  await expect(window.getByTestId('round-open')).toBeVisible();
  await signOut(window);

  await signIn(window, 'expert1');
  await window.getByTestId('nav-scoring').click();
  await window.getByTestId('invitations').locator('tbody tr').first().click();
  await window.getByTestId('dissent-record').click();
  await window.getByTestId('dissent-on-factor').click();
  await window.getByTestId('dissent-factor').click();
  await window.getByTestId('dissent-factor-B5').click();
  await window.getByTestId('dissent-text').fill('安置房未落实，影响程度评低了。');
  await window.getByTestId('dissent-send').click();
  await window.getByTestId('dissent-send-confirm').click();
  await expect(window.getByTestId('dissent')).toHaveAttribute('data-standing', 'open');
  await signOut(window);

  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await submit(window);
  await expect(window.getByTestId('dissents-open')).toBeVisible();
  // Who submitted changes the case; dissenting is for the others.
  await expect(window.getByTestId('dissent-record')).toHaveCount(0);
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await expect(window.getByTestId('case-dissents')).toBeVisible();
  await expect(window.getByTestId('decision-dissents')).toBeVisible();
  await expect(window.getByTestId('decide-agree')).toBeDisabled();
  await window.getByTestId('dissent-answer').click();
  await window.getByTestId('dissent-reply-text').fill('安置房已列入措施，维持结论。');
  await window.getByTestId('dissent-reply-send').click();
  await expect(window.getByTestId('dissent')).toHaveAttribute('data-standing', 'answered');
  await expect(window.getByTestId('case-dissents')).toHaveCount(0);
  await window.getByTestId('decide-agree').click();
  await window.getByTestId('decide-agree-confirm').click();
  await expect(window.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');
  await window.getByTestId('tab-report').click();
  await expect(window.getByTestId('report-dissents')).toContainText('安置房已列入措施，维持结论。');
  await window.getByTestId('tab-history').click();
  await expect(window.locator('[data-action="dissent.recorded"]')).toContainText('B5');
  await expect(window.locator('[data-action="dissent.answered"]')).toContainText('维持结论');

  expect(query(storePath, "SELECT a.username, d.capacity, d.factor_id, d.after_decision, m.username AS answered_by FROM dissent d JOIN account a ON a.id = d.by JOIN dissent_reply r ON r.dissent_id = d.id JOIN account m ON m.id = r.by"))
    .toEqual([{ username: 'expert1', capacity: 'panel', factor_id: 'B5', after_decision: 0, answered_by: 'manager' }]);
  expect(value(storePath, "SELECT json_extract(content, '$.dissents[0].replies[0].text') FROM assessment_snapshot")).toBe('安置房已列入措施，维持结论。');
});
