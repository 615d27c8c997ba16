import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { offerFiles, runImport } from '../support/intake.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const rows = (window: Page, table: string) => window.getByTestId(table).locator('tbody tr');

/** Two collective visits about one project, as the petition office writes them. */
function writeVisits(folder: string, name: string, days: readonly string[]): string {
  const path = join(folder, name);
  const lines = days.map((day, index) => `E2E-V${name}${String(index)},${day},县,30,【样例】征地补偿标准偏低,330602108,2609-330602-04-01-900001`);
  writeFileSync(path, `\uFEFF${['批次编号,日期,去向级别,人数,主诉求,责任属地,关联项目代码', ...lines].join('\r\n')}\r\n`);
  return path;
}

test('what the sample raised is listed, filtered, opened to its evidence, followed up to its end, and stands in the chain', async ({ window, storePath }) => {
  await signIn(window, 'manager');
  await window.getByTestId('nav-signals').click();
  // The sample came in by the program itself: its rules looked at it without being asked.
  await expect.poll(() => value(storePath, 'SELECT count(DISTINCT rule_id) FROM signal'), { timeout: 60_000 }).toBe(28);
  await expect(rows(window, 'signals-table').first()).toBeVisible();

  const red = value(storePath, "SELECT count(*) FROM signal WHERE level = 'red'");
  await window.getByTestId('signals-level-red').click();
  await expect(rows(window, 'signals-table')).toHaveCount(Number(red));
  await window.getByTestId('signals-level-red').click();
  await window.getByTestId('signals-text').fill('nobody has this name');
  await expect(window.getByText('没有符合条件的预警')).toBeVisible();
  await window.getByTestId('signals-reset').click();

  // Keyboard: arrows move, Enter opens, Esc comes back to the same row.
  await rows(window, 'signals-table').first().focus();
  await window.keyboard.press('ArrowDown');
  const second = await rows(window, 'signals-table').nth(1).getAttribute('data-row');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('signal-follow')).toBeVisible();
  await expect(window).toHaveURL(new RegExp(`/signals/${String(second)}$`, 'u'));
  await window.keyboard.press('Escape');
  await expect(rows(window, 'signals-table').nth(1)).toBeFocused();

  const [visit] = query(storePath, "SELECT id, records FROM signal WHERE rule_id = 'visit-repeat-project' ORDER BY id LIMIT 1");
  await window.evaluate((id) => { location.hash = `/signals/${String(id)}`; }, visit?.['id']);
  await expect(rows(window, 'signal-records')).toHaveCount(Number(visit?.['records']));
  await rows(window, 'signal-records').first().click();
  await expect(window.getByTestId('record-drawer')).toContainText('.xlsx');
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('record-drawer')).toBeHidden();

  await expect(window.getByTestId('signal-dispatch')).toBeDisabled();
  await window.getByTestId('signal-owner-input').fill('样例综治中心');
  await window.getByTestId('signal-dispatch').click();
  await window.getByTestId('signal-receive').click();
  await expect(window.getByTestId('signal-handle')).toBeDisabled();
  await window.getByTestId('signal-text').fill('样例：项目已重新评估');
  await window.getByTestId('signal-handle').click();
  await window.getByTestId('signal-close').click();
  await window.getByTestId('signal-close-confirm').click();
  await expect(window.getByTestId('signal-ended')).toBeVisible();
  await expect(window.getByTestId('signal-history').locator('[data-step]')).toHaveCount(5);
  expect(query(storePath, 'SELECT state, owner FROM signal WHERE id = ?', visit?.['id'])).toEqual([{ state: 'closed', owner: '样例综治中心' }]);
  expect(query(storePath, 'SELECT action FROM audit WHERE subject = ? ORDER BY seq', `signal:${String(visit?.['id'])}`).map((row) => row['action']))
    .toEqual(['signal.dispatched', 'signal.received', 'signal.handled', 'signal.closed']);
  await window.getByTestId('signal-rule').click();
  await expect(window.getByTestId('rule-precision')).toHaveText('100%');

  // The next one of the rule is false: not without a reason, and the rule is right in half of what ended.
  const other = value(storePath, "SELECT id FROM signal WHERE rule_id = 'visit-repeat-project' AND state = 'raised' ORDER BY id LIMIT 1");
  await window.evaluate((id) => { location.hash = `/signals/${String(id)}`; }, other);
  await expect(window.getByTestId('signal-owners').locator('option').last()).toHaveAttribute('value', '样例综治中心');
  await expect(window.getByTestId('signal-false')).toBeDisabled();
  await window.getByTestId('signal-text').fill('样例：两次来访不是同一项目');
  await window.getByTestId('signal-false').click();
  await window.getByTestId('signal-false-confirm').click();
  await expect(window.getByTestId('signal-ended')).toBeVisible();
  expect(query(storePath, "SELECT state, (SELECT text FROM signal_step WHERE signal_id = signal.id AND step = 'falseAlarm') AS reason FROM signal WHERE id = ?", other)).toEqual([{ state: 'falseAlarm', reason: '样例：两次来访不是同一项目' }]);
  await window.getByTestId('signal-rule').click();
  await expect(window.getByTestId('rule-precision')).toHaveText('50%');

  // The auditor sees the same and can change nothing.
  await signOut(window);
  await signIn(window, 'auditor');
  const open = value(storePath, "SELECT id FROM signal WHERE state = 'raised' ORDER BY id LIMIT 1");
  await window.getByTestId('nav-signals').click();
  await window.evaluate((id) => { location.hash = `/signals/${String(id)}`; }, open);
  await expect(window.getByTestId('signal-follow')).toContainText('当前账户只能查看');
  await expect(window.getByTestId('signal-dispatch')).toHaveCount(0);
});

