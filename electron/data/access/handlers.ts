import type { sessionContract } from '#shared/contract/session.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { countAccounts, listAccounts, toAccountView } from './account-repository.ts';
import { changePassword, createAccount, resetPassword, setAccountState } from './accounts.ts';
import type { Sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** All of the session contract but the first start, which also fills the store (see onboarding/). */
export function accessHandlers(sessions: Sessions): Handlers<Omit<typeof sessionContract, 'session.setup'>> {
  return {
    'session.state': async (_input, { store, programVersion }) => {
      const sample = await store.db.selectFrom('meta').select('value').where('key', '=', 'is_sample').executeTakeFirst();
      return {
        needsSetup: (await countAccounts(store.db)) === 0,
        storePath: store.path,
        programVersion,
        schemaVersion: store.schemaVersion,
        isSample: sample?.value === '1',
      };
    },
    'session.signIn': (input, context) => signIn(context, sessions, input.username, input.password),
    'session.signOut': async (_input, { store, clock, actor, session, emit }) => {
      if (session !== null) sessions.close(session);
      await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'account.signedOut', subject: `account:${actor.id}`, details: {} }));
      emit({ type: 'sessionEnded', reason: 'signedOut' });
      return { done: true };
    },
    'session.changePassword': async (input, context) => {
      await changePassword(context, context.actor.id, input.current, input.next);
      if (context.session !== null) sessions.lift(context.session);
      return { done: true };
    },
    'accounts.list': async (_input, { store, clock }) => (await listAccounts(store.db)).map((row) => toAccountView(row, clock.now())),
    'accounts.create': async (input, context) => {
      const row = await createAccount(context, context.actor.id, { ...input, mustChange: true });
      context.emit({ type: 'changed', topics: ['accounts', 'audit'], subject: row.id });
      return toAccountView(row, context.clock.now());
    },
    'accounts.resetPassword': async (input, context) => {
      await resetPassword(context, context.actor.id, input.id, input.password);
      sessions.closeAccount(input.id);
      return { done: true };
    },
    'accounts.setState': async (input, context) => {
      if (input.id === context.actor.id && input.state === 'disabled') {
        throw new AppError('CONFLICT', 'You cannot disable your own account.', { reason: 'ownAccount' });
      }
      const row = await setAccountState(context, context.actor.id, input.id, input.state);
      if (input.state === 'disabled') sessions.closeAccount(input.id);
      context.emit({ type: 'changed', topics: ['accounts', 'audit'], subject: row.id });
      return toAccountView(row, context.clock.now());
    },
  };
}
