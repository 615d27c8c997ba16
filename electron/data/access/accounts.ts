import type { Role } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { getAccount, insertAccount, listAccounts, patchAccount, type AccountRow } from './account-repository.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
  /** Ask for a new password at the first sign-in. */
  readonly mustChange: boolean;
}

type AccessContext = Pick<CoreContext, 'store' | 'clock' | 'ids'>;

/** @throws AppError PASSWORD_WEAK, CONFLICT when the user name is taken */
export async function createAccount(context: AccessContext, actor: string, account: NewAccount): Promise<AccountRow> {
  const row = await prepareAccount(context, account);
  await context.store.write((tx) => addAccount(tx, actor, row));
  return row;
}

/** Hashes outside the transaction: argon2 is slow by design. */
export async function prepareAccount({ clock, ids }: AccessContext, account: NewAccount): Promise<AccountRow> {
  return {
    id: ids.next(),
    username: account.username,
    display_name: account.displayName,
    role: account.role,
    password_hash: await hashPassword(account.password, account.username),
    state: 'active',
    failed_count: 0,
    locked_until: null,
    must_change: account.mustChange ? 1 : 0,
    created_at: clock.now().toISOString(),
    last_sign_in_at: null,
  };
}

export async function addAccount(tx: WriteTx, actor: string, row: AccountRow): Promise<void> {
  await insertAccount(tx, row);
  await appendAudit(tx, {
    at: new Date(row.created_at), actor, action: 'account.created', subject: `account:${row.id}`,
    details: { username: row.username, displayName: row.display_name, role: row.role },
  });
}

/** @throws AppError BAD_CREDENTIALS when the current password is wrong, PASSWORD_WEAK */
export async function changePassword({ store, clock }: AccessContext, accountId: string, current: string, next: string): Promise<void> {
  const account = await getAccount(store.db, accountId);
  if (!(await verifyPassword(account.password_hash, current))) throw new AppError('BAD_CREDENTIALS', 'The current password is wrong.');
  const password_hash = await hashPassword(next, account.username);
  await store.write(async (tx) => {
    await patchAccount(tx, account.id, { password_hash, must_change: 0 });
    await appendAudit(tx, { at: clock.now(), actor: accountId, action: 'account.passwordChanged', subject: `account:${account.id}`, details: {} });
  });
}

/** The administrator sets a password that its owner must change at the next sign-in. */
export async function resetPassword({ store, clock }: AccessContext, actor: string, accountId: string, password: string): Promise<void> {
  const account = await getAccount(store.db, accountId);
  const password_hash = await hashPassword(password, account.username);
  await store.write(async (tx) => {
    await patchAccount(tx, account.id, { password_hash, must_change: 1, failed_count: 0, locked_until: null });
    await appendAudit(tx, { at: clock.now(), actor, action: 'account.passwordReset', subject: `account:${account.id}`, details: {} });
  });
}

/** Enables (which also unlocks) or disables; the last active administrator cannot be disabled. */
export async function setAccountState({ store, clock }: AccessContext, actor: string, accountId: string, state: 'active' | 'disabled'): Promise<AccountRow> {
  await store.write(async (tx) => {
    const account = await getAccount(tx, accountId);
    if (state === 'disabled' && account.role === 'admin') {
      const others = (await listAccounts(tx)).filter((other) => other.role === 'admin' && other.state === 'active' && other.id !== accountId);
      if (others.length === 0) throw new AppError('CONFLICT', 'The last administrator cannot be disabled.', { reason: 'lastAdministrator' });
    }
    await patchAccount(tx, account.id, { state, failed_count: 0, locked_until: null });
    await appendAudit(tx, { at: clock.now(), actor, action: 'account.stateChanged', subject: `account:${account.id}`, details: { before: account.state, after: state } });
  });
  return getAccount(store.db, accountId);
}
