import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyChain } from '#data/audit/index.ts';
import { openStore, type Store } from '#data/store/index.ts';
import { changePassword, createAccount, resetPassword, setAccountState, type NewAccount } from './accounts.ts';
import { IDLE_SECONDS, Sessions } from './sessions.ts';
import { LOCK_MINUTES, MAX_FAILURES, signIn } from './sign-in.ts';

const PASSWORD = 'correct-horse-7';
const evaluator: NewAccount = { username: 'evaluator', displayName: '示例评估员', role: 'evaluator', password: PASSWORD, mustChange: false };

let dir = '';
let store: Store;
let time = Date.UTC(2026, 10, 1, 8);
let counter = 0;
const clock = { now: () => new Date(time) };
const ids = { next: () => `id-${String(++counter)}` };
const context = () => ({ store, clock, ids });
let sessions: Sessions;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fq-access-'));
  store = openStore(join(dir, 'a.db'), { mode: 'create' });
  sessions = new Sessions(clock, ids);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const actions = async (): Promise<string[]> => (await store.db.selectFrom('audit').select('action').orderBy('seq').execute()).map((row) => row.action);

describe('signing in', () => {
  it('opens a session with the permissions of the role, and keeps no password', async () => {
    await createAccount(context(), 'program', evaluator);
    const session = await signIn(context(), sessions, 'Evaluator', PASSWORD);
    expect(session.account.role).toBe('evaluator');
    expect(session.permissions).toContain('assessment.score');
    expect(session.permissions).not.toContain('assessment.decide');
    const stored = await store.db.selectFrom('account').select('password_hash').executeTakeFirstOrThrow();
    expect(stored.password_hash).toMatch(/^\$argon2id\$/);
    expect(await actions()).toEqual(['account.created', 'account.signedIn']);
  });

  it('answers an unknown name like a wrong password', async () => {
    await createAccount(context(), 'program', evaluator);
    await expect(signIn(context(), sessions, 'nobody', PASSWORD)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    await expect(signIn(context(), sessions, 'evaluator', 'wrong')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  it('locks after repeated failures, even for the right password, and opens again later', async () => {
    await createAccount(context(), 'program', evaluator);
    for (let n = 1; n < MAX_FAILURES; n += 1) {
      await expect(signIn(context(), sessions, 'evaluator', 'wrong')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    }
    await expect(signIn(context(), sessions, 'evaluator', 'wrong')).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    await expect(signIn(context(), sessions, 'evaluator', PASSWORD)).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' });
    time += (LOCK_MINUTES * 60 + 1) * 1000;
    await expect(signIn(context(), sessions, 'evaluator', 'wrong')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect((await signIn(context(), sessions, 'evaluator', PASSWORD)).account.username).toBe('evaluator');
    expect(await actions()).toContain('account.locked');
    expect(await verifyChain(store.db)).toMatchObject({ ok: true });
  });

  it('refuses a disabled account, and says so only to who knows the password', async () => {
    const row = await createAccount(context(), 'program', evaluator);
    await setAccountState(context(), 'program', row.id, 'disabled');
    await expect(signIn(context(), sessions, 'evaluator', 'wrong')).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    await expect(signIn(context(), sessions, 'evaluator', PASSWORD)).rejects.toMatchObject({ code: 'ACCOUNT_DISABLED' });
  });
});

describe('a session', () => {
  it('ends after a while without a call, and a call keeps it', async () => {
    await createAccount(context(), 'program', evaluator);
    const { token } = await signIn(context(), sessions, 'evaluator', PASSWORD);
    time += (IDLE_SECONDS - 1) * 1000;
    expect(sessions.find(token, true)).toMatchObject({ role: 'evaluator' });
    time += (IDLE_SECONDS - 1) * 1000;
    expect(sessions.find(token, false)).toMatchObject({ role: 'evaluator' });
    time += 2000;
    expect(sessions.find(token, true)).toBe('idle');
    expect(sessions.find(token, true)).toBeNull();
  });

  it('may do nothing until a password set by the administrator is changed', async () => {
    const row = await createAccount(context(), 'program', evaluator);
    await resetPassword(context(), 'program', row.id, 'given-by-admin-1');
    const session = await signIn(context(), sessions, 'evaluator', 'given-by-admin-1');
    expect(session.mustChangePassword).toBe(true);
    const restricted = sessions.find(session.token, true);
    expect(restricted).toMatchObject({ permissions: new Set() });
    await changePassword(context(), row.id, 'given-by-admin-1', 'my-own-word-2');
    sessions.lift(session.token);
    expect(sessions.find(session.token, true)).toMatchObject({ role: 'evaluator' });
    expect((await signIn(context(), sessions, 'evaluator', 'my-own-word-2')).mustChangePassword).toBe(false);
  });
});

describe('accounts', () => {
  it.each([['short-1', 'short'], ['onlyletters', 'oneKind'], ['my-evaluator-9', 'username'], ['1111111111a', 'repeated']])('refuse the password %s', async (password, flaw) => {
    await expect(createAccount(context(), 'program', { ...evaluator, password })).rejects.toMatchObject({ code: 'PASSWORD_WEAK', details: { flaws: [flaw] } });
  });

  it('have one name each, whatever its case', async () => {
    await createAccount(context(), 'program', evaluator);
    await expect(createAccount(context(), 'program', { ...evaluator, username: 'EVALUATOR' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('never lose their last administrator', async () => {
    const admin = await createAccount(context(), 'program', { ...evaluator, username: 'admin', role: 'admin' });
    await expect(setAccountState(context(), admin.id, admin.id, 'disabled')).rejects.toMatchObject({ code: 'CONFLICT' });
    await createAccount(context(), 'program', { ...evaluator, username: 'admin2', role: 'admin' });
    expect((await setAccountState(context(), admin.id, admin.id, 'disabled')).state).toBe('disabled');
  });
});