test('a batch raises its signal as it commits, once, and taking it back says so', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  const raised = (): unknown => value(storePath, "SELECT count(*) FROM signal WHERE subject_key = '2609-330602-04-01-900001'");
  await signIn(window, 'it');
  await expect.poll(() => value(storePath, 'SELECT count(*) FROM signal_progress'), { timeout: 60_000 }).toBe(28);
  await offerFiles(window, [writeVisits(folder, '集体访-1.csv', ['2026-10-05'])]);
  await runImport(window);
  await offerFiles(window, [writeVisits(folder, '集体访-2.csv', ['2026-10-20'])]);
  await runImport(window);
  await expect.poll(raised).toBe(1);
  expect(query(storePath, "SELECT level, figure, records, town FROM signal WHERE subject_key = '2609-330602-04-01-900001'")).toEqual([{ level: 'red', figure: '2', records: 2, town: '330602108' }]);

  await window.getByTestId('open-batch').click();
  await window.getByTestId('batch-undo').click();
  await window.getByTestId('undo-confirm').click();
  await expect(window.getByTestId('batch-state')).toHaveAttribute('data-state', 'undone');
  await expect.poll(() => value(storePath, "SELECT supported FROM signal WHERE subject_key = '2609-330602-04-01-900001'")).toBe(0);
  expect(raised()).toBe(1);
});

test('a rule says in words what it looks for, and is tried with other numbers without raising anything', async ({ window, storePath }) => {
  await signIn(window, 'manager');
  await expect.poll(() => value(storePath, 'SELECT count(*) FROM signal_progress'), { timeout: 60_000 }).toBe(28);
  await window.getByTestId('nav-signals').click();
  await window.getByTestId('signals-rules').click();
  await expect(rows(window, 'rules-table')).toHaveCount(28);
  await rows(window, 'rules-table').filter({ hasText: '连续三次红码' }).click();
  await expect(window.getByTestId('rule-words')).toContainText('连续 3 个月都有');
  const before = value(storePath, 'SELECT count(*) FROM signal');
  await window.getByTestId('trial-months').fill('2');
  await window.getByTestId('trial-run').click();
  await expect(window.getByTestId('trial-compare')).toBeVisible();
  expect(value(storePath, 'SELECT count(*) FROM signal')).toBe(before);
  await window.getByTestId('trial-months').fill('1');
  await window.getByTestId('trial-run').click();
  await expect(window.getByTestId('error-panel').first()).toHaveAttribute('data-code', 'BAD_INPUT');

  await window.getByTestId('rule-switch').click();
  await window.getByTestId('rule-switch-reason').fill('样例：停用一周');
  await window.getByTestId('rule-switch-confirm').click();
  await expect(window.getByTestId('rule-off')).toContainText('样例：停用一周');
  expect(value(storePath, "SELECT active FROM signal_switch WHERE rule_id = 'red-code-joint'")).toBe(0);
});

test('every board shows its figures, and a number opens to its records', async ({ window, storePath }) => {
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-boards').click();
  const boards = ['safety-code', 'park-alarms', 'juveniles', 'enforcement', 'tourist-talks', 'bracelets', 'domestic-violence', 'petitions', 'hazards', 'hotline'];
  for (const board of boards) {
    await window.getByTestId(`board-${board}`).click();
    await expect(window.getByTestId('board-figures').locator('button').first()).toContainText('同');
    await expect(rows(window, 'board-table').first()).toBeVisible();
    await expect(window.getByTestId('board-chart-0')).toBeVisible();
    await window.keyboard.press('Escape');
    await expect(window.getByTestId(`board-${board}`)).toBeVisible();
  }
  await window.getByTestId('board-hazards').click();
  const late = value(storePath, `SELECT count(*) FROM cat_hazard WHERE superseded_by IS NULL AND n_date BETWEEN '2025-11-01' AND '2026-10-31'
    AND (done_on > due_on OR (done_on IS NULL AND due_on < '2026-10-31'))`);
  await expect(window.getByTestId('figure-lateCount').locator('b')).toHaveText(String(late));
  await window.getByTestId('figure-lateCount').click();
  await expect(window.getByTestId('board-records-drawer').getByTestId('pager-range')).toContainText(`共 ${String(late)} 行`);
  await rows(window, 'board-records').first().click();
  await expect(window.getByTestId('record-drawer')).toBeVisible();
});
