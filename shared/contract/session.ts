import { z } from 'zod';
import { ROLES, type Permission, type Role } from '#shared/domain/access/index.ts';
import { accountId, empty, type AccountId, type TaskId } from './common.ts';
import { procedure, type Done } from './procedure.ts';

export interface AccountView {
  readonly id: AccountId;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly state: 'active' | 'disabled' | 'locked';
  readonly lockedUntil: string | null;
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}

export interface SessionView {
  readonly token: string;
  readonly account: AccountView;
  readonly permissions: readonly Permission[];
  readonly mustChangePassword: boolean;
  /** Seconds without a call after which the session ends. */
  readonly idleSeconds: number;
}

export interface StoreState {
  readonly needsSetup: boolean;
  readonly storePath: string;
  readonly programVersion: string;
  readonly schemaVersion: number;
  /** True when the store was filled with synthetic sample data; every screen says so. */
  readonly isSample: boolean;
}

const username = z.string().trim().min(2).max(40);
const displayName = z.string().trim().min(1).max(40);
const password = z.string().min(1).max(200);
const role = z.enum(ROLES);

export const sessionContract = {
  'session.state': procedure<StoreState>()({ input: empty, access: 'public' }),
  /** First start: sets the administrator's password; `sample` fills the store with sample data in a task. */
  'session.setup': procedure<{ session: SessionView; sampleTask: TaskId | null }>()({
    input: z.strictObject({ username: username.default('admin'), displayName: displayName.default('系统管理员'), password, sample: z.boolean().default(false) }),
    access: 'public',
  }),
  'session.signIn': procedure<SessionView>()({ input: z.strictObject({ username, password }), access: 'public' }),
  'session.signOut': procedure<Done>()({ input: empty, access: 'signedIn' }),
  'session.changePassword': procedure<Done>()({ input: z.strictObject({ current: password, next: password }), access: 'signedIn' }),
  'accounts.list': procedure<readonly AccountView[]>()({ input: empty, access: 'account.manage' }),
  'accounts.create': procedure<AccountView>()({ input: z.strictObject({ username, displayName, role, password }), access: 'account.manage' }),
  'accounts.resetPassword': procedure<Done>()({ input: z.strictObject({ id: accountId, password }), access: 'account.manage' }),
  'accounts.setState': procedure<AccountView>()({ input: z.strictObject({ id: accountId, state: z.enum(['active', 'disabled']) }), access: 'account.manage' }),
};
