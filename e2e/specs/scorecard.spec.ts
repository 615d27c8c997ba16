import { join } from 'node:path';
import { mkdirSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { conclude, identify, saved, submit } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

async function begin(page: Page, type: string, model: string, title: string): Promise<void> {
  await page.getByTestId('nav-matters').click();
  await page.getByTestId('proposals-new').or(page.getByTestId('proposals-new-empty')).first().click();
  await page.getByTestId('proposal-blank').click();
  await page.getByTestId('new-title').fill(title);
  await page.getByTestId('new-type').click();
  await page.getByTestId(`type-${type}`).click();
  await page.getByTestId('new-model').click();
  await page.getByTestId(`model-${model}`).click();
  await page.getByTestId('proposal-create').click();
  await expect(page.getByTestId('case-title')).toBeVisible();
  await page.getByTestId('field-unit').fill('示例单位');
  await page.getByTestId('field-unit').blur();
  await page.getByTestId('place-county-330602').click();
  await page.getByTestId('place-330602001').click();
}

async function measure(page: Page, factors: readonly string[]): Promise<void> {
  await page.getByTestId('step-measures').click();
  await page.getByTestId('measure-new-title').fill('补齐前置要件并逐户说明');
  await page.getByTestId('measure-add').click();
  await page.getByTestId('measure-owner').fill('示例单位');
  await page.getByTestId('measure-control-point').fill('公示之前');
  const date = page.getByTestId('measure-deadline').locator('input');
  await date.fill('2027-03-31');
  await date.press('Enter');
  for (const id of factors) await page.getByTestId(`measure-factor-${id}`).click();
  await page.getByTestId('residual-scope-all').click();
}

async function decide(page: Page): Promise<void> {
  await signOut(page);
  await signIn(page, 'manager');
  await page.getByTestId('nav-matters').click();
  await page.getByTestId('proposals-table').locator('tbody tr').first().click();
  await page.getByTestId('step-submit').click();
  await page.getByTestId('decide-agree').click();
  await page.getByTestId('decide-agree-confirm').click();
  await expect(page.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');
  await expect(page.getByTestId('snapshot-hash')).toBeVisible();
}

test('a whole case by the scorecard: 21 items, K1 by share and strength, group sums, its own cut-offs, decision, report', async ({ app, window, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await begin(window, 'major-policy', 'db32-scorecard', '示例公交线网调整方案');

  // Nothing is chosen from a scorecard: all its items apply.
  await window.getByTestId('step-identify').click();
  await window.getByTestId('identify-to-score').click();
  await expect(window.getByTestId('factor-L1')).toHaveAttribute('data-scored', 'false');
  await expect(window.getByTestId('weight-sum')).toBeHidden();
  await expect(window.getByTestId('total-initial')).toContainText(/无数据|No data|—/u);

  // By the keyboard: the first choice of every item, then the next item; K1 has shares instead of choices.
  await window.getByTestId('factor-L1').click();
  for (let item = 0; item < 21; item += 1) {
    await window.keyboard.press('1');
    await window.keyboard.press('ArrowDown');
  }
  await window.getByTestId('factor-L2').click();
  await window.getByTestId('score-points-3').click();
  await window.getByTestId('score-note').fill('前置要件未齐');
  await window.getByTestId('factor-R3').click();
  await window.getByTestId('score-points-2').click();
  await window.getByTestId('factor-F2').click();
  await window.getByTestId('score-points-exact').fill('2.5');
  await window.getByTestId('score-note').fill('五位专家均值');
  await window.getByTestId('factor-K1').click();
  await window.getByTestId('score-opposed-strong').fill('10');
  await window.getByTestId('score-opposed-mild').fill('5');
  await window.getByTestId('score-opposed-mild').blur();
  // 35 x (0.1 + 0.05 x 0.3) = 4.025; 5 + 4 + 2.5 + 4.025 = 15.525.
  await expect(window.getByTestId('score-points-value')).toHaveText('4.025');
  await expect(window.getByTestId('total-initial')).toContainText('15.53');
  await expect(window.getByTestId('part-reasonableness')).toContainText('4.00');
  await expect(window.getByTestId('result-cutoffs')).toContainText('W ≥ 70');
  await expect(window.getByTestId('result-cutoffs')).toContainText('40 < W < 70');
  await saved(window);

  await measure(window, ['L2', 'F2']);
  await window.getByTestId('residual-panel').getByTestId('factor-L2').click();
  await window.getByTestId('residual-points-1').click();
  await window.getByTestId('residual-panel').getByTestId('factor-K1').click();
  await window.getByTestId('residual-same').click();
  await saved(window);
  await conclude(window, { initial: '15', residual: '15' }, 'implement', '总分为 15.5 分，落实措施后为低风险，可以实施。');
  await expect(window.getByTestId('path-total')).toContainText('W = 15.53');
  await expect(window.getByTestId('path-count')).toBeHidden();
  await expect(window.getByTestId('method-direction')).toContainText(/0 分最好|0 is best/u);
  await expect(window.getByTestId('check-POINTS_NOT_PRINTED')).toBeVisible();

  // The other ways of this program say that they do not fit, and why.
  await window.getByTestId('tab-panel').click();
  await expect(window.getByTestId('panel-other')).toBeVisible();
  await window.getByTestId('tab-uncertainty').click();
  await expect(window.getByTestId('uncertainty-other')).toBeVisible();
  await window.getByTestId('back-to-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();

  await submit(window);
  await decide(window);
  const [row] = query(storePath, 'SELECT model_id, state, initial_level, residual_level FROM assessment');
  expect(row).toEqual({ model_id: 'db32-scorecard', state: 'decided', initial_level: 'low', residual_level: 'low' });
  expect(query(storePath, "SELECT count(*) AS n, sum(points IS NOT NULL) AS pointed, sum(weight IS NOT NULL) AS weighed FROM assessment_factor WHERE state = 'identified'")).toEqual([{ n: 21, pointed: 20, weighed: 0 }]);
  expect(value(storePath, "SELECT opposed FROM assessment_factor WHERE factor_id = 'K1'")).toBe('[{"strength":"strong","opposed":"0.1"},{"strength":"mild","opposed":"0.05"}]');
  // The frozen total is the sum of the stored points and of K1 by its formula.
  const sum = value(storePath, 'SELECT sum(CAST(points AS REAL)) FROM assessment_factor');
  expect(Number(value(storePath, "SELECT json_extract(content, '$.result.initial.total') FROM assessment_snapshot"))).toBeCloseTo(Number(sum) + 35 * (0.1 + 0.05 * 0.3), 9);

  await window.getByTestId('tab-report').click();
  await expect(window.getByTestId('report-groups')).toContainText('15.53');
  mkdirSync(folder, { recursive: true });
  const report = join(folder, '评分表报告.xlsx');
  await saveTo(app, report);
  await window.getByTestId('report-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'report.exported'")).toBe(1);
  expect(statSync(report).size).toBeGreaterThan(8000);
  await window.getByTestId('tab-history').click();
  await expect(window.getByTestId('timeline')).toContainText('10%');
});

test('a whole case by weight x level: C by its levels, weights, the sum against its own cut-offs, decision', async ({ window, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await begin(window, 'transport-project', 'five-risks', '示例道路改扩建工程');
  await identify(window, ['B1', 'C1', 'E2'], ['A', 'B', 'C', 'D', 'E'], '本项目不涉及');
  await window.getByTestId('step-score').click();
  for (const [id, level] of [['B1', '2'], ['C1', '4'], ['E2', '3']] as const) {
    await window.getByTestId(`factor-${id}`).click();
    await window.getByTestId(`score-c-${level}`).click();
    await window.getByTestId('score-note').fill('示例依据');
    await window.getByTestId('score-note').blur();
  }
  await window.getByTestId('weight-mode-entered').click();
  for (const [id, weight] of [['B1', '0.2'], ['C1', '0.5'], ['E2', '0.3']] as const) {
    await window.getByTestId(`factor-${id}`).click();
    await window.getByTestId('score-weight').fill(weight);
  }
  // 0.2 x 0.4 + 0.5 x 0.8 + 0.3 x 0.6 = 0.66.
  await expect(window.getByTestId('total-initial')).toContainText('0.66');
  await expect(window.getByTestId('factor-risk')).toContainText(/中等|Middling/u);
  await expect(window.getByTestId('result-cutoffs')).toContainText('0.40 < T ≤ 0.70');
  await saved(window);

  await measure(window, ['C1', 'E2']);
  for (const [id, level] of [['C1', '1'], ['E2', '2']] as const) {
    await window.getByTestId('residual-panel').getByTestId(`factor-${id}`).click();
    await window.getByTestId(`residual-c-${level}`).click();
  }
  await window.getByTestId('residual-panel').getByTestId('factor-B1').click();
  await window.getByTestId('residual-same').click();
  await saved(window);
  await conclude(window, { initial: '12', residual: '12' }, 'implement', '落实措施后为低风险，可以实施。');
  await expect(window.getByTestId('path-index')).toContainText('T = 0.66');
  await submit(window);
  await decide(window);
  expect(query(storePath, 'SELECT model_id, initial_level, residual_level FROM assessment')).toEqual([{ model_id: 'five-risks', initial_level: 'medium', residual_level: 'low' }]);
  expect(query(storePath, "SELECT factor_id, weight, c, residual_c, p, points FROM assessment_factor WHERE state = 'identified' ORDER BY factor_id")).toEqual([
    { factor_id: 'B1', weight: '0.2', c: '0.4', residual_c: '0.4', p: null, points: null },
    { factor_id: 'C1', weight: '0.5', c: '0.8', residual_c: '0.2', p: null, points: null },
    { factor_id: 'E2', weight: '0.3', c: '0.6', residual_c: '0.4', p: null, points: null },
  ]);
  // After the measures: 0.2 x 0.4 + 0.5 x 0.2 + 0.3 x 0.4 = 0.3, by SQL.
  const [after] = query(storePath, "SELECT sum(CAST(weight AS REAL) * CAST(residual_c AS REAL)) AS t FROM assessment_factor WHERE state = 'identified'");
  expect(Number(after?.['t'])).toBeCloseTo(0.3, 9);
  expect(value(storePath, "SELECT json_extract(content, '$.result.residual.index') FROM assessment_snapshot")).toBe('0.3');
});
