import { createFromProject, addMeasure, identify, score, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
/** T = (0.63 + 0.35) / 2 = 0.49 before and (0.09 + 0.35) / 2 = 0.22 after the measure. */
const FACTORS: readonly Scored[] = [{ id: 'B5', p: 4, q: 5, residual: { p: 2, q: 2 } }, { id: 'D3', p: 3, q: 4 }];

test('uncertainty: ranges drawn a hundred thousand times, cancelled once, kept with their seed, the same for the same seed', async ({ window, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await createFromProject(window, '');
  await identify(window, FACTORS.map(({ id }) => id), AREAS, '本项目不涉及');

  // Nothing can be drawn before the level is known.
  await window.getByTestId('tab-uncertainty').click();
  await expect(window.getByTestId('uncertainty-result')).toContainText(/尚未模拟|Not run yet/u);
  await window.getByTestId('uncertainty-run').click();
  await expect(window.getByTestId('error-panel')).toHaveAttribute('data-code', 'NOT_JUDGED');

  await window.getByTestId('tab-desk').click();
  await score(window, FACTORS);
  await addMeasure(window, '公示补偿标准并逐户签约前复核', '区征收办', '2027-03-31', FACTORS);
  await window.getByTestId('tab-uncertainty').click();

  // A long run is given up; nothing stays of it.
  await window.getByTestId('draws').click();
  await window.getByRole('option').last().click();
  await window.getByTestId('uncertainty-run').click();
  await window.getByTestId('uncertainty-settings').getByTestId('task-cancel').click();
  await expect(window.getByText(/模拟已取消|The run was cancelled/u)).toBeVisible();
  expect(value(storePath, 'SELECT count(*) FROM uncertainty_run')).toBe(0);

  await window.getByTestId('draws').click();
  await window.getByRole('option').first().click();
  await window.getByTestId('seed').locator('input').fill('20');
  await window.getByTestId('seed').locator('input').blur();
  await window.getByTestId('own-add').click();
  await window.getByTestId('own-0-low').fill('0');
  await window.getByTestId('own-0-high').fill('1');
  await window.getByTestId('uncertainty-run').click();
  await expect(window.getByTestId('uncertainty-words-initial')).toContainText(/所评为中风险|entered as medium/iu);
  await expect(window.getByTestId('uncertainty-tornado')).toBeVisible();
  await expect(window.getByTestId('uncertainty-words-measures')).toContainText('公示补偿标准');
  await window.getByTestId('uncertainty-levels-switch').click();
  await expect(window.getByTestId('uncertainty-levels').locator('tbody tr')).toHaveCount(2);

  // What is on screen is what the store kept: the counts add up, and the chain tells of it.
  const [kept] = query(storePath, `SELECT seed, draws, result_hash, json_extract(result, '$.initial.level') AS level,
      json_extract(result, '$.initial.tally.low') + json_extract(result, '$.initial.tally.medium') + json_extract(result, '$.initial.tally.high') AS counted FROM uncertainty_run`);
  expect(kept).toMatchObject({ seed: 20, draws: 100_000, level: 'medium', counted: 100_000 });
  await expect(window.getByTestId('uncertainty-basis')).toHaveAttribute('data-hash', String(kept?.['result_hash']));
  expect(value(storePath, "SELECT json_extract(details, '$.hash') FROM audit WHERE action = 'assessment.uncertaintyRun'")).toBe(kept?.['result_hash']);

  await window.getByTestId('uncertainty-run').click();
  await expect(window.getByTestId('uncertainty-runs')).toBeVisible();
  expect(query(storePath, 'SELECT count(*) AS runs, count(DISTINCT result) AS results FROM uncertainty_run')).toEqual([{ runs: 2, results: 1 }]);

  // A changed score makes the run one of the past.
  await window.getByTestId('tab-desk').click();
  await score(window, [{ id: 'D3', p: 2, q: 4 }]);
  await window.getByTestId('tab-uncertainty').click();
  await expect(window.getByTestId('uncertainty-stale')).toBeVisible();
  await window.getByTestId('tab-history').click();
  await expect(window.getByTestId('timeline')).toContainText(/不确定性模拟|Ran the uncertainty/u);
  await signOut(window);

  // Who reads only sees the result, not the form.
  await signIn(window, 'auditor');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('tab-uncertainty').click();
  await expect(window.getByTestId('uncertainty-basis')).toBeVisible();
  await expect(window.getByTestId('uncertainty-run')).toBeHidden();
});
