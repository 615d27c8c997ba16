import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditEntry, AuditVerdict, Page } from '#shared/contract/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { ChainVerifier, type ChainEntry } from './chain.ts';

const detailsSchema = z.record(z.string(), z.unknown());
const SLICE = 5000;

interface Row {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: string;
  previous_hash: string;
  hash: string;
}

export interface AuditFilter {
  readonly subject?: string | undefined;
  readonly action?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** Newest first. */
export async function auditPage(db: ReadDb, filter: AuditFilter): Promise<Page<AuditEntry>> {
  let query = db.selectFrom('audit');
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query.selectAll().orderBy('seq', 'desc').limit(filter.limit).offset(filter.offset).execute();
  const names = await actorNames(db);
  return { total, rows: rows.map((row) => toEntry(row, names)) };
}

/** Oldest first, all entries of one subject: the history of a decision. */
export async function subjectHistory(db: ReadDb, subject: string): Promise<readonly AuditEntry[]> {
  const rows = await db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('seq').execute();
  const names = await actorNames(db);
  return rows.map((row) => toEntry(row, names));
}

/** Walks the whole chain of a store in slices, then compares with the stored head and looks for the guarding triggers. */
export async function verifyChain(db: ReadDb): Promise<AuditVerdict> {
  const verifier = new ChainVerifier();
  for await (const entry of chainEntries(db)) if (!verifier.add(entry)) break;
  const head = await db.selectFrom('audit_head').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirst();
  const verdict = verifier.finish(head ?? { seq: -1, hash: '' });
  if (!verdict.ok) return verdict;
  const guards = await sql<{ n: number }>`SELECT count(*) AS n FROM sqlite_master WHERE type = 'trigger' AND name IN ('audit_no_update', 'audit_no_delete', 'audit_head_forward', 'audit_head_no_delete')`.execute(db);
  const found = guards.rows[0]?.n ?? 0;
  if (found === 4) return verdict;
  return { ok: false, entries: verdict.entries, brokenAt: verdict.entries, reason: 'format', expected: '4 triggers', found: `${String(found)} triggers` };
}

/** All entries in order, read in slices so that no length of history fills the memory. */
export async function* chainEntries(db: ReadDb): AsyncGenerator<ChainEntry> {
  let last = 0;
  let first = true;
  for (;;) {
    let query = db.selectFrom('audit').selectAll().orderBy('seq').limit(SLICE);
    if (!first) query = query.where('seq', '>', last);
    const rows = await query.execute();
    first = false;
    for (const row of rows) {
      last = row.seq;
      const { previous_hash: previousHash, ...rest } = row;
      yield { ...rest, previousHash };
    }
    if (rows.length < SLICE) return;
  }
}

async function actorNames(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('account').select(['id', 'display_name']).execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

function toEntry(row: Row, names: ReadonlyMap<string, string>): AuditEntry {
  const { previous_hash: previousHash, details, actor, ...rest } = row;
  return { ...rest, previousHash, actor: names.get(actor) ?? actor, details: readDetails(details) };
}

/** Altered details must not stop the reading: the verdict is what tells of them. */
function readDetails(text: string): Record<string, unknown> {
  try {
    return detailsSchema.parse(JSON.parse(text));
  } catch {
    return { unreadable: text };
  }
}
