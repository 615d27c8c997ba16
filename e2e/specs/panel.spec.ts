import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { createFromProject, identify } from '../support/assessment.ts';
import { expect, test } from '../support/fixtures.ts';
import { openFrom, saveTo } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const AREAS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
type Scores = Readonly<Record<string, string>>;
const BY_ONE: Scores = { 'B5-p': '0.7', 'B5-q': '0.8', 'B5-weight': '0.6', 'D3-p': '0.2', 'D3-q': '0.3', 'D3-weight': '0.2' };
const BY_TWO: Scores = { 'B5-p': '0.9', 'B5-q': '0.7', 'B5-weight': '0.5', 'D3-p': '0.4', 'D3-q': '0.5', 'D3-weight': '0.5' };
/** Rows from the first factor on: p, q, importance. */
const BY_WORKBOOK = [[0.5, 0.9, 0.75], [0.3, 0.2, 0.25]];

async function openPanel(page: Page): Promise<void> {
  await page.getByTestId('nav-matters').click();
  await page.getByTestId('proposals-table').locator('tbody tr').first().click();
  await page.getByTestId('tab-panel').click();
}

async function openBallot(page: Page): Promise<void> {
  await page.getByTestId('nav-scoring').click();
  await page.getByTestId('invitations').locator('tbody tr').first().click();
  await expect(page.getByTestId('ballot')).toBeVisible();
}

async function fill(page: Page, scores: Scores): Promise<void> {
  for (const [cell, text] of Object.entries(scores)) await page.getByTestId(`ballot-${cell}`).fill(text);
}

test('a panel: two experts here and one on a workbook score alone, the spread without names, agreement, adopted into the case', async ({ app, window, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await createFromProject(window, '');
  await identify(window, ['B5', 'D3'], AREAS, '本项目不涉及');
  await window.getByTestId('tab-panel').click();
  await window.getByTestId('aggregation-median').click();
  await window.getByTestId('asks-weight').click();
  for (const _ of [1, 2]) {
    await window.getByTestId('add-account').click();
    await window.getByRole('option').first().click();
  }
  await window.getByTestId('workbook-name').fill('外聘专家');
  await window.getByTestId('add-workbook').click();
  await window.getByTestId('panel-save').click();
  await expect(window.getByTestId('panel-members').locator('tbody tr')).toHaveCount(3);
  await window.getByTestId('round-open-next').click();
  await window.getByTestId('round-open-next-confirm').click();
  await expect(window.getByTestId('round-open')).toBeVisible();

  mkdirSync(folder, { recursive: true });
  const book = join(folder, '评分表.xlsx');
  await saveTo(app, book);
  await window.getByTestId('workbook-export-外聘专家').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'panel.workbookExported'")).toBe(1);
  // An empty workbook is refused with its reason; filled it comes in.
  await openFrom(app, book);
  await window.getByTestId('workbook-import').click();
  await expect(window.getByTestId('error-panel')).toHaveAttribute('data-code', 'BALLOT_INCOMPLETE');
  const { sheets } = await readXlsx(readFileSync(book));
  BY_WORKBOOK.forEach((scores, position) => sheets[0]?.rows[4 + position]?.splice(3, 3, ...scores));
  writeFileSync(book, await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) }));
  await window.getByTestId('workbook-import').click();
  await expect(window.getByTestId('panel-members').locator('tr[data-submitted="true"]')).toHaveCount(1);
  await signOut(window);

  for (const [who, scores] of [['expert1', BY_ONE], ['expert2', BY_TWO]] as const) {
    await signIn(window, who);
    // An expert sees the scoring desk and nothing of the cases.
    await expect(window.getByTestId('nav-matters')).toHaveCount(0);
    await openBallot(window);
    await expect(window.getByTestId('ballot-submit')).toBeDisabled();
    await fill(window, scores);
    await expect(window.getByTestId('ballot-gaps')).toHaveAttribute('data-gaps', '0');
    await window.getByTestId('ballot-submit').click();
    await window.getByTestId('ballot-submit-confirm').click();
    await expect(window.getByTestId('ballot-submitted')).toBeVisible();
    await signOut(window);
  }

  await signIn(window, 'evaluator');
  await openPanel(window);
  await window.getByTestId('round-close').click();
  await window.getByTestId('round-close-confirm').click();
  // All three rank B5 above D3 in probability and impact: W = 1; two of three in importance, one ties.
  await expect(window.getByTestId('round-agreement')).toContainText(/W = 1\D/u);
  await expect(window.getByTestId('found-B5-p')).toContainText('0.7');
  await expect(window.getByTestId('found-D3-q')).toContainText('0.2–0.5');
  await expect(window.getByTestId('round-1')).not.toContainText('示例专家');
  await window.getByTestId('round-adopt').click();
  await window.getByTestId('round-adopt-confirm').click();
  // Medians; importance 0.6 and 0.25 divided by their sum, exactly 1 together.
  await expect.poll(() => query(storePath, "SELECT factor_id, weight, p, q FROM assessment_factor WHERE state = 'identified' ORDER BY factor_id")).toEqual([
    { factor_id: 'B5', weight: '0.705882', p: '0.7', q: '0.8' }, { factor_id: 'D3', weight: '0.294118', p: '0.3', q: '0.3' },
  ]);
  // What the experts said becomes ranges of the uncertainty.
  await window.getByTestId('tab-uncertainty').click();
  await window.getByTestId('own-panel').click();
  await expect(window.getByTestId('own-0-low')).toHaveValue('0.5');
  await expect(window.getByTestId('own-0-high')).toHaveValue('0.9');
  await window.getByTestId('tab-panel').click();
  await window.getByTestId('round-open-next').click();
  await window.getByTestId('round-open-next-confirm').click();
  await expect(window.getByTestId('round-open')).toBeVisible();
  await signOut(window);

  await signIn(window, 'expert1');
  await openBallot(window);
  await expect(window.getByTestId('before-B5-p')).toContainText('0.7');
  await expect(window.getByTestId('ballot')).not.toContainText('外聘专家');
  await window.getByTestId('ballot-take-over').click();
  await expect(window.getByTestId('ballot-B5-p')).toHaveValue('0.7');
  await window.getByTestId('ballot-save').click();
  await expect.poll(() => value(storePath, "SELECT json_extract(scores, '$[0].p') FROM panel_ballot WHERE round = 2")).toBe('0.7');
  await signOut(window);

  // Every raw ballot is kept, with its name for the auditor alone.
  await signIn(window, 'auditor');
  await openPanel(window);
  await expect(window.getByTestId('raw-ballots').locator('tbody tr')).toHaveCount(6);
  await expect(window.getByTestId('raw-ballots')).toContainText('外聘专家');
  expect(query(storePath, 'SELECT source, count(*) AS n FROM panel_ballot WHERE submitted_at IS NOT NULL GROUP BY source ORDER BY source')).toEqual([{ source: 'account', n: 2 }, { source: 'workbook', n: 1 }]);
});
