import { ROLES, can } from '#shared/domain/access/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Display names of all accounts by id; a workstation has a handful. */
export async function actorNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

const OWNERS_KNOWN = 50;

/** Display names of the accounts in use that can handle a signal, then the others that were given one, the most often first. */
export async function knownOwners(db: ReadDb): Promise<readonly string[]> {
  const roles = ROLES.filter((role) => can(role, 'signals.handle'));
  const accounts = await db.selectFrom('account').select('display_name').where('role', 'in', roles).where('state', '=', 'active').orderBy('display_name').execute();
  const given = await db.selectFrom('signal').select('owner').where('owner', '!=', '').groupBy('owner').orderBy((e) => e.fn.countAll(), 'desc').orderBy('owner').limit(OWNERS_KNOWN).execute();
  return [...new Set([...accounts.map(({ display_name: name }) => name), ...given.map(({ owner }) => owner)])];
}
