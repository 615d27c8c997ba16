import { z } from 'zod';
import type { AuditMarks } from '#shared/contract/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { AuditAction } from './append.ts';

const outcomeText = z.object({ ok: z.boolean() });
const DECISION = ['assessment.decided'] as const satisfies readonly AuditAction[];
/** What a backup would have to be made anew for. */
const CHANGE = ['batch.imported', 'batch.undone', 'assessment.decided'] as const satisfies readonly AuditAction[];

/** When the chain was verified and the store backed up last, and what came since. */
export async function auditMarks(db: ReadDb): Promise<AuditMarks> {
  const verified = await lastOf(db, 'audit.verified');
  const backup = await lastOf(db, 'store.backup');
  return {
    verifiedAt: verified?.at ?? null,
    intact: verified === null ? null : wasIntact(verified.details),
    decidedSince: await countSince(db, DECISION, verified?.seq ?? 0),
    backedUpAt: backup?.at ?? null,
    changedSince: await countSince(db, CHANGE, backup?.seq ?? 0),
  };
}

async function lastOf(db: ReadDb, action: AuditAction): Promise<{ readonly seq: number; readonly at: string; readonly details: string } | null> {
  const row = await db.selectFrom('audit').select(['seq', 'at', 'details']).where('action', '=', action).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return row ?? null;
}

async function countSince(db: ReadDb, actions: readonly AuditAction[], seq: number): Promise<number> {
  const { n } = await db.selectFrom('audit').select((e) => e.fn.countAll<number>().as('n')).where('seq', '>', seq).where('action', 'in', actions).executeTakeFirstOrThrow();
  return n;
}

/** Details that cannot be read any more were altered: what they said is not taken as good. */
function wasIntact(details: string): boolean {
  try {
    return outcomeText.parse(JSON.parse(details)).ok;
  } catch {
    return false;
  }
}
