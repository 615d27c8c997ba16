import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { openFrom, saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

test('a rule and an index are changed in the window, tried on the past, and used only after another account released them', async ({ window, app, folder, storePath }) => {
  test.slow();
  const rows = window.getByTestId('definitions-table').locator('tbody tr');
  const copy = async (name: string): Promise<void> => {
    await window.getByTestId('nav-definitions').click();
    await window.getByTestId('definitions-find').fill(name);
    await rows.first().click();
    await window.getByTestId('definition-copy').click();
    await window.getByTestId('copy-confirm').click();
  };
  const submit = async (): Promise<void> => {
    await window.getByTestId('definition-submit').click();
    await window.getByTestId('definition-submit-confirm').click();
    await expect(window.getByTestId('definition-edit')).toBeHidden();
  };
  const release = async (id: string): Promise<void> => {
    await window.evaluate((seq) => { location.hash = `/definitions/${String(seq)}`; }, value(storePath, `SELECT max(seq) FROM definition_version WHERE id = '${id}'`));
    await window.getByTestId('review-release').click();
    await window.getByTestId('review-release-confirm').click();
    await expect(window.getByTestId('definition-reviewer')).toBeVisible();
  };

  // The rule: a number of the form, and what it must not be.
  await signIn(window, 'evaluator');
  await copy('red-code-check@1');
  await window.getByTestId('editor-tab-numbers').click();
  await window.getByTestId('number-from').fill('two');
  await window.getByTestId('number-from').fill('2');
  await window.getByTestId('rule-days').fill('10');
  // The whole text says where it is wrong, and is not taken over then.
  await window.getByTestId('editor-tab-whole').click();
  const text = window.getByTestId('whole-text');
  const good = await text.inputValue();
  expect(JSON.parse(good)).toMatchObject({ condition: { from: '2' }, followUp: { days: 10 } });
  await text.fill(good.replace('"level": "yellow"', '"level": "purple"'));
  await expect(window.getByTestId('whole-faults')).toContainText('level');
  await expect(window.getByTestId('editor-save')).toBeDisabled();
  await text.fill(good.replace('"level": "yellow",', '"level": "orange"'));
  await expect(window.getByTestId('whole-faults')).toContainText('JSON');
  await text.fill(good.replace('"level": "yellow"', '"level": "orange"'));
  await window.getByTestId('editor-done').click();
  await expect(window.getByTestId('difference-table')).toContainText('condition/from');
  // What it would have raised, against SQL of its own.
  const reds = (least: number) => Number(value(storePath, `SELECT count(*) FROM (SELECT 1 FROM cat_safety_code WHERE superseded_by IS NULL AND colour = 'red' AND n_date >= (SELECT date(max(n_date), 'start of month', '-23 months') FROM cat_safety_code WHERE superseded_by IS NULL AND n_date <= date('now', '+8 hours')) AND n_date <= date('now', '+8 hours') GROUP BY entity_no, substr(n_date, 1, 7) HAVING count(*) >= ${String(least)})`));
  const sides = window.getByTestId('version-trial-sides').locator('tbody tr');
  await expect(sides).toHaveCount(2);
  await expect(sides.first()).toContainText(`red-code-check@1${String(reds(1))}`);
  await expect(sides.last()).toContainText(`red-code-check@2${String(reds(2))}`);
  await submit();

  // The index: other weights, a month computed beside what stands of it.
  await copy('town-index@1');
  await window.getByTestId('editor-tab-weights').click();
  await window.getByTestId('weight-political').fill('x');
  await expect(window.getByTestId('definition-faults')).toContainText('dimensions/political/weight');
  await window.getByTestId('weight-political').fill('40');
  await window.getByTestId('editor-done').click();
  await expect(window.getByTestId('difference-table')).toContainText('dimensions/political/weight');
  await window.getByTestId('index-trial-run').click();
  await expect(window.getByTestId('index-trial-table').locator('tbody tr')).toHaveCount(Number(value(storePath, "SELECT 103")), { timeout: 60_000 });
  expect(value(storePath, 'SELECT count(*) FROM stability_run')).toBe(0);
  await submit();
  await saveTo(app, join(folder, 'index.json'));
  await window.getByTestId('definition-export').click();
  await expect(window.getByTestId('saved-reveal')).toBeVisible();
  await openFrom(app, join(folder, 'index.json'));
  await window.getByTestId('nav-definitions').click();
  await window.getByTestId('definition-import').click();
  await expect(window.getByTestId('error-panel')).toContainText('CONFLICT');
  await signOut(window);

  await signIn(window, 'manager');
  await release('red-code-check');
  await release('town-index');
  const entry = query(storePath, "SELECT details FROM audit WHERE action = 'definition.released' ORDER BY seq LIMIT 1")[0]?.['details'];
  expect(JSON.parse(String(entry))).toMatchObject({ trial: { raised: reds(2), raisedBefore: reds(1) } });
  await window.evaluate(() => { location.hash = '/signals/rules/red-code-check'; });
  await expect(window.getByRole('heading', { level: 1 })).toContainText('red-code-check@2');
  await window.evaluate(() => { location.hash = '/stability/definition/town'; });
  await expect(window.getByTestId('stability-definition-page')).toContainText('town-index@2');
});
