import { expect, type Page } from '@playwright/test';
import { PASSWORD } from './seed.ts';

export type SampleRole = 'admin' | 'it' | 'evaluator' | 'manager' | 'auditor';
/** Every account of the sample store. */
export type SampleAccount = SampleRole | 'expert1' | 'expert2' | 'expert3';

/** Signs in as an account of the sample store; its user name is its role, of experts with a number. */
export async function signIn(page: Page, account: SampleAccount, password = PASSWORD): Promise<void> {
  await page.getByTestId('signin-username').fill(account);
  await page.getByTestId('signin-password').fill(password);
  await page.getByTestId('signin-submit').click();
  await expect(page.getByTestId('app-frame')).toBeVisible();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByTestId('account-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(page.getByTestId('signin-username')).toBeVisible();
}
