import type { DefinitionState } from '#shared/domain/definitions/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** How many versions of the ledger stand in a state, of the account or of others. */
export async function versionsWaiting(db: ReadDb, { state, account, whose }: { readonly state: DefinitionState; readonly account: string; readonly whose: 'own' | 'others' }): Promise<number> {
  const { n } = await db
    .selectFrom('definition_version')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', state)
    .where('created_by', whose === 'own' ? '=' : '!=', account)
    .executeTakeFirstOrThrow();
  return n;
}
