import { mkdirSync } from 'node:fs';
import { expect, test } from '../support/fixtures.ts';
import { mapDate, offerFiles, runImport } from '../support/intake.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

const digits = (text: string): number => Number(text.replaceAll(/[^\d]/gu, ''));
/** The day before today in China. */
const yesterday = (): string => new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);

test('the matrix: 48 categories on one screen, red where a batch is due, green once it came', async ({ window, folder, storePath }) => {
  await signIn(window, 'it');
  await window.getByTestId('nav-supply').click();
  const cells = window.getByTestId('supply-grid').locator('a');
  await expect(cells).toHaveCount(48);
  const boxes = await cells.evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect()).map(({ right, bottom }) => ({ right, bottom })));
  expect(Math.max(...boxes.map(({ bottom }) => bottom))).toBeLessThanOrEqual(768);
  expect(Math.max(...boxes.map(({ right }) => right))).toBeLessThanOrEqual(1366);

  // The chips add up, and each state is said in words.
  const count = async (state: string): Promise<number> => digits(await window.getByTestId(`supply-state-${state}`).innerText());
  expect((await count('due')) + (await count('expected')) + (await count('current')) + (await count('never'))).toBe(48);
  expect(await cells.evaluateAll((elements) => elements.filter((element) => element.getAttribute('data-state') === 'due').length)).toBe(await count('due'));

  // The sample data ends before this month: the daily petitions are due.
  const petitions = window.getByTestId('supply-2.4');
  await expect(petitions).toHaveAttribute('data-state', 'due');
  await expect(petitions).toContainText('逾期');
  const held = Number(value(storePath, 'SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL'));
  await expect(petitions).toContainText(`${String(held)} 行`);

  mkdirSync(folder, { recursive: true });
  await offerFiles(window, [writePetitions(folder, '信访件-昨日.csv', [{ no: 'E2E-1', on: yesterday() }])]);
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ accepted: 1, rejected: 0 });
  await window.getByTestId('nav-supply').click();
  await expect(petitions).toHaveAttribute('data-state', 'current');
  await expect(petitions).toContainText(`${String(held + 1)} 行`);

  // By keyboard: right to the next system, Enter opens, Esc comes back.
  await petitions.focus();
  await window.keyboard.press('ArrowRight');
  await expect(window.getByTestId('supply-3.4')).toBeFocused();
  await window.keyboard.press('ArrowLeft');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('supply-freshness')).toHaveAttribute('data-state', 'current');
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('supply-grid')).toBeVisible();

  await window.getByTestId('supply-as-table').click();
  await expect(window.getByTestId('supply-table').locator('tbody tr')).toHaveCount(48);
  await window.getByTestId('supply-state-current').click();
  await expect(window.getByTestId('supply-table').locator('tbody tr')).toHaveCount(await count('current'));
});

test('the profile of a category tells what SQL tells', async ({ window, storePath }) => {
  await signIn(window, 'it');
  await window.getByTestId('nav-supply').click();
  await window.getByTestId('supply-2.4').click();
  const row = window.getByTestId('profile-table').locator('tr[data-row=hotspot]');
  const empty = Number(value(storePath, 'SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND hotspot IS NULL'));
  const distinct = Number(value(storePath, 'SELECT count(DISTINCT hotspot) FROM cat_petition WHERE superseded_by IS NULL'));
  await expect(row.locator('td').nth(2)).toHaveText(String(empty));
  await expect(row.locator('td').nth(4)).toHaveText(String(distinct));
  // The empty cells lead to their rows.
  await row.click();
  await window.getByTestId('field-empty-rows').click();
  await expect(window.getByTestId('records-empty-filter')).toContainText('热点');
  await expect(window.getByTestId('category-tab-records')).toBeVisible();
  await expect(window.getByText(new RegExp(`共 ${String(empty)} 行`, 'u')).first()).toBeVisible();
  await window.getByTestId('nav-supply').click();
  await window.getByTestId('supply-2.4').click();
  await window.getByTestId('profile-table').locator('tr[data-row=form]').click();
  const [most] = query(storePath, 'SELECT count(*) AS n FROM cat_petition WHERE superseded_by IS NULL GROUP BY form ORDER BY n DESC LIMIT 1');
  await expect(window.getByTestId('field-drawer').locator('tbody tr').first()).toContainText(String(most?.['n']));
  await window.keyboard.press('Escape');
  await window.getByTestId('supply-tab-months').click();
  await expect(window.getByTestId('supply-months')).toBeVisible();
});

