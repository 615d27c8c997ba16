import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identify, score } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { openFrom, saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

test('a model is copied, changed, tried on a case, sent to review, returned, released by another account, and offered for new matters', async ({ window, app, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  // A case to try it on: A1 and B5, a half each.
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').or(window.getByTestId('proposals-new-empty')).first().click();
  await window.getByTestId('proposal-blank').click();
  await window.getByTestId('new-title').fill('示例道路工程');
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-transport-project').click();
  await window.getByTestId('proposal-create').click();
  await expect(window.getByTestId('case-title')).toBeVisible();
  await identify(window, ['A1', 'B5'], [], '');
  await score(window, [{ id: 'A1', p: 2, q: 2 }, { id: 'B5', p: 4, q: 4 }]);

  // Everything that ships stands in the ledger.
  await window.getByTestId('nav-definitions').click();
  const rows = window.getByTestId('definitions-table').locator('tbody tr');
  await expect(rows).toHaveCount(Number(value(storePath, 'SELECT count(*) FROM definition_version')));
  await window.getByTestId('definitions-find').fill('major-project');
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await expect(window.getByTestId('definition-edit')).toBeHidden();
  await window.getByTestId('definition-copy').click();
  await window.getByTestId('copy-id').fill('major-project');
  await window.getByTestId('copy-confirm').click();
  await expect(window.getByTestId('copy-dialog')).toContainText('NAME_TAKEN');
  await window.getByTestId('copy-id').fill('office-road');
  await window.getByTestId('copy-confirm').click();

  // The name, and one factor less; what is removed can be taken back, what is wrong is named and keeps it from being saved.
  await window.getByTestId('model-name-zh').fill('');
  await expect(window.getByTestId('definition-faults')).toContainText('name/zh');
  await expect(window.getByTestId('editor-save')).toBeDisabled();
  await window.getByTestId('model-name-zh').fill('示例区道路项目');
  await window.getByTestId('model-note').fill('示例：本区不看 A1');
  await window.getByTestId('editor-tab-factors').click();
  await window.getByTestId('factor-B5').click();
  await window.getByTestId('factor-remove').click();
  await expect(window.getByTestId('factor-B5')).toBeHidden();
  await window.getByTestId('editor-undo').click();
  await window.getByTestId('factor-B5').waitFor();
  await window.getByTestId('factor-A1').click();
  await window.getByTestId('factor-remove').click();
  await window.getByTestId('editor-tab-questions').click();
  const unasked = window.getByTestId('questions-remove-unasked');
  if (await unasked.isVisible()) await unasked.click();
  await window.getByTestId('editor-tab-basics').click();
  await window.keyboard.press('Control+s');
  await expect(window.getByTestId('editor-state')).toHaveText(/已保存|Saved/u);
  await window.getByTestId('editor-done').click();
  await expect(window.getByTestId('difference-table')).toContainText('areas/A/factors/A1');

  await window.getByTestId('trial-case').click();
  await window.getByRole('option', { name: '示例道路工程' }).click();
  await window.getByTestId('trial-run').click();
  const [own] = query(storePath, "SELECT p, q FROM assessment_factor WHERE factor_id = 'B5'");
  await expect(window.getByTestId('trial-result')).toContainText(String(Math.round(Number(own?.['p']) * Number(own?.['q']) * 100) / 100));
  await expect(window.getByTestId('definition-trial')).toContainText('A1');
  await window.getByTestId('definition-submit').click();
  await window.getByTestId('definition-submit-confirm').click();
  await expect(window.getByTestId('definition-edit')).toBeHidden();
  await signOut(window);

  // Another account returns it first, then releases it.
  const { seq } = query(storePath, "SELECT seq FROM definition_version WHERE id = 'office-road'")[0] ?? {};
  const openVersion = () => window.evaluate((number) => { location.hash = `/definitions/${String(number)}`; }, seq);
  await signIn(window, 'manager');
  await window.getByTestId('nav-definitions').click();
  await expect(window.getByTestId('definitions-waiting')).toContainText('1');
  await openVersion();
  await window.getByTestId('review-note').fill('请说明理由');
  await window.getByTestId('review-return').click();
  await expect(window.getByTestId('definition-returned')).toContainText('请说明理由');
  await signOut(window);
  await signIn(window, 'evaluator');
  await openVersion();
  await window.getByTestId('definition-submit').click();
  await window.getByTestId('definition-submit-confirm').click();
  await expect(window.getByTestId('definition-edit')).toBeHidden();
  await signOut(window);
  await signIn(window, 'manager');
  await openVersion();
  await window.getByTestId('review-release').click();
  await window.getByTestId('review-release-confirm').click();
  await expect(window.getByTestId('definition-reviewer')).toBeVisible();
  await saveTo(app, join(folder, 'office-road.json'));
  await window.getByTestId('definition-export').click();
  await expect(window.getByTestId('saved-reveal')).toBeVisible();
  await signOut(window);

  // In use at once; its file comes in as a draft only where it is unknown and whole.
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').first().click();
  await window.getByTestId('proposal-blank').click();
  await window.getByTestId('new-title').fill('示例第二项');
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-transport-project').click();
  await window.getByTestId('new-model').click();
  await window.getByTestId('model-office-road').click();
  await window.getByTestId('proposal-create').click();
  await expect(window.getByTestId('case-title')).toBeVisible();
  expect(query(storePath, "SELECT model_version FROM assessment WHERE model_id = 'office-road'")).toEqual([{ model_version: 1 }]);
  const altered = join(folder, 'altered.json');
  writeFileSync(altered, readFileSync(join(folder, 'office-road.json'), 'utf8').replace('示例区道路项目', '示例市道路项目'));
  await openFrom(app, altered);
  await window.getByTestId('nav-definitions').click();
  await window.getByTestId('definition-import').click();
  await expect(window.getByTestId('error-panel')).toContainText('FILE_NOT_DEFINITION');
  expect(query(storePath, "SELECT action FROM audit WHERE action LIKE 'definition.%' ORDER BY seq").map(({ action }) => action)).toEqual([
    'definition.copied', 'definition.saved', 'definition.submitted', 'definition.returned', 'definition.submitted', 'definition.released', 'definition.exported',
  ]);
});
