import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMeasure, conclude, identify, score, submit, type Scored } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

/** The example of the guide: index, counts and expected crowd say medium, each by itself; T = (0.35 + 0.49 + 0.25 + 0.45) / 4. */
const FACTORS: readonly Scored[] = [
  { id: 'A2', p: 3, q: 4, residual: { p: 2, q: 4 } },
  { id: 'B1', p: 4, q: 4, residual: { p: 2, q: 4 }, note: '示例：近邻反映异味' },
  { id: 'D1', p: 3, q: 3, residual: { p: 2, q: 2 } },
  { id: 'F2', p: 3, q: 5, residual: { p: 2, q: 4 }, note: '示例：同类设施有过聚集' },
];
/** What the model requires; the rest of its documents only where called for. */
const REQUIRED = ['approval', 'siteChoice', 'siteOpinion', 'environment', 'distance', 'publicNotice', 'survey', 'compensation', 'expertOpinion', 'legalReview', 'environmentPlan', 'emergencyPlan', 'report'];

test('a full case of a facility that nobody wants next door: procedure and documents, scores, decision by another person', async ({ window, folder, storePath }) => {
  test.slow();
  const enter = async (field: string, day: string): Promise<void> => {
    const input = window.getByTestId(field).locator('input');
    await input.fill(day);
    await input.press('Enter');
  };
  const save = async (): Promise<void> => {
    await window.getByTestId('step-save').click();
    await expect(window.getByTestId('step-save')).toBeDisabled();
  };

  await signIn(window, 'evaluator');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-new').or(window.getByTestId('proposals-new-empty')).first().click();
  await window.getByTestId('proposal-blank').click();
  await window.getByTestId('new-title').fill('示例垃圾中转站');
  await window.getByTestId('new-type').click();
  await window.getByTestId('type-ecology-project').click();
  await expect(window.getByTestId('new-model')).toContainText(/邻避与环境敏感设施|Facilities/u);
  await window.getByTestId('proposal-create').click();
  await expect(window.getByTestId('case-title')).toBeVisible();
  await window.getByTestId('field-unit').fill('示例单位');
  await window.getByTestId('field-unit').blur();
  await window.getByTestId('place-county-330602').click();
  await window.getByTestId('place-330602001').click();
  await enter('field-decisionOn', '2099-01-15');

  await identify(window, FACTORS.map(({ id }) => id), ['A', 'B', 'C', 'D', 'E', 'F'], '本事项不涉及');
  await score(window, FACTORS);
  await addMeasure(window, '封闭作业、在线监测公开，逐户走访近邻', '示例单位', '2098-12-31', FACTORS);
  await conclude(window, { initial: '15', residual: '15' }, 'implementAfterMeasures', '补偿、搬迁和监测措施到位后实施。', { initial: '60', residual: '10' });
  await expect(window.getByTestId('level-sentence').first()).toContainText('0.385');

  // The simple procedure: the notice kept its thirty days, and the model's own documents are all there, one of them as a file.
  await window.getByTestId('tab-procedure').click();
  await window.getByTestId('procedure-choose-simple').click();
  await window.getByTestId('procedure-steps').locator('tr[data-row=notice]').click();
  await enter('step-started', '2026-01-05');
  await enter('step-finished', '2026-02-10');
  await window.getByTestId('reference-draft').fill('示例〔2026〕1号');
  await window.getByTestId('reference-adoption').fill('示例〔2026〕2号');
  await save();
  await expect(window.getByTestId('findings-notice')).not.toContainText(/材料|documents|不足|short/u);
  await window.getByTestId('procedure-steps').locator('tr[data-row=papers]').click();
  await enter('step-finished', '2026-02-20');
  await save();
  await expect(window.getByTestId('finding-DOCUMENTS_MISSING')).toBeVisible();
  const content = '示例：社会风险评估报告';
  writeFileSync(join(folder, '评估报告.txt'), content);
  await window.getByTestId('attach-report').setInputFiles(join(folder, '评估报告.txt'));
  await expect(window.getByTestId('document-report')).toContainText('评估报告.txt');
  for (const id of REQUIRED) if (id !== 'report') await window.getByTestId(`reference-${id}`).fill('示例案卷第 1 册');
  await save();
  await expect(window.getByTestId('finding-DOCUMENTS_MISSING')).toBeHidden();

  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await submit(window);
  await signOut(window);
  await signIn(window, 'manager');
  await window.getByTestId('nav-matters').click();
  await window.getByTestId('proposals-table').locator('tbody tr').first().click();
  await window.getByTestId('step-submit').click();
  await window.getByTestId('decide-agree').click();
  await window.getByTestId('decide-agree-confirm').click();
  await expect(window.getByTestId('state-notice')).toHaveAttribute('data-state', 'decided');

  expect(query(storePath, 'SELECT model_id, state, conclusion_code, decision_code, initial_level, residual_level, submitted_by <> decided_by AS two FROM assessment')).toEqual([
    { model_id: 'neighbourhood-facility', state: 'decided', conclusion_code: 'implementAfterMeasures', decision_code: 'implementAfterMeasures', initial_level: 'medium', residual_level: 'low', two: 1 },
  ]);
  // The index once more from the stored texts.
  expect(query(storePath, "SELECT printf('%.4f', sum(weight * p * q)) AS before, printf('%.4f', sum(weight * residual_p * residual_q)) AS after FROM assessment_factor WHERE state = 'identified'")).toEqual([{ before: '0.3850', after: '0.1800' }]);
  expect(value(storePath, "SELECT count(*) FROM assessment_factor WHERE state = 'excluded' AND excluded_reason = '本事项不涉及'")).toBe(31);
  expect(query(storePath, 'SELECT step_id, finished_on FROM case_step ORDER BY step_id')).toEqual([{ step_id: 'notice', finished_on: '2026-02-10' }, { step_id: 'papers', finished_on: '2026-02-20' }]);
  expect(value(storePath, "SELECT count(*) FROM case_step, json_each(case_step.documents) WHERE step_id = 'papers'")).toBe(REQUIRED.length - 1);
  expect(query(storePath, 'SELECT step_id, document_id, sha256 FROM case_document')).toEqual([{ step_id: 'papers', document_id: 'report', sha256: createHash('sha256').update(content).digest('hex') }]);
  expect(value(storePath, 'SELECT count(*) FROM assessment_snapshot')).toBe(1);
});
