import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from '../support/fixtures.ts';
import { saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

test('the ledger of what must be assessed: projects by rule, a matter entered, begun, and never decided while it is due', async ({ app, window, folder, storePath }) => {
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-obligations').click();
  const rows = window.getByTestId('obligations-table').locator('tbody tr');
  await expect(rows.first()).toBeVisible();

  // The limits of resources/obligations/rules.json, counted here by hand: 万元 at six decimals, hectares at four.
  const obliged = value(storePath, `SELECT count(*) FROM cat_investment_project WHERE superseded_by IS NULL AND n_project IS NOT NULL AND n_date >= '2019-09-01' AND coalesce(status, '') <> 'cancelled'
    AND (total_investment >= 50000000000 OR new_land >= 100000 OR farm_land >= 50000 OR (managed_industry IN ('environment', 'energy') AND total_investment >= 10000000000))`);
  expect(Number(obliged)).toBeGreaterThan(0);
  await expect(window.getByTestId('obligations-due')).toContainText(String(obliged));

  // The ledger as a workbook: filters and totals in the head, a row for every matter.
  mkdirSync(folder, { recursive: true });
  const book = join(folder, '台账.xlsx');
  await saveTo(app, book);
  await window.getByTestId('obligations-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'report.exported' AND json_extract(details, '$.kind') = 'obligations'")).toBe(1);
  const ledger = (await readXlsx(readFileSync(book))).sheets[0]?.rows ?? [];
  const heading = ledger.findIndex((row) => row[0] === '事项');
  expect(ledger.length - heading - 1).toBe(Number(obliged));
  expect(ledger.slice(0, heading).flat()).toContainEqual(expect.stringContaining(`应评未评 ${String(obliged)}`));

  // A project begins its case with one click and is under way by its code.
  await rows.first().click();
  await window.getByTestId('obligation-begin').click();
  await expect(window.getByTestId('case-title')).toBeVisible();
  await window.getByTestId('nav-obligations').click();
  await expect(window.getByTestId('obligations-underway')).toContainText('1');

  await window.getByTestId('obligation-enter').click();
  await window.getByTestId('enter-title').fill('示例公交票价调整');
  await window.getByTestId('enter-type').click();
  await window.getByTestId('enter-type-livelihood-rule').click();
  await window.getByTestId('enter-unit').fill('示例局');
  await window.getByTestId('enter-take').click();
  await expect(window.getByTestId('obligation-panel')).toContainText('示例公交票价调整');
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-obligations').click();
  await window.getByTestId('obligations-find').fill('公交票价');
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  const decide = async (): Promise<void> => {
    await window.getByTestId('rule-decide').click();
    const day = window.getByTestId('rule-decided').locator('input');
    await day.fill('2026-01-15');
    await day.press('Enter');
    await window.getByTestId('rule-text').fill('示例〔2026〕2号');
    await window.getByTestId('rule-take').click();
  };
  await decide();
  await expect(window.getByTestId('obligation-panel').getByTestId('error-panel')).toContainText('ASSESSMENT_DUE');
  expect(value(storePath, 'SELECT count(*) FROM obligation_mark')).toBe(0);

  await window.getByTestId('rule-exempt').click();
  await window.getByTestId('rule-reason').click();
  await window.getByTestId('exemption-assessed-elsewhere').click();
  await window.getByTestId('rule-text').fill('已按价格听证办法评估');
  await window.getByTestId('rule-take').click();
  await expect(window.getByTestId('obligation-state')).toHaveAttribute('data-state', 'exempt');
  await decide();
  await expect(window.getByTestId('rule-take')).toBeHidden();
  expect(query(storePath, 'SELECT position, action, reason_id, text, decided_on FROM obligation_mark ORDER BY position')).toEqual([
    { position: 0, action: 'exempt', reason_id: 'assessed-elsewhere', text: '已按价格听证办法评估', decided_on: null },
    { position: 1, action: 'decide', reason_id: null, text: '示例〔2026〕2号', decided_on: '2026-01-15' },
  ]);
});
