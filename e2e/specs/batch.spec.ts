import { mkdirSync } from 'node:fs';
import { expect, test } from '../support/fixtures.ts';
import { mapDate, offerFiles, runImport } from '../support/intake.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

test('the page of a batch: its rows by month and town, whom it shares them with, columns, rules, what was built on it, the chain, and undo', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const rows = (text: string) => [
    { no: 'E2E-1', on: '2026-09-01', text }, { no: 'E2E-2', on: '2026-09-30', region: '330602002', text }, { no: 'E2E-3', on: '2026-10-02', text }, { no: 'E2E-4', on: 'x' },
  ];
  await offerFiles(window, [writePetitions(folder, '九月.csv', rows('【样例】第一次'))]);
  await mapDate(window);
  expect(await runImport(window)).toEqual({ read: 4, accepted: 3, unchanged: 0, superseded: 0, rejected: 1 });
  const first = Number(value(storePath, 'SELECT max(id) FROM batch'));
  await offerFiles(window, [writePetitions(folder, '更正.csv', [...rows('【样例】第一次').slice(0, 1), { no: 'E2E-3', on: '2026-10-03', text: '【样例】更正' }])]);
  expect(await runImport(window)).toEqual({ read: 2, accepted: 0, unchanged: 1, superseded: 1, rejected: 0 });

  // The ledger of batches leads to it; what was refused comes first.
  await window.getByTestId('nav-batches').click();
  await window.getByTestId('batches-table').locator(`tr[data-row="${String(first)}"]`).click();
  await expect(window.getByTestId('rejects-table')).toBeVisible();
  await expect(window.getByTestId('batch-tab-rejects')).toContainText('1');

  await window.getByTestId('batch-tab-rows').click();
  const [held] = query(storePath, 'SELECT count(*) AS rows, count(*) FILTER (WHERE superseded_by IS NULL) AS standing FROM cat_petition WHERE batch_id = ?', first);
  await expect(window.getByTestId('batch-rows')).toContainText(`现存 ${String(held?.['rows'])} 行，其中 ${String(held?.['standing'])} 行有效`);
  await expect(window.getByTestId('batch-rows')).toContainText('2026-09 至 2026-10');
  await window.getByTestId('batch-months-switch').click();
  const month = window.getByTestId('batch-months').locator('tr', { hasText: '2026-09' });
  await expect(month.locator('td').nth(1)).toHaveText('2');
  const others = Number(value(storePath, "SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND batch_id <> ? AND n_date LIKE '2026-09%'", first));
  await expect(month.locator('td').nth(2)).toHaveText(String(others));
  await expect(window.getByTestId('batch-towns').locator('tbody tr')).toHaveCount(2);

  await window.getByTestId('batch-tab-links').click();
  await expect(window.getByTestId('batch-links').locator('tbody tr')).toContainText(['它更新了本批次的行', '它与本批次的行相同']);
  await window.getByTestId('batch-tab-columns').click();
  await expect(window.getByTestId('batch-columns').locator('tbody tr').nth(1)).toContainText('来访日期');
  await window.getByTestId('batch-tab-built').click();
  await expect(window.getByTestId('undo-impact')).toBeVisible();
  await window.getByTestId('batch-tab-history').click();
  await expect(window.getByTestId('batch-history').locator('tbody tr')).toHaveCount(1);
  await expect(window.getByTestId('batch-history')).toContainText('九月.csv');

  // Undo from here; the page says what is left.
  await window.getByTestId('batch-undo').click();
  await window.getByTestId('undo-confirm').click();
  await expect(window.getByTestId('batch-state')).toHaveAttribute('data-state', 'undone');
  await expect(window.getByTestId('batch-history').locator('tbody tr')).toHaveCount(2);
  await window.getByTestId('batch-tab-rows').click();
  await expect(window.getByTestId('batch-rows-none')).toContainText('已撤回');
});

test('the rules held against one batch lead to its rows; matrix, category page and record lead to the batch', async ({ window, storePath }) => {
  await signIn(window, 'it');
  await window.getByTestId('nav-supply').click();
  await window.getByTestId('supply-2.6').click();
  await window.getByTestId('supply-batches').click();
  const [visits] = query(storePath, "SELECT id FROM batch WHERE category = '2.6' ORDER BY id DESC LIMIT 1");
  const batch = String(visits?.['id']);
  await window.getByTestId('batches-table').locator(`tr[data-row="${batch}"]`).click();
  await window.getByTestId('batch-tab-quality').click();
  const orphans = Number(value(storePath, 'SELECT count(*) FROM cat_collective_visit v WHERE superseded_by IS NULL AND batch_id = ? AND project_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cat_investment_project p WHERE p.superseded_by IS NULL AND p.project_code = v.project_code)', batch));
  expect(orphans).toBeGreaterThan(0);
  const rule = window.getByTestId('batch-quality').locator('tr[data-row=visit-project-known]');
  await expect(rule.locator('td').nth(2)).toHaveText(String(orphans));
  await rule.click();
  await expect(window.getByTestId('finding-batch')).toContainText(batch);
  await expect(window.getByTestId('finding-rows').locator('tbody tr')).toHaveCount(orphans);
  await window.getByTestId('finding-rows').locator('tbody tr').first().click();
  await expect(window.getByTestId('record-batch')).toContainText(batch);
  await window.getByTestId('record-batch').click();
  await expect(window.getByTestId('batch-category')).toContainText('2.6');
  await window.getByTestId('nav-supply').click();
  await window.getByTestId('supply-as-table').click();
  await window.getByTestId('supply-table').locator('tr[data-row="2.6"] a').first().click();
  await expect(window.getByTestId('batch-category')).toContainText('2.6');
});
