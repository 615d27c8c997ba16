import type { sessionContract } from '#shared/contract/session.ts';
import { permissionsOf } from '#shared/domain/access/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { addAccount, countAccounts, openSession, prepareAccount, type Sessions } from '#data/access/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { Actor, Handlers } from '#data/kernel/index.ts';
import { loadSample } from './load-sample.ts';
import { SAMPLE_ACCOUNTS } from './sample-accounts.ts';

/** The first start: the administrator, and on request a store full of synthetic data with an account for each role. */
export function onboardingHandlers(sessions: Sessions): Handlers<Pick<typeof sessionContract, 'session.setup'>> {
  return {
    'session.setup': async (input, context) => {
      const { store, clock } = context;
      const refuse = (): never => {
        throw new AppError('ALREADY_SET_UP', 'This store has an administrator already; sign in.');
      };
      if ((await countAccounts(store.db)) > 0) refuse();
      const { password, sample } = input;
      const admin = await prepareAccount(context, { username: input.username, displayName: input.displayName, role: 'admin', password, mustChange: false });
      const others = sample ? await Promise.all(SAMPLE_ACCOUNTS.map((account) => prepareAccount(context, { ...account, password, mustChange: false }))) : [];
      await store.write(async (tx) => {
        if ((await countAccounts(tx)) > 0) refuse();
        for (const account of [admin, ...others]) await addAccount(tx, admin.id, account);
        if (!sample) return;
        await tx.insertInto('meta').values({ key: 'is_sample', value: '1' }).execute();
        await appendAudit(tx, { at: clock.now(), actor: admin.id, action: 'store.sample', subject: 'store', details: { accounts: others.map((account) => account.username) } });
      });
      const session = await openSession(context, sessions, admin.id);
      if (!sample) return { session, sampleTask: null };
      const actor: Actor = { id: admin.id, name: admin.display_name, role: 'admin', permissions: new Set(permissionsOf('admin')) };
      const task = context.tasks.start({
        kind: 'sample',
        subject: store.path,
        run: (signal, report) => loadSample({ ...context, actor, session: null }, signal, report),
      });
      return { session, sampleTask: task.id };
    },
  };
}
