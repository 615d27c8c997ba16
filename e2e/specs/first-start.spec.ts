import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from '../support/launch.ts';
import { query, value } from '../support/read-store.ts';
import { PASSWORD, seedStore } from '../support/seed.ts';

test('the first start sets the administrator and opens with sample data', async ({ browserName: _browser }, info) => {
  const folder = info.outputPath('run');
  const store = join(folder, 'fengqiao.db');
  const { app, page } = await launch(join(folder, 'profile'), store);
  try {
    await page.getByTestId('setup-password').fill('short');
    await page.getByTestId('setup-password-repeat').fill('short');
    await expect(page.getByTestId('setup-create')).toBeDisabled();
    await page.getByTestId('setup-password').fill(PASSWORD);
    await page.getByTestId('setup-password-repeat').fill(PASSWORD);
    await page.getByTestId('setup-sample').click();
    await expect(page.getByTestId('sample-result')).toBeVisible({ timeout: 240_000 });
    await page.getByTestId('setup-continue').click();
    await expect(page.getByTestId('nav-accounts')).toBeVisible();
    await expect(page.getByTestId('sample-mark')).toBeVisible();
  } finally {
    await app.close();
  }
  expect(query(store, 'SELECT username, role FROM account ORDER BY role')).toEqual([
    { username: 'admin', role: 'admin' }, { username: 'auditor', role: 'auditor' }, { username: 'evaluator', role: 'evaluator' },
    { username: 'expert1', role: 'expert' }, { username: 'expert2', role: 'expert' }, { username: 'expert3', role: 'expert' },
    { username: 'it', role: 'it' }, { username: 'manager', role: 'manager' },
  ]);
  expect(value(store, "SELECT count(DISTINCT category) FROM batch WHERE state = 'committed'")).toBe(48);
  expect(value(store, 'SELECT count(*) FROM batch WHERE read_count <> accepted_count + unchanged_count + superseded_count + rejected_count')).toBe(0);
  expect(Number(value(store, 'SELECT count(*) FROM reject'))).toBeGreaterThan(0);
  expect(value(store, "SELECT count(*) FROM account WHERE password_hash NOT LIKE '$argon2id$%'")).toBe(0);

  // The other specs start from a copy of this store.
  for (const suffix of ['', '.key']) {
    rmSync(`${seedStore()}${suffix}`, { force: true });
    copyFileSync(`${store}${suffix}`, `${seedStore()}${suffix}`);
  }
});
