import type { Page } from '@playwright/test';
import { identify } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

async function compare(window: Page, pair: string, step: string): Promise<void> {
  const field = window.getByTestId(`compare-${pair}`);
  await field.click();
  // The lists of the other fields may still be fading.
  const list = await field.getByRole('combobox').getAttribute('aria-controls');
  await window.locator(`[id="${String(list)}"]`).getByRole('option', { name: step, exact: true }).click();
}

test('weights by pairwise comparison: a contradiction is named with its pair, mended, and the weights are taken over', async ({ window, storePath }) => {
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').or(window.getByTestId('proposals-new-empty')).first().click();
  await window.getByTestId('proposal-blank').click();
  await window.getByTestId('new-title').fill('示例道路工程');
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-transport-project').click();
  await window.getByTestId('proposal-create').click();
  await identify(window, ['A1', 'B5', 'D1'], [], '');
  await window.getByTestId('step-score').click();
  await window.getByTestId('weight-mode-entered').click();
  await window.getByTestId('weights-compare').click();
  await expect(window.getByTestId('compare-cr')).toContainText(/0\.0000|0\.00/u);
  await compare(window, 'A1-B5', '9');
  await compare(window, 'B5-D1', '9');
  await compare(window, 'A1-D1', '1/9');
  await expect(window.getByTestId('compare-worst')).toBeVisible();
  await expect(window.getByTestId('compare-take')).toBeDisabled();
  await compare(window, 'A1-B5', '2');
  await compare(window, 'A1-D1', '2');
  await compare(window, 'B5-D1', '1');
  await expect(window.getByTestId('compare-worst')).toBeHidden();
  await window.getByTestId('compare-take').click();
  await expect(window.getByTestId('compare-dialog')).toBeHidden();
  await expect(window.getByTestId('weight-sum')).toHaveAttribute('data-exact', 'true');
  expect(query(storePath, 'SELECT factor_id, weight FROM assessment_factor WHERE weight IS NOT NULL ORDER BY factor_id')).toEqual([
    { factor_id: 'A1', weight: '0.5' }, { factor_id: 'B5', weight: '0.25' }, { factor_id: 'D1', weight: '0.25' },
  ]);
});
