import type { AccountId, AccountView } from '#shared/contract/index.ts';
import { ROLES, type Role } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly display_name: string;
  readonly role: string;
  readonly password_hash: string;
  readonly state: string;
  readonly failed_count: number;
  readonly locked_until: string | null;
  readonly must_change: number;
  readonly created_at: string;
  readonly last_sign_in_at: string | null;
}

export async function countAccounts(db: ReadDb): Promise<number> {
  const row = await db.selectFrom('account').select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return row.n;
}

export function findByUsername(db: ReadDb, username: string): Promise<AccountRow | undefined> {
  return db.selectFrom('account').selectAll().where('username', '=', username).executeTakeFirst();
}

/** @throws AppError NOT_FOUND */
export async function getAccount(db: ReadDb, id: string): Promise<AccountRow> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such account.');
  return row;
}

export function listAccounts(db: ReadDb): Promise<readonly AccountRow[]> {
  return db.selectFrom('account').selectAll().orderBy('created_at').orderBy('username').execute();
}

export async function insertAccount(tx: WriteTx, row: AccountRow): Promise<void> {
  if ((await findByUsername(tx, row.username)) !== undefined) {
    throw new AppError('CONFLICT', `The user name ${row.username} is taken.`, { username: row.username });
  }
  await tx.insertInto('account').values(row).execute();
}

export async function patchAccount(tx: WriteTx, id: string, patch: Partial<Omit<AccountRow, 'id' | 'username'>>): Promise<void> {
  await tx.updateTable('account').set(patch).where('id', '=', id).execute();
}

export function toRole(text: string): Role {
  const role = ROLES.find((candidate) => candidate === text);
  if (role === undefined) throw new AppError('STORE_CORRUPT', `Unknown role ${text} in the store.`);
  return role;
}

export function toAccountView(row: AccountRow, now: Date): AccountView {
  const locked = row.locked_until !== null && row.locked_until > now.toISOString();
  return {
    id: row.id as AccountId,
    username: row.username,
    displayName: row.display_name,
    role: toRole(row.role),
    state: row.state === 'disabled' ? 'disabled' : locked ? 'locked' : 'active',
    lockedUntil: locked ? row.locked_until : null,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}
