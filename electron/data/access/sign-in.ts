import type { SessionView } from '#shared/contract/index.ts';
import { permissionsOf } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { findByUsername, getAccount, patchAccount, toAccountView, toRole, type AccountRow } from './account-repository.ts';
import { DECOY_HASH, verifyPassword } from './passwords.ts';
import { IDLE_SECONDS, type Sessions } from './sessions.ts';

/** Wrong passwords in a row before the account locks, and for how long. */
export const MAX_FAILURES = 5;
export const LOCK_MINUTES = 15;

type AccessContext = Pick<CoreContext, 'store' | 'clock'>;

/**
 * Checks user name and password and opens a session. Success, refusal and lock all enter the audit chain.
 *
 * @throws AppError BAD_CREDENTIALS (the same for an unknown name), ACCOUNT_LOCKED, ACCOUNT_DISABLED
 */
export async function signIn(context: AccessContext, sessions: Sessions, username: string, password: string): Promise<SessionView> {
  const { store, clock } = context;
  const account = await findByUsername(store.db, username);
  if (account === undefined) {
    await verifyPassword(DECOY_HASH, password);
    throw badCredentials();
  }
  const now = clock.now();
  if (account.locked_until !== null && account.locked_until > now.toISOString()) throw locked(account.locked_until);
  if (!(await verifyPassword(account.password_hash, password))) return refuse(context, account, now);
  if (account.state === 'disabled') throw new AppError('ACCOUNT_DISABLED', 'This account is disabled; ask the administrator.');
  await store.write(async (tx) => {
    await patchAccount(tx, account.id, { failed_count: 0, locked_until: null, last_sign_in_at: now.toISOString() });
    await appendAudit(tx, { at: now, actor: account.id, action: 'account.signedIn', subject: `account:${account.id}`, details: {} });
  });
  return openSession(context, sessions, account.id);
}

/** The view a window gets for a fresh session. */
export async function openSession(context: AccessContext, sessions: Sessions, accountId: string): Promise<SessionView> {
  const account = await getAccount(context.store.db, accountId);
  return {
    token: sessions.open(account),
    account: toAccountView(account, context.clock.now()),
    permissions: permissionsOf(toRole(account.role)),
    mustChangePassword: account.must_change === 1,
    idleSeconds: IDLE_SECONDS,
  };
}

async function refuse({ store }: AccessContext, account: AccountRow, now: Date): Promise<never> {
  // An expired lock starts a new count.
  const failures = (account.locked_until === null ? account.failed_count : 0) + 1;
  const until = failures >= MAX_FAILURES ? new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString() : null;
  await store.write(async (tx) => {
    await patchAccount(tx, account.id, { failed_count: failures, locked_until: until });
    await appendAudit(tx, {
      at: now, actor: account.id, action: until === null ? 'account.refused' : 'account.locked',
      subject: `account:${account.id}`, details: { failures, until },
    });
  });
  if (until !== null) throw locked(until);
  throw badCredentials();
}

function locked(until: string): AppError {
  return new AppError('ACCOUNT_LOCKED', `Too many wrong passwords; the account is locked until ${until}.`, { until });
}

function badCredentials(): AppError {
  return new AppError('BAD_CREDENTIALS', 'User name or password is wrong.');
}
