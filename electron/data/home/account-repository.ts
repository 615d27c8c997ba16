import { sql } from 'kysely';
import type { ReadDb } from '#data/store/index.ts';

/** How many accounts there are, and how many are locked at this instant. */
export async function accountCounts(db: ReadDb, now: string): Promise<{ readonly all: number; readonly locked: number }> {
  return db
    .selectFrom('account')
    .select((e) => [e.fn.countAll<number>().as('all'), sql<number>`count(*) FILTER (WHERE locked_until > ${now})`.as('locked')])
    .executeTakeFirstOrThrow();
}
