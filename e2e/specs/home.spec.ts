import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { value } from '../support/read-store.ts';
import { signIn, signOut, type SampleAccount } from '../support/session.ts';

/** The numbers of the lines, by the id of the need; every line is a whole sentence. */
async function needs(window: Page): Promise<Record<string, number>> {
  await expect(window.getByTestId('home-lead')).toBeVisible();
  const lines = await window.getByTestId('home-needs').locator('a').evaluateAll((all) => all.map((line) => [line.getAttribute('data-testid') ?? '', Number(line.getAttribute('data-count')), line.textContent.trim()] as const));
  for (const [, count, text] of lines) {
    expect(text).toMatch(/[。.]\s*›$/u);
    if (count > 1) expect(text).toContain(count.toLocaleString('en-US'));
  }
  return Object.fromEntries(lines.map(([id, count]) => [id.replace('home-need-', ''), count]));
}

async function enterAs(window: Page, account: SampleAccount): Promise<void> {
  if (await window.getByTestId('app-frame').isVisible()) await signOut(window);
  await signIn(window, account);
  await window.getByTestId('nav-home').click();
}

/** Every figure that is not zero, as plain SQL finds it. */
const counted = (storePath: string, figures: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(figures).map(([id, sql]) => [id, value(storePath, sql)] as const).filter(([, n]) => n !== 0));
/** What the store alone cannot tell: it hangs on the calendar, the rules or the day. */
const CALENDAR = ['batchesDue', 'indexCompute', 'obligationsDue', 'obligationsApproved', 'stepsLate', 'measuresOverdue', 'measuresRemind', 'reviewsDue'];
const ofStore = (found: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(found).filter(([id]) => !CALENDAR.includes(id)));

test('the start page says to each role what waits for it as the store has it, and leads there', async ({ window, storePath }) => {
  await signIn(window, 'manager');
  await expect.poll(() => value(storePath, 'SELECT count(*) FROM signal_progress'), { timeout: 60_000 }).toBe(28);
  await window.getByTestId('nav-home').click();
  const raised = (condition: string): string => `SELECT count(*) FROM signal WHERE state = 'raised' AND ${condition}`;
  const red = Number(value(storePath, raised("level = 'red'")));
  expect(red).toBeGreaterThan(0);
  await expect(window.getByTestId('home-need-signalsRed')).toHaveAttribute('data-count', String(red));
  expect(ofStore(await needs(window))).toEqual(counted(storePath, { signalsRed: raised("level = 'red'"), signalsRaised: raised("level <> 'red'"), signalsCheck: "SELECT count(*) FROM signal WHERE state = 'handled'", casesSubmitted: "SELECT count(*) FROM assessment WHERE state = 'submitted'" }));

  // By keyboard alone: the first line, then the next, then in.
  await window.getByTestId('home-needs').locator('a').first().focus();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowUp');
  await expect(window.getByTestId('home-needs').locator('a').first()).toBeFocused();
  await window.getByTestId('home-need-signalsRed').press('Enter');
  await expect(window).toHaveURL(/signals\?state=raised&level=red/u);
  await expect(window.getByTestId('signals-table').locator('tbody tr')).toHaveCount(red);

  // Given to the evaluator by name: his to receive, and a filtered list away.
  await window.getByTestId('signals-table').locator('tbody tr').first().click();
  await window.getByTestId('signal-owner-input').fill(String(value(storePath, "SELECT display_name FROM account WHERE username = 'evaluator'")));
  await window.getByTestId('signal-dispatch').click();
  await expect(window.getByTestId('signal-receive')).toBeVisible();
  await enterAs(window, 'evaluator');
  const mine = "FROM assessment a JOIN proposal p ON p.id = a.proposal_id WHERE (p.created_by = (SELECT id FROM account WHERE username = 'evaluator') OR a.submitted_by = (SELECT id FROM account WHERE username = 'evaluator')) AND a.state =";
  expect(ofStore(await needs(window))).toEqual(counted(storePath, { signalsReceive: "SELECT count(*) FROM signal WHERE state = 'dispatched' AND owner = (SELECT display_name FROM account WHERE username = 'evaluator')", casesDraft: `SELECT count(*) ${mine} 'draft'`, casesReturned: `SELECT count(*) ${mine} 'returned'` }));
  await window.getByTestId('home-need-signalsReceive').click();
  await expect(window.getByTestId('signals-table').locator('tbody tr')).toHaveCount(1);

  await enterAs(window, 'it');
  const open = "SELECT count(*) FROM reject r JOIN batch b ON b.id = r.batch_id WHERE b.state = 'committed' AND NOT EXISTS (SELECT 1 FROM reject_mend m JOIN batch c ON c.sha256 = m.sha256 AND c.state = 'committed' WHERE m.reject_id = r.id)";
  const found = await needs(window);
  expect(ofStore(found)).toEqual(counted(storePath, { rejectsOpen: open, qualityNever: 'SELECT count(*) = 0 FROM quality_run', qualityFailing: 'SELECT count(*) FROM quality_finding WHERE run_id = (SELECT max(id) FROM quality_run) AND found > 0' }));
  await window.getByTestId('home-need-rejectsOpen').click();
  await expect(window.getByTestId('batches-table').locator('tbody tr')).toHaveCount(Number(value(storePath, 'SELECT count(DISTINCT batch_id) FROM reject')));
  await window.getByTestId('nav-home').click();
  if (found['batchesDue'] !== undefined) {
    await window.getByTestId('home-need-batchesDue').click();
    await expect(window.getByTestId('supply-grid').locator('a[data-state="due"]')).toHaveCount(found['batchesDue']);
  }

  // Nothing waits for an expert who was not asked, and the page says so.
  await enterAs(window, 'expert1');
  expect(await needs(window)).toEqual(counted(storePath, { ballotsOpen: "SELECT count(*) FROM panel_round r JOIN panel_member m ON m.assessment_id = r.assessment_id WHERE r.closed_at IS NULL AND m.account_id = (SELECT id FROM account WHERE username = 'expert1')" }));

  await enterAs(window, 'auditor');
  expect(await needs(window)).toEqual(counted(storePath, { chainNever: "SELECT count(*) = 0 FROM audit WHERE action = 'audit.verified'" }));

  await enterAs(window, 'admin');
  const changes = Number(value(storePath, "SELECT count(*) FROM audit WHERE action IN ('batch.imported', 'batch.undone', 'assessment.decided')"));
  expect(changes).toBeGreaterThan(0);
  expect(await needs(window)).toEqual({ backupNever: changes });
  await window.getByTestId('home-action').click();
  await expect(window).toHaveURL(/#\/store$/u);
});
