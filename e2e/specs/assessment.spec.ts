import { join } from 'node:path';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { neighboursFileSchema } from '#shared/domain/codes/index.ts';
import { addMeasure, conclude, createFromProject, identify, score, submit, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
/** Equal weights of 0.25: initial T = (0.63 + 0.49 + 0.15 + 0.09) / 4 = 0.34; two larger factors make the count path medium. */
const FACTORS: readonly Scored[] = [
  { id: 'B5', p: 4, q: 5, residual: { p: 2, q: 4 } },
  { id: 'B6', p: 4, q: 4, residual: { p: 2, q: 3 } },
  { id: 'D3', p: 3, q: 2 },
  { id: 'H4', p: 2, q: 2 },
];

test('the main job: a matter from an imported project, evidence, scores, measures, decision by another person, report', async ({ app, window, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await createFromProject(window, '');

  await window.getByTestId('step-evidence').click();
  await expect(window.getByTestId('evidence-table').locator('tbody tr').first()).toBeVisible();

  // The place, what touches it and its county, by the rows that SQL counts; each ring opens its own records.
  await window.getByTestId('evidence-table').locator('tbody tr').filter({ hasText: '征地拆迁类信访件' }).first().click();
  const around = window.getByTestId('evidence-around');
  await expect(around.getByTestId('around-basis')).toHaveAttribute('data-approximate', 'true');
  const place = String(value(storePath, 'SELECT place FROM proposal_place'));
  const pairs = neighboursFileSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/regions/neighbours/shaoxing.json'), 'utf8'))).pairs;
  const beside = pairs.flatMap(([a, b]) => (a === place ? [b] : b === place ? [a] : []));
  const [from, to] = (await window.getByTestId('evidence-drawer').innerText()).match(/\d{4}-\d{2}-\d{2}/gu) ?? [];
  const counted = (where: string): string => String(value(storePath, `SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND content_type = 'land' AND n_date BETWEEN ? AND ? AND ${where}`, from, to));
  await expect(around.getByTestId('around-own-open')).toHaveText(counted(`n_town = '${place}'`));
  await expect(around.getByTestId('around-wider-open')).toHaveText(counted(`n_county = '${place.slice(0, 6)}'`));
  const among = counted(`n_town IN (${beside.map((code) => `'${code}'`).join(', ')})`);
  await around.getByTestId('around-neighbours-open').click();
  await expect(around.getByTestId('around-neighbours-open')).toHaveText(among);
  await expect(window.getByTestId('evidence-drawer')).toContainText(new RegExp(`共 ${among} 行`, 'u'));
  await window.keyboard.press('Escape');

  await identify(window, FACTORS.map(({ id }) => id), AREAS, '本项目不涉及');
  await window.getByTestId('step-submit').click();
  await expect(window.getByTestId('submit-blocked')).toBeVisible();
  await expect(window.getByTestId('check-UNSCORED_FACTOR').first()).toBeVisible();

  await score(window, FACTORS);
  await expect(window.getByTestId('weight-sum')).toHaveAttribute('data-exact', 'true');
  await expect(window.getByTestId('factor-evidence')).toBeVisible();

  // What was typed is in the store, exactly; leaving and coming back resumes.
  expect(query(storePath, "SELECT factor_id, weight, p, q FROM assessment_factor WHERE state = 'identified' ORDER BY factor_id")).toEqual([
    { factor_id: 'B5', weight: '0.25', p: '0.7', q: '0.9' }, { factor_id: 'B6', weight: '0.25', p: '0.7', q: '0.7' },
    { factor_id: 'D3', weight: '0.25', p: '0.5', q: '0.3' }, { factor_id: 'H4', weight: '0.25', p: '0.3', q: '0.3' },
  ]);
  await window.getByTestId('back-to-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await expect(window.getByTestId('case-title')).toBeVisible();

  await addMeasure(window, '公示补偿标准并逐户签约前复核', '区征收办', '2027-03-31', FACTORS);
  await conclude(window, { initial: '12', residual: '8' }, 'implementAfterMeasures', '落实防范化解措施后为低风险，可以实施。');

  const sentence = await window.getByTestId('level-sentence').first().innerText();
  expect(sentence).toContain('0.34');
  await expect(window.getByTestId('path-count')).toContainText(/中|Medium/u);

  await submit(window);
  await expect(window.getByTestId('decision-panel')).toBeVisible();
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('step-submit').click();
  await window.getByTestId('decision-reasons').fill('请补充说明签约进度。');
  await window.getByTestId('decide-return').click();
  await window.getByTestId('decide-return-confirm').click();
  await expect(window.getByTestId('state-notice')).toHaveAttribute('data-state', 'returned');
  await signOut(window);

  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await submit(window);
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('step-submit').click();
  await window.getByTestId('decision-reasons').fill('签约率未达到要求，暂缓实施。');
  await window.getByTestId('decision-code').click();
  await window.getByTestId('decision-postpone').click();
  await window.getByTestId('decide-otherwise').click();
  await window.getByTestId('decide-otherwise-confirm').click();
  await expect(window.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');
  await expect(window.getByTestId('snapshot-hash')).toBeVisible();

  const [row] = query(storePath, 'SELECT state, conclusion_code, decision_code, initial_level, residual_level, submitted_by <> decided_by AS two FROM assessment');
  expect(row).toEqual({ state: 'decided', conclusion_code: 'implementAfterMeasures', decision_code: 'postpone', initial_level: 'medium', residual_level: 'low', two: 1 });
  expect(value(storePath, 'SELECT count(*) FROM assessment_snapshot')).toBe(1);

  // The history in words, the report, and the file.
  await window.getByTestId('tab-history').click();
  await expect(window.getByTestId('timeline')).toContainText('签约率未达到要求');
  await window.getByTestId('tab-report').click();
  mkdirSync(folder, { recursive: true });
  const report = join(folder, '评估报告.xlsx');
  await saveTo(app, report);
  await window.getByTestId('report-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'report.exported'")).toBe(1);
  expect(statSync(report).size).toBeGreaterThan(8000);
  await signOut(window);

  await signIn(window, 'auditor');
  await window.getByTestId('nav-audit').click();
  await window.getByTestId('audit-verify').click();
  await expect(window.getByTestId('audit-verdict')).toHaveAttribute('data-ok', 'true');
});
