import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { PASSWORD } from '../support/seed.ts';
import { query, value } from '../support/read-store.ts';

const press = async (window: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await window.keyboard.press(key);
};

/** From anywhere to a place, by its name. */
async function jump(window: Page, text: string): Promise<void> {
  await press(window, 'Control+k');
  await expect(window.getByTestId('jump-text')).toBeFocused();
  await window.keyboard.type(text);
  await expect(window.getByTestId('jump-found').first()).toContainText(text);
  await press(window, 'Enter');
  await expect(window.getByTestId('jump')).toBeHidden();
}

/** Goes on with Tab until the element has the focus. */
async function tabTo(window: Page, testid: string): Promise<void> {
  for (let step = 0; step < 90; step += 1) {
    await press(window, 'Tab');
    if (await window.getByTestId(testid).evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
  }
  throw new Error(`Tab does not reach ${testid}`);
}

test('without a mouse: sign in, jump, a list to its record and back, a signal given out, a matter made', async ({ window, storePath }) => {
  await expect(window.getByTestId('signin-username')).toBeFocused();
  await window.keyboard.type('evaluator');
  await press(window, 'Tab');
  await window.keyboard.type(PASSWORD);
  await press(window, 'Enter');
  await expect(window.getByTestId('app-frame')).toBeVisible();

  // The first Tab offers the way past the rail; what has the focus is seen at every stop.
  await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(window, 'Tab');
  await expect(window.getByTestId('skip')).toBeFocused();
  for (let stop = 0; stop < 24; stop += 1) {
    await press(window, 'Tab');
    const seen = await window.evaluate(() => {
      const at = document.activeElement;
      if (at === null || at === document.body) return 'nothing';
      for (const one of [at, at.parentElement, at.parentElement?.parentElement]) {
        if (one == null) continue;
        const { outlineStyle, boxShadow } = getComputedStyle(one);
        if (outlineStyle !== 'none' || boxShadow !== 'none') return '';
      }
      return at.outerHTML.slice(0, 200);
    });
    expect(seen).toBe('');
  }

  await press(window, 'Control+k', 'Escape');
  await expect(window.getByTestId('jump')).toBeHidden();
  await jump(window, '2.4');
  await expect(window).toHaveURL(/catalogue\/2\.4$/u);

  // A signal: to its row with the arrows, given out from its page, Esc back to the same row.
  await expect.poll(() => value(storePath, 'SELECT count(*) FROM signal_progress'), { timeout: 60_000 }).toBe(28);
  await jump(window, '预警');
  await tabTo(window, 'signals-table');
  while (!(await window.evaluate(() => document.activeElement?.tagName === 'TR'))) await press(window, 'Tab');
  await press(window, 'ArrowDown', 'ArrowDown');
  const id = await window.evaluate(() => document.activeElement?.getAttribute('data-row'));
  await press(window, 'Enter');
  await tabTo(window, 'signal-owner-input');
  await window.keyboard.type('样例综治中心');
  await tabTo(window, 'signal-dispatch');
  await press(window, 'Enter');
  await expect.poll(() => query(storePath, 'SELECT state, owner FROM signal WHERE id = ?', id)).toEqual([{ state: 'dispatched', owner: '样例综治中心' }]);
  // The calendar that the way with Tab opened has gone: Esc would be its own until then.
  await expect(window.locator('.el-popper[aria-hidden="false"]')).toHaveCount(0);
  await press(window, 'Escape');
  await expect(window.getByTestId('signals-table').locator(`tr[data-row="${String(id)}"]`)).toBeFocused();

  // A matter from an imported project.
  await jump(window, '决策事项');
  await window.getByTestId('proposals-new').or(window.getByTestId('proposals-new-empty')).first().waitFor();
  for (let step = 0; step < 30 && !(await window.evaluate(() => document.activeElement?.getAttribute('data-testid')?.startsWith('proposals-new') === true)); step += 1) await press(window, 'Tab');
  await press(window, 'Enter');
  await expect(window.getByTestId('project-table').locator('tbody tr').first()).toBeVisible();
  for (let step = 0; step < 30 && !(await window.evaluate(() => document.activeElement?.tagName === 'TR')); step += 1) await press(window, 'Tab');
  await press(window, 'Enter');
  await expect(window.getByTestId('new-title')).not.toHaveValue('');
  await tabTo(window, 'proposal-create');
  await press(window, 'Enter');
  await expect(window.getByTestId('case-title')).toBeVisible();
  expect(value(storePath, "SELECT count(*) FROM assessment WHERE state = 'draft'")).toBe(1);

  // Out again by the menu; the caret stands where the next one begins, at the password of the name that is kept.
  await jump(window, '首页');
  await tabTo(window, 'account-menu');
  await press(window, 'Enter');
  await expect(window.getByTestId('change-password')).toBeFocused();
  await press(window, 'ArrowDown', 'Enter');
  await expect(window.getByTestId('signin-password')).toBeFocused();
});
