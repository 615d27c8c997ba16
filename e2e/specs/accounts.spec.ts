import { expect, test } from '../support/fixtures.ts';
import { value } from '../support/read-store.ts';
import { signIn, signOut, type SampleRole } from '../support/session.ts';

const JOBS: Readonly<Record<SampleRole, { readonly sees: readonly string[]; readonly not: readonly string[] }>> = {
  admin: { sees: ['nav-accounts'], not: ['nav-intake', 'nav-audit'] },
  it: { sees: ['nav-catalogue', 'nav-intake', 'nav-batches'], not: ['nav-accounts', 'nav-audit'] },
  evaluator: { sees: ['nav-matters', 'nav-catalogue'], not: ['nav-intake', 'nav-accounts'] },
  manager: { sees: ['nav-matters', 'nav-reports'], not: ['nav-intake', 'nav-accounts'] },
  auditor: { sees: ['nav-audit', 'nav-matters'], not: ['nav-intake', 'nav-accounts'] },
};

test('the menu shows what the role may do, and the data process refuses the rest', async ({ window }) => {
  for (const role of ['admin', 'it', 'evaluator', 'manager', 'auditor'] as const) {
    await signIn(window, role);
    for (const item of JOBS[role].sees) await expect(window.getByTestId(item)).toBeVisible();
    for (const item of JOBS[role].not) await expect(window.getByTestId(item)).toBeHidden();
    await signOut(window);
  }
});

test('a new account must change the password it was given, and locks after repeated failures', async ({ window, storePath }) => {
  await signIn(window, 'admin');
  await window.getByTestId('nav-accounts').click();
  await window.getByTestId('account-new').click();
  await window.getByTestId('account-username').fill('second');
  await window.getByTestId('account-display-name').fill('示例评估员二');
  await window.getByTestId('account-role-evaluator').click();
  await window.getByTestId('account-password').fill('given-Password-1');
  await window.getByTestId('account-password-repeat').fill('given-Password-1');
  await window.getByTestId('account-save').click();
  await expect(window.getByTestId('accounts-table')).toContainText('示例评估员二');
  await signOut(window);

  await window.getByTestId('signin-username').fill('second');
  await window.getByTestId('signin-password').fill('given-Password-1');
  await window.getByTestId('signin-submit').click();
  await window.getByTestId('password-current').fill('given-Password-1');
  await window.getByTestId('password-next').fill('chosen-Password-2');
  await window.getByTestId('password-repeat').fill('chosen-Password-2');
  await window.getByTestId('password-submit').click();
  await expect(window.getByTestId('app-frame')).toBeVisible();
  await signOut(window);

  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await window.getByTestId('signin-username').fill('second');
    await window.getByTestId('signin-password').fill('wrong');
    await window.getByTestId('signin-submit').click();
    await expect.poll(() => value(storePath, "SELECT failed_count FROM account WHERE username = 'second'")).toBe(attempt);
  }
  await expect(window.getByTestId('error-panel')).toHaveAttribute('data-code', 'ACCOUNT_LOCKED');
  await window.getByTestId('signin-password').fill('chosen-Password-2');
  await window.getByTestId('signin-submit').click();
  await expect(window.getByTestId('error-panel')).toHaveAttribute('data-code', 'ACCOUNT_LOCKED');
  expect(value(storePath, "SELECT count(*) FROM audit WHERE action = 'account.locked'")).toBe(1);
});
