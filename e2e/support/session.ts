import { expect, type Page } from '@playwright/test';
import { PASSWORD } from './seed.ts';

export type SampleRole = 'admin' | 'it' | 'evaluator' | 'manager' | 'auditor';

/** Signs in as the sample store's account of that role; its user name is the role. */
export async function signIn(page: Page, role: SampleRole, password = PASSWORD): Promise<void> {
  await page.getByTestId('signin-username').fill(role);
  await page.getByTestId('signin-password').fill(password);
  await page.getByTestId('signin-submit').click();
  await expect(page.getByTestId('app-frame')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByTestId('account-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('signin-username')).toBeVisible();
}