test('the quality rules: run, findings, and the rows behind them', async ({ window, storePath }) => {
  await signIn(window, 'it');
  await window.getByTestId('nav-quality').click();
  await expect(window.getByTestId('quality-never')).toBeVisible();
  await window.getByTestId('quality-run').click();
  await expect(window.getByTestId('quality-summary')).toContainText('条规则有问题', { timeout: 60_000 });
  const orphans = query(
    storePath,
    'SELECT visit_no FROM cat_collective_visit v WHERE superseded_by IS NULL AND project_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cat_investment_project p WHERE p.superseded_by IS NULL AND p.project_code = v.project_code) ORDER BY row_id',
  );
  expect(orphans.length).toBeGreaterThan(0);
  const row = window.getByTestId('rules-table').locator('tr[data-row=visit-project-known]');
  await expect(row.locator('td').nth(2)).toHaveText(String(orphans.length));
  expect(value(storePath, "SELECT count(*) FROM audit WHERE action = 'quality.run'")).toBe(1);

  await row.click();
  await expect(window.getByTestId('rule-how')).toContainText('关联项目代码');
  const rows = window.getByTestId('finding-rows').locator('tbody tr');
  await expect(rows).toHaveCount(orphans.length);
  await expect(rows.first()).toContainText(String(orphans[0]?.['visit_no']));
  await rows.first().click();
  await expect(window.getByTestId('record-drawer')).toContainText(String(orphans[0]?.['visit_no']));
});

test('a masked cell is opened with a reason, for half a minute, and the chain tells of it', async ({ window, storePath }) => {
  await signIn(window, 'it');
  await window.getByTestId('nav-catalogue').click();
  await window.getByTestId('catalogue-table').locator('tr[data-row="2.4"]').click();
  await window.getByTestId('records-table').locator('tbody tr').first().click();
  await expect(window.getByTestId('record-drawer')).toBeVisible();
  await expect(window.getByTestId('reveal-petitioner')).toHaveCount(0);
  await window.keyboard.press('Escape');
  await signOut(window);

  await signIn(window, 'manager');
  await window.getByTestId('nav-catalogue').click();
  await window.getByTestId('catalogue-table').locator('tr[data-row="2.4"]').click();
  await window.getByTestId('records-table').locator('tbody tr').first().click();
  await window.getByTestId('reveal-petitioner').click();
  const reason = window.getByTestId('reveal-reason-petitioner');
  await reason.fill('核对');
  await expect(window.getByTestId('reveal-confirm-petitioner')).toBeDisabled();
  await reason.fill('核对来访人联系方式');
  await window.getByTestId('reveal-confirm-petitioner').click();
  const shown = await window.getByTestId('revealed-petitioner').innerText();
  expect(shown).toMatch(/^样例/u);
  const entries = query(storePath, "SELECT details FROM audit WHERE action = 'personal.revealed'");
  expect(entries).toHaveLength(1);
  expect(String(entries[0]?.['details'])).toContain('核对来访人联系方式');
  expect(String(entries[0]?.['details'])).not.toContain(shown);
  await expect(window.getByTestId('revealed-petitioner')).toBeHidden({ timeout: 35_000 });
  await expect(window.getByTestId('reveal-petitioner')).toBeVisible();
});
