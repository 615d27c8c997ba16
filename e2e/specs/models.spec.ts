import { addMeasure, conclude, identify, score, submit, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

/** Equal weights: T = (0.63 + 0.49 + 0.15) / 3. */
const FACTORS: readonly Scored[] = [
  { id: 'B4', p: 4, q: 5, residual: { p: 2, q: 3 } },
  { id: 'D1', p: 4, q: 4, residual: { p: 2, q: 3 } },
  { id: 'D3', p: 3, q: 2 },
];

test('a matter with another model: offered by its type, judged by its own areas, factors, stages, evidence and conclusions', async ({ window, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').or(window.getByTestId('proposals-new-empty')).first().click();
  await window.getByTestId('proposal-blank').click();
  await expect(window.getByTestId('new-model')).toBeHidden();
  await window.getByTestId('new-title').fill('示例旧村改造房屋征收');
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-renewal-expropriation').click();
  await expect(window.getByTestId('new-model')).toContainText(/土地与房屋征收|Expropriation of land and houses/u);
  await expect(window.getByTestId('new-model-about')).toContainText('46');

  // Any other model may be taken; another type begins with its own again.
  await window.getByTestId('new-model').click();
  await window.getByTestId('model-major-event').click();
  await expect(window.getByTestId('new-model')).toContainText(/重大活动|Major event/u);
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-livelihood-rule').click();
  await expect(window.getByTestId('new-model')).toContainText(/民生价格与公共服务调整|Public prices and services/u);
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-renewal-expropriation').click();
  await window.getByTestId('proposal-create').click();
  await expect(window.getByTestId('case-title')).toBeVisible();
  expect(query(storePath, 'SELECT model_id, model_version FROM assessment')).toEqual([{ model_id: 'land-expropriation', model_version: 1 }]);

  await window.getByTestId('field-unit').fill('示例单位');
  await window.getByTestId('field-unit').blur();
  await window.getByTestId('place-county-330602').click();
  await window.getByTestId('place-330602001').click();
  await identify(window, FACTORS.map(({ id }) => id), ['A', 'B', 'C', 'D'], '本事项不涉及');
  await score(window, FACTORS);
  // The stages and questions of this model, not those of another.
  await expect(window.getByTestId('stage-vacating')).toBeVisible();
  await window.getByTestId('factor-D1').click();
  await expect(window.getByTestId('factor-evidence')).toContainText(/近五年信访件|Petitions in five years/u);
  // What the data suggest stands beside the score; nothing is filled in by it.
  await expect(window.getByTestId('factor-suggestion')).toContainText(/数据提示|suggest/u);
  expect(query(storePath, "SELECT count(*) AS n, sum(state = 'excluded') AS excluded FROM assessment_factor")).toEqual([{ n: 46, excluded: 43 }]);

  await addMeasure(window, '公示补偿标准并逐户核对', '区征收办', '2027-03-31', FACTORS);
  await conclude(window, { initial: '12', residual: '8' }, 'implementAfterMeasures', '落实补偿、安置和保障措施后实施征收。');
  await expect(window.getByTestId('level-sentence').first()).toContainText('0.42');
  // This model will not be submitted without the day of the decision; the finding leads to its field.
  await window.getByTestId('step-submit').click();
  await expect(window.getByTestId('submit-assessment')).toBeDisabled();
  await expect(window.getByTestId('check-DECISION_DATE_MISSING')).toHaveAttribute('data-severity', 'block');
  await window.getByTestId('check-DECISION_DATE_MISSING').click();
  const day = window.getByTestId('field-decisionOn').locator('input');
  await day.fill('2099-01-15');
  await day.press('Enter');
  await submit(window);
  expect(query(storePath, 'SELECT state, conclusion_code, initial_level, residual_level FROM assessment')).toEqual([
    { state: 'submitted', conclusion_code: 'implementAfterMeasures', initial_level: 'medium', residual_level: 'low' },
  ]);
});
