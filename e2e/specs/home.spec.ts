import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut, type SampleRole } from '../support/session.ts';

const COUNT = /[\d,]+$/u;

/** What the panel says, by the id of the need. */
async function needs(window: Page): Promise<Record<string, number>> {
  const panel = window.getByTestId('home-needs');
  await expect(panel.locator('a').first().or(window.getByTestId('home-needs-none'))).toBeVisible();
  const lines = await panel.locator('a').evaluateAll((all) => all.map((line) => [line.getAttribute('data-testid') ?? '', line.textContent] as const));
  return Object.fromEntries(lines.map(([id, text]) => [id.replace('home-need-', ''), Number(COUNT.exec(text.trim())?.[0].replaceAll(',', ''))]));
}

async function enterAs(window: Page, role: SampleRole): Promise<void> {
  await signOut(window);
  await signIn(window, role);
  await window.getByTestId('nav-home').click();
}

/** Every figure that is not zero, as plain SQL finds it. */
const counted = (storePath: string, figures: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(figures).map(([id, sql]) => [id, value(storePath, sql)] as const).filter(([, n]) => n !== 0));

test('the start page counts what waits for each role as the store has it, and leads there', async ({ window, storePath }) => {
  await signIn(window, 'manager');
  await expect.poll(() => value(storePath, 'SELECT count(*) FROM signal_progress'), { timeout: 60_000 }).toBe(28);
  const red = Number(value(storePath, "SELECT count(*) FROM signal WHERE level = 'red' AND state = 'raised'"));
  expect(red).toBeGreaterThan(0);
  const line = window.getByTestId('home-need-signalsRed');
  await expect(line).toContainText(red.toLocaleString('en-US'));
  await line.click();
  await expect(window).toHaveURL(/signals\?level=red&state=raised/u);
  await expect(window.getByTestId('signals-table').locator('tbody tr')).toHaveCount(red);

  await enterAs(window, 'it');
  const open = "SELECT count(*) FROM reject r JOIN batch b ON b.id = r.batch_id WHERE b.state = 'committed' AND NOT EXISTS (SELECT 1 FROM reject_mend m JOIN batch c ON c.sha256 = m.sha256 AND c.state = 'committed' WHERE m.reject_id = r.id)";
  const { batchesDue, ...ofData } = await needs(window);
  expect(ofData).toEqual(counted(storePath, { rejectsOpen: open, qualityNever: 'SELECT count(*) = 0 FROM quality_run', qualityFailing: 'SELECT count(*) FROM quality_finding WHERE run_id = (SELECT max(id) FROM quality_run) AND found > 0' }));
  if (batchesDue !== undefined) {
    await window.getByTestId('home-need-batchesDue').click();
    await expect(window.getByTestId('supply-grid').locator('a[data-state="due"]')).toHaveCount(batchesDue);
  }

  await enterAs(window, 'auditor');
  expect(await needs(window)).toEqual(counted(storePath, { chainNever: "SELECT count(*) = 0 FROM audit WHERE action = 'audit.verified'", decisionsUnverified: "SELECT count(*) FROM audit WHERE action = 'assessment.decided'" }));

  await enterAs(window, 'admin');
  const changes = Number(value(storePath, "SELECT count(*) FROM audit WHERE action IN ('batch.imported', 'batch.undone', 'assessment.decided')"));
  expect(changes).toBeGreaterThan(0);
  expect(await needs(window)).toEqual({ backupNever: changes });
  expect(query(storePath, "SELECT seq FROM audit WHERE action = 'store.backup'")).toEqual([]);
  await window.getByTestId('home-need-backupNever').click();
  await expect(window).toHaveURL(/#\/store$/u);
});
