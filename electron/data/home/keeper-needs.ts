import { auditHandlers } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { accountCounts } from './account-repository.ts';
import { need, NOTHING, plain, type Told } from './tally.ts';

/** For who answers for the store itself: the chain, backups, accounts. */
export async function keeperNeeds(context: CallContext): Promise<Told> {
  const { store: { db }, actor, clock } = context;
  const may = (permission: 'audit.verify' | 'audit.read' | 'store.backup' | 'account.manage'): boolean => actor.permissions.has(permission);
  if (!may('audit.verify')) return NOTHING;
  const marks = await auditHandlers['audit.marks']({}, context);
  const never = marks.backedUpAt === null;
  const accounts = may('account.manage') ? await accountCounts(db, clock.now().toISOString()) : null;
  return {
    needs: [
      need('chainBroken', plain(marks.intact === false ? 1 : 0), { grave: true }),
      ...(may('audit.read') ? [need('chainNever', plain(marks.verifiedAt === null ? 1 : 0)), need('decisionsUnverified', plain(marks.verifiedAt === null ? 0 : marks.decidedSince))] : []),
      ...(may('store.backup') ? [need(never ? 'backupNever' : 'backupDue', plain(marks.changedSince), { grave: never })] : []),
      ...(accounts === null ? [] : [need('accountsAlone', plain(accounts.all === 1 ? 1 : 0)), need('accountsLocked', plain(accounts.locked))]),
    ],
    ahead: [],
  };
}
